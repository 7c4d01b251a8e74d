import type { SigningPublicKey } from '#identity/keys.js';
import { LastGood } from './last-good.js';
import { InvalidRoster, type Roster } from './roster.js';
import type { RosterLog, RosterSource } from './roster-source.js';
import { type PublishedVersion, verifyRoster } from './signed-roster.js';

/** In milliseconds. */
export interface RosterPace {
  /** Between two fetches. */
  readonly every: number;
  /** After a fetch that failed; twice as long after each further one, and never longer than `every`. */
  readonly afterFailure: number;
  /** Between two fetches for the sake of unknown keys, however many are tried. */
  readonly keyCooldown: number;
}

const PACE: RosterPace = { every: 10_000, afterFailure: 500, keyCooldown: 5_000 };

const DEADLINE_MILLISECONDS = 5_000;
const MOST_BYTES = 8 * 2 ** 20;

const NOBODY: Roster = { version: 0, colleges: [], gateways: [] };

export interface PublishedRosterOptions {
  /** `https://…/.well-known/dobroset/roster.jws` */
  readonly url: string;
  /** The registry's public keys. */
  readonly trusted: readonly SigningPublicKey[];
  /** Where the last good roster is kept for a restart while the registry is down. */
  readonly lastGoodPath?: string | undefined;
  /** Are told, in one sentence, of each change, and of each roster that could not be used. */
  readonly tell: RosterLog;
  readonly pace?: RosterPace;
}

/** The roster that the registry signs and publishes: fetched, verified, never older than the last, kept on disk. */
export class PublishedRoster implements RosterSource {
  private roster: Roster = NOBODY;
  /** The same as the registry signed it. */
  private inForce = '';
  private timer: NodeJS.Timeout | undefined;
  private fetching = false;
  private lastFetch = 0;
  private failures = 0;
  private lastNotice = '';
  private isClosed = false;
  private readonly kept: LastGood;
  private readonly pace: RosterPace;
  private readonly listeners = new Set<(roster: Roster) => void>();

  private constructor(private readonly options: PublishedRosterOptions) {
    this.kept = new LastGood(options.lastGoodPath, (notice) => options.tell.warn(notice));
    this.pace = options.pace ?? PACE;
  }

  /** Starts from the last good roster where there is one, and goes on asking the registry. */
  static async open(options: PublishedRosterOptions): Promise<PublishedRoster> {
    const source = new PublishedRoster(options);
    await source.readKept();
    await source.fetch();
    source.planNext();
    return source;
  }

  get current(): Roster {
    return this.roster;
  }

  get isInForce(): boolean {
    const { expiresAt } = this.roster;
    return expiresAt !== undefined && Date.parse(expiresAt) > Date.now();
  }

  onChange(listener: (roster: Roster) => void): void {
    this.listeners.add(listener);
  }

  missedKey(): void {
    if (Date.now() - this.lastFetch > this.pace.keyCooldown) void this.fetch();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private planNext(): void {
    if (this.isClosed) return;
    const pause = this.failures === 0 ? this.pace.every : Math.min(this.pace.every, this.pace.afterFailure * 2 ** (this.failures - 1));
    this.timer = setTimeout(() => void this.fetch().finally(() => this.planNext()), pause).unref();
  }

  private async readKept(): Promise<void> {
    const text = this.kept.read();
    if (text === null) return;
    try {
      this.roster = await verifyRoster(text, this.options.trusted);
      this.inForce = text;
    } catch (error) {
      this.alarm(`The roster kept on this machine cannot be used: ${messageOf(error)}`);
    }
  }

  private async fetch(): Promise<void> {
    if (this.fetching) return;
    this.fetching = true;
    this.lastFetch = Date.now();
    try {
      const jws = await this.download();
      this.accept(await verifyRoster(jws, this.options.trusted), jws);
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      this.alarm(`${this.options.url} gives no roster that can be used, ${this.meanwhile}: ${messageOf(error)}`);
    } finally {
      this.fetching = false;
    }
  }

  private async download(): Promise<string> {
    const response = await fetch(this.options.url, { redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MILLISECONDS) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`); // which cancels the rest
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  private accept(roster: PublishedVersion, jws: string): void {
    if (roster.version < this.roster.version) {
      throw new InvalidRoster([`version: ${roster.version} is older than ${this.roster.version}, which is in force`]);
    }
    if (Date.parse(roster.expiresAt) <= Date.now()) throw new InvalidRoster([`expiresAt: it expired at ${roster.expiresAt}`]);
    this.lastNotice = '';
    this.kept.keep(jws);
    if (jws === this.inForce) return; // whoever remembers a member by its object goes on knowing it
    const isNews = roster.version > this.roster.version;
    this.roster = roster;
    this.inForce = jws;
    if (!isNews || this.isClosed) return;
    this.options.tell.log(`The roster, version ${roster.version}, names ${roster.colleges.map(({ code }) => code).join(', ') || 'nobody'}.`);
    for (const listener of this.listeners) listener(roster);
  }

  private get meanwhile(): string {
    if (this.isInForce) return 'so the last good one stays';
    return this.roster === NOBODY ? 'and there is no last good one' : 'and the last good one has expired';
  }

  /** The same trouble is told of once. */
  private alarm(notice: string): void {
    if (notice === this.lastNotice) return;
    this.lastNotice = notice;
    this.options.tell.warn(notice);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? [error.message, error.cause instanceof Error ? error.cause.message : ''].filter(Boolean).join(': ') : String(error);
}
