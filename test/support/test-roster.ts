import { rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { publicHalf } from '#identity/keys.js';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf, writePrivateKeys } from '#identity/private-keys.js';
import { type Gateway, type Member, parseRoster } from '#roster/roster.js';

export const GATEWAY_ID = 'gateway';

/** A college of a test as it stands in the roster; its node's address is all that must be said. */
export function aMember(code: string, endpoint: string, keys: PrivateKeys, overrides: Partial<Member> = {}): Member {
  const { signing, encryption } = publicKeysOf(keys);
  return {
    code,
    name: `Техникум «${code}»`,
    shortName: code.toUpperCase(),
    city: 'Чапаевск',
    region: 'Самарская область',
    status: 'MEMBER',
    endpoint,
    contractVersion: 1,
    keys: [signing, encryption],
    ...overrides,
  };
}

/** The roster of one test, in a file that gateway and nodes poll, and the keys of the gateway that it names. */
export class TestRoster {
  /** Where the gateway answers and passes messages on; twice, where there are two of its kind. */
  relays: readonly string[] = [];
  private version = 0;
  private members: readonly Member[] = [];

  private constructor(
    readonly path: string,
    readonly gatewayKeys: PrivateKeys,
  ) {}

  static async at(path: string): Promise<TestRoster> {
    const roster = new TestRoster(path, await generatePrivateKeys());
    await writePrivateKeys(roster.gatewayKeysPath, roster.gatewayKeys);
    return roster;
  }

  /** What a gateway of this network is told. */
  get gatewayEnvironment(): Readonly<Record<string, string>> {
    return { ROSTER: this.path, KEYS: this.gatewayKeysPath, GATEWAY_ID, RATE_LIMIT: '0', PRIVATE_ADDRESSES: 'allow', STATUS_LISTS: this.statusListsPath };
  }

  get colleges(): readonly Member[] {
    return this.members;
  }

  /** Who is on the network from now on; gateway and nodes take a second to notice. */
  async write(colleges: readonly Member[]): Promise<void> {
    this.version += 1;
    const gateway: Gateway = { id: GATEWAY_ID, keys: [publicHalf(this.gatewayKeys.signing)] };
    const gateways: Gateway[] = this.relays.length === 0 ? [gateway] : this.relays.map((url) => ({ ...gateway, url }));
    const json = JSON.stringify({ version: this.version, colleges, gateways });
    this.members = parseRoster(json).colleges;
    await this.writeText(json);
  }

  /** Anything at all, a roster or not. */
  async writeText(text: string): Promise<void> {
    await writeFile(`${this.path}.new`, text);
    await rename(`${this.path}.new`, this.path);
  }

  /** Where the gateway keeps what colleges tell of their entries. */
  get statusListsPath(): string {
    return join(dirname(this.path), 'status-lists');
  }

  private get gatewayKeysPath(): string {
    return join(dirname(this.path), 'gateway.keys.json');
  }
}
