import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { calendarText, eventText } from '#calendar/calendar-text.js';
import { ownCalendarPath } from '#contract/calendar.js';
import { ErrorCode } from '#contract/error-codes.js';
import type { Actor } from '#identity/actor.js';
import { memberOf } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { isPerson } from '../college/standing.js';
import { ThisCollege } from '../college/this-college.js';
import { DomainError, forbidden, notFound } from '../graph/domain-error.js';
import { ROSTER } from '../graph/roster.token.js';
import { AccountsRepository } from '../sign-in/accounts/accounts.repository.js';
import type { CalendarFeedEntity } from './calendar-feed.entity.js';
import type { CalendarFeedModel } from './calendar-feed.model.js';
import { CalendarFeedsRepository } from './calendar-feeds.repository.js';
import { feedEntry } from './feed-entry.js';

/** More than a calendar program shows with pleasure. */
const MOST_ENTRIES = 1_000;

/** Each person's own calendar, at an address that only they know. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly repository: CalendarFeedsRepository,
    private readonly accounts: AccountsRepository,
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  /**
   * Makes a new address, and the one before leads nowhere from then on.
   * @throws DomainError UNAUTHENTICATED, FORBIDDEN for a partner's system, NOT_FOUND for whoever has no account
   */
  async create(actor: Actor | null): Promise<CalendarFeedModel> {
    const accountId = await this.accountOf(actor);
    const secret = randomBytes(32).toString('base64url');
    const createdAt = new Date();
    await this.repository.save({ accountId, secretHash: hashOf(secret), createdAt, lastReadAt: null });
    const gateway = this.roster.current.gateways.find(({ url }) => url !== undefined)?.url;
    const path = ownCalendarPath(this.thisCollege.code, secret);
    return { url: gateway === undefined ? path : new URL(path, gateway).href, createdAt, lastReadAt: null };
  }

  /** @returns whether there was an address that leads nowhere now */
  async revoke(actor: Actor | null): Promise<boolean> {
    return this.repository.remove(await this.accountOf(actor));
  }

  /** What is known of the actor's own address, without its secret; null where they have none. */
  async ofViewer(actor: Actor): Promise<CalendarFeedEntity | null> {
    const account = await this.accountHeldBy(actor);
    return account && this.repository.ofAccount(account.id);
  }

  /** @throws DomainError NOT_FOUND where no such secret leads anywhere */
  async text(secret: string): Promise<string> {
    const holder = await this.repository.holderOf(hashOf(secret));
    if (holder === null) throw notFound('calendar');
    const rows = await this.repository.rows(holder, this.thisCollege.code, MOST_ENTRIES);
    const college = memberOf(this.roster.current, this.thisCollege.code);
    const about = { name: 'Добросеть: мои события', description: `События, в которых вы участвуете. ${college?.name ?? ''}`.trim() };
    return calendarText(about, rows.map((row) => eventText(feedEntry(row))));
  }

  private async accountOf(actor: Actor | null): Promise<string> {
    if (!actor) throw new DomainError(ErrorCode.UNAUTHENTICATED, 'Sign in to have a calendar of your own.');
    if (!isPerson(actor)) throw forbidden('have a calendar: it is for people');
    const account = await this.accountHeldBy(actor);
    if (!account) throw notFound('account');
    return account.id;
  }

  private async accountHeldBy(actor: Actor): Promise<{ readonly id: string } | null> {
    const uuid = this.thisCollege.uuidOf(actor.id);
    return uuid === null ? null : this.accounts.ofHolder(uuid);
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
