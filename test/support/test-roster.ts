import { rename, writeFile } from 'node:fs/promises';
import type { JWK } from 'jose';
import { publicHalf } from '#identity/keys.js';
import { type Member, parseRoster } from '#roster/roster.js';

/** A college of a test as it stands in the roster; its node's address is all that must be said. */
export function aMember(code: string, endpoint: string, key: JWK, overrides: Partial<Member> = {}): Member {
  return {
    code,
    name: `Техникум «${code}»`,
    shortName: code.toUpperCase(),
    city: 'Чапаевск',
    region: 'Самарская область',
    status: 'MEMBER',
    endpoint,
    contractVersion: 1,
    keys: [publicHalf(key)],
    ...overrides,
  };
}

/** The roster of one test, in a file that gateway and nodes poll. */
export class TestRoster {
  private version = 0;
  private members: readonly Member[] = [];

  constructor(readonly path: string) {}

  get colleges(): readonly Member[] {
    return this.members;
  }

  /** Who is on the network from now on; gateway and nodes take a second to notice. */
  async write(colleges: readonly Member[]): Promise<void> {
    this.version += 1;
    const json = JSON.stringify({ version: this.version, colleges });
    this.members = parseRoster(json).colleges;
    await this.writeText(json);
  }

  /** Anything at all, a roster or not. */
  async writeText(text: string): Promise<void> {
    await writeFile(`${this.path}.new`, text);
    await rename(`${this.path}.new`, this.path);
  }
}
