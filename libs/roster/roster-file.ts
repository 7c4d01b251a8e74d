import { readFileSync } from 'node:fs';
import { LastGood } from './last-good.js';
import { type Roster, parseRoster } from './roster.js';
import type { RosterLog, RosterSource } from './roster-source.js';

const POLL_MILLISECONDS = 500;

export interface RosterFileOptions {
  /** The JSON file that says who is on the network. */
  readonly path: string;
  /** Where the last good roster is kept for a restart with a broken file; nowhere when not given. */
  readonly lastGoodPath?: string | undefined;
  /** Are told, in one sentence, of each change, and of each roster that could not be used. */
  readonly tell: RosterLog;
}

/**
 * The roster as a file of one's own, for a network without a registry: reloaded when it changes, validated, and the last good one kept while the file is broken.
 * The file is polled and compared as text: `fs.watch` is blind on network file systems and in some containers, and a
 * modification time can miss a change.
 */
export class RosterFile implements RosterSource {
  private roster: Roster;
  private seen: string | null = null;
  private readonly timer: NodeJS.Timeout;
  private readonly kept: LastGood;
  private readonly listeners = new Set<(roster: Roster) => void>();

  /** @throws Error naming the file and all that is wrong with it, when neither it nor the last good copy can be used */
  constructor(private readonly options: RosterFileOptions) {
    this.kept = new LastGood(options.lastGoodPath, (notice) => options.tell.warn(notice));
    this.roster = this.readAtStart();
    this.timer = setInterval(() => this.poll(), POLL_MILLISECONDS).unref();
  }

  get current(): Roster {
    return this.roster;
  }

  get isInForce(): boolean {
    const { expiresAt } = this.roster;
    return expiresAt === undefined || Date.parse(expiresAt) > Date.now();
  }

  onChange(listener: (roster: Roster) => void): void {
    this.listeners.add(listener);
  }

  /** A file is read as soon as it changes, whoever asks for what. */
  missedKey(): void {}

  close(): void {
    clearInterval(this.timer);
    this.listeners.clear();
  }

  private readAtStart(): Roster {
    const { path, tell } = this.options;
    try {
      return this.accept(this.look());
    } catch (error) {
      const lastGood = this.lastGood();
      if (!lastGood) throw new Error(`The roster ${path} (ROSTER) cannot be used; correct it: ${messageOf(error)}`, { cause: error });
      tell.warn(`${path} cannot be used, so the last good roster serves: ${messageOf(error)}`);
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
      this.options.tell.warn(`${this.options.path} cannot be used, so the roster before it stays: ${messageOf(error)}`);
      return;
    }
    this.options.tell.log(`The roster now names ${this.roster.colleges.map(({ code }) => code).join(', ') || 'nobody'}.`);
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
    this.kept.keep(json);
    return roster;
  }

  private lastGood(): Roster | null {
    try {
      return parseRoster(this.kept.read() ?? '');
    } catch {
      return null;
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
