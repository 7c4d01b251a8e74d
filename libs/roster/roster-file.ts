import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { PublicKey } from '#identity/token.js';
import { memberOf } from './member-of.js';
import { type Member, type Roster, parseRoster } from './roster.js';

const POLL_MILLISECONDS = 500;

/** Statuses whose nodes are asked and whose tokens count. */
const ACTIVE: ReadonlySet<Member['status']> = new Set(['MEMBER', 'OBSERVER']);

export interface RosterFileOptions {
  /** The JSON file that says who is on the network. */
  readonly path: string;
  /** Where the last good roster is kept for a restart with a broken file; nowhere when not given. */
  readonly lastGoodPath?: string | undefined;
  /** Is told, in one sentence, of each roster that could not be used and of each change. */
  readonly onNotice: (notice: string) => void;
}

/**
 * The roster as a file: reloaded when it changes, validated, and the last good one kept while the file is broken.
 * The file is polled and compared as text: `fs.watch` is blind on network file systems and in some containers, and a
 * modification time can miss a change.
 */
export class RosterFile {
  private roster: Roster;
  private seen: string | null = null;
  private readonly timer: NodeJS.Timeout;
  private readonly listeners = new Set<(roster: Roster) => void>();

  /** @throws Error naming the file and all that is wrong with it, when neither it nor the last good copy can be used */
  constructor(private readonly options: RosterFileOptions) {
    this.roster = this.readAtStart();
    this.timer = setInterval(() => this.poll(), POLL_MILLISECONDS).unref();
  }

  get current(): Roster {
    return this.roster;
  }

  /** The college of that code, whatever its status. */
  member(code: string): Member | undefined {
    return memberOf(this.roster, code);
  }

  /** The key that a college's tokens are checked with; none for a college that is suspended or has left. */
  readonly findKey = (code: string, kid: string): PublicKey | undefined => {
    const member = this.member(code);
    return member && isActive(member) ? member.keys.find((key) => key.kid === kid) : undefined;
  };

  onChange(listener: (roster: Roster) => void): void {
    this.listeners.add(listener);
  }

  close(): void {
    clearInterval(this.timer);
    this.listeners.clear();
  }

  private readAtStart(): Roster {
    const { path, lastGoodPath, onNotice } = this.options;
    try {
      return this.accept(this.look());
    } catch (error) {
      const lastGood = lastGoodPath === undefined ? null : lastGoodRoster(lastGoodPath);
      if (!lastGood) throw new Error(`The roster ${path} (ROSTER) cannot be used; correct it: ${messageOf(error)}`, { cause: error });
      onNotice(`${path} cannot be used, so the last good roster serves: ${messageOf(error)}`);
      return lastGood;
    }
  }

  private poll(): void {
    const before = this.seen;
    try {
      const json = this.look();
      if (json === before) return;
      this.roster = this.accept(json);
    } catch (error) {
      if (this.seen === before) return;
      this.options.onNotice(`${this.options.path} cannot be used, so the roster before it stays: ${messageOf(error)}`);
      return;
    }
    this.options.onNotice(`The roster now names ${this.roster.colleges.map(({ code }) => code).join(', ') || 'nobody'}.`);
    for (const listener of this.listeners) listener(this.roster);
  }

  /** Reads the file's text and remembers it, so that the same fault is told of once; a missing file is remembered too. */
  private look(): string {
    this.seen = null;
    const json = readFileSync(this.options.path, 'utf8');
    this.seen = json;
    return json;
  }

  private accept(json: string): Roster {
    const roster = parseRoster(json);
    this.keep(json);
    return roster;
  }

  /** Written beside and renamed, so that a crash never leaves half a copy. */
  private keep(json: string): void {
    const { lastGoodPath } = this.options;
    if (lastGoodPath === undefined) return;
    writeFileSync(`${lastGoodPath}.new`, json);
    renameSync(`${lastGoodPath}.new`, lastGoodPath);
  }
}

/** Whether the network asks this college's node and believes its tokens. */
export function isActive(member: Member): boolean {
  return ACTIVE.has(member.status);
}

function lastGoodRoster(path: string): Roster | null {
  try {
    return parseRoster(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
