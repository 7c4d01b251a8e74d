import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import { statusListUrl } from '#credentials/names.js';
import { statusListKeys } from '#credentials/issuer-keys.js';
import { MOST_LISTS } from '#credentials/status-bits.js';
import type { StatusList } from '#credentials/status-list.js';
import { hasBeenMember, memberOf } from '#roster/members.js';
import type { Member } from '#roster/roster.js';
import type { RosterSource } from '#roster/roster-source.js';
import { KeptLists, ListNotTaken } from './kept-lists.js';
import { ListClient } from './list-client.js';

/** In milliseconds. */
export interface ListPace {
  /** After which a list that is asked for is fetched anew. */
  readonly fresh: number;
  /** After which a node that did not answer somebody who waits is tried again for the next who does. */
  readonly cooldown: number;
  /** How long somebody waits for a list at most. */
  readonly waiting: number;
  /** Between two looks at which colleges' lists are due. */
  readonly look: number;
  /** Between two rounds of one college's lists that went well. */
  readonly round: number;
}

const PACE: ListPace = { fresh: 60_000, cooldown: 10_000, waiting: 1_500, look: 5_000, round: 300_000 };

const DEADLINE_MILLISECONDS = 5_000;
/** Colleges whose lists are fetched at the same time. */
const AT_ONCE = 8;

export interface StatusListsOptions {
  readonly roster: RosterSource;
  /** Where they are kept for days on which nodes are away; none keeps them in memory alone. */
  readonly folder: string | undefined;
  readonly privateAddresses: boolean;
  readonly log: Pick<Logger, 'warn'>;
  readonly pace?: ListPace;
}

interface Round {
  readonly due: number;
  readonly failures: number;
}

/**
 * Every college's status lists, as this gateway last had them: fetched ahead of time from where the roster says that the
 * college's node is, never from where an entry points, so that entries can be checked while nodes are away.
 */
export class StatusLists {
  private readonly kept: KeptLists;
  private readonly client: ListClient;
  private readonly pace: ListPace;
  /** When a list was last fetched, and last tried, by its college and number; as many as there are lists. */
  private readonly fetched = new Map<string, number>();
  private readonly tried = new Map<string, number>();
  private readonly underWay = new Map<string, Promise<boolean>>();
  private readonly rounds = new Map<string, Round>();
  private readonly notices = new Map<string, string>();
  private readonly timer: NodeJS.Timeout;
  private looking = false;

  constructor(private readonly options: StatusListsOptions) {
    const { roster, folder, privateAddresses, pace = PACE } = options;
    this.kept = new KeptLists(folder, statusListKeys(() => roster.current));
    this.client = new ListClient(privateAddresses);
    this.pace = pace;
    this.timer = setInterval(() => void this.look(), pace.look).unref();
    void this.look();
  }

  /** One list, however old: fetched anew where it is older than a minute and its node answers at once. */
  async find(college: string, list: number): Promise<StatusList | null> {
    return (await this.freshen(college, list)) ? this.kept.get(college, list) : null;
  }

  /** The same list as its college signed it, for whoever checks it themselves. */
  async findSigned(college: string, list: number): Promise<string | null> {
    return (await this.freshen(college, list)) ? this.kept.signed(college, list) : null;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.client.close();
  }

  /**
   * Fetches it anew where it is due.
   * @returns whether the network may have such a list
   */
  private async freshen(college: string, list: number): Promise<boolean> {
    const member = this.issuer(college);
    if (!member || list < 1 || list > MOST_LISTS) return false;
    const key = keyOf(college, list);
    const now = Date.now();
    const isStale = now - (this.fetched.get(key) ?? 0) > this.pace.fresh && now - (this.tried.get(key) ?? 0) > this.pace.cooldown;
    if (isStale) await this.within(this.pace.waiting, this.fetch(member, list));
    return true;
  }

  /** Whoever waits goes on with what is kept; the fetch goes on for the next. */
  private async within(milliseconds: number, fetching: Promise<unknown>): Promise<void> {
    const waiting = new AbortController();
    await Promise.race([fetching, pause(milliseconds, undefined, { signal: waiting.signal }).catch(() => undefined)]);
    waiting.abort();
  }

  /** Fetches what is due, so that it is there when somebody asks on a day on which the node is not. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    const now = Date.now();
    const due = this.options.roster.current.colleges.filter((member) => hasBeenMember(member) && (this.rounds.get(member.code)?.due ?? 0) <= now);
    const next = due.values();
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (const member of next) await this.round(member);
    }));
    this.looking = false;
  }

  private async round(member: Member): Promise<void> {
    const { failures } = this.rounds.get(member.code) ?? { failures: 0 };
    let list = 1;
    while (list <= MOST_LISTS && (await this.fetch(member, list))) list += 1;
    // The first is always there; it not being so is what a node that is away looks like.
    const isWell = list > 1;
    const wait = isWell ? this.pace.round : Math.min(this.pace.round, this.pace.look * 2 ** failures);
    this.rounds.set(member.code, { due: Date.now() + wait, failures: isWell ? 0 : failures + 1 });
  }

  /** @returns whether the node has such a list: where the college's own is not taken, those behind it may be */
  private fetch(member: Member, list: number): Promise<boolean> {
    const key = keyOf(member.code, list);
    const before = this.underWay.get(key);
    if (before) return before;
    this.tried.set(key, Date.now());
    const fetching = this.fetchNow(member, list).finally(() => this.underWay.delete(key));
    this.underWay.set(key, fetching);
    return fetching;
  }

  private async fetchNow(member: Member, list: number): Promise<boolean> {
    try {
      const jws = await this.client.fetch(statusListUrl(member.endpoint, list), DEADLINE_MILLISECONDS);
      if (jws === null) return false;
      await this.kept.put(jws.trim(), member.code, list);
      this.fetched.set(keyOf(member.code, list), Date.now());
      this.notices.delete(keyOf(member.code, list));
      return true;
    } catch (error) {
      this.notice(keyOf(member.code, list), `Status list ${list} of ${member.code} could not be had: ${error instanceof Error ? error.message : String(error)}`);
      return error instanceof ListNotTaken;
    }
  }

  /** The same trouble is told of once. */
  private notice(key: string, notice: string): void {
    if (this.notices.get(key) === notice) return;
    this.notices.set(key, notice);
    this.options.log.warn(notice);
  }

  private issuer(code: string): Member | null {
    const member = memberOf(this.options.roster.current, code);
    return member && hasBeenMember(member) ? member : null;
  }
}

function keyOf(college: string, list: number): string {
  return `${college}.${list}`;
}
