import { Injectable } from '@nestjs/common';
import { MAX_PAGE } from '#contract/limits.js';
import { problemOfFirst } from '#contract/page.js';
import type { Actor } from '#identity/actor.js';
import { circleOf } from '../college/circle.js';
import type { PublicKind } from '../college/public-kind.js';
import { ThisCollege } from '../college/this-college.js';
import type { Transaction } from '../database/transaction.js';
import type { EventEntity } from '../events/event.entity.js';
import { EventsService } from '../events/events.service.js';
import { badInput, notFound } from '../graph/domain-error.js';
import type { OfferEntity } from '../offers/offer.entity.js';
import { OffersService } from '../offers/offers.service.js';
import type { PracticeEntity } from '../practices/practice.entity.js';
import { PracticesService } from '../practices/practices.service.js';
import { NOTHING_READ, changeCursor, placeOf } from './change-cursor.js';
import { type ChangeRow, ChangesRepository, START } from './changes.repository.js';

/** What became of one thing that others see. */
export interface Change {
  /** Its global id. */
  readonly id: string;
  readonly kind: PublicKind;
  /** Whether it is gone, or seen by whoever asks no more. */
  readonly deleted: boolean;
  readonly changedAt: Date;
  readonly event: EventEntity | null;
  readonly practice: PracticeEntity | null;
  readonly offer: OfferEntity | null;
}

export interface ChangePage {
  readonly changes: readonly Change[];
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly reset: boolean;
}

/** Tells partners' systems what changed since they last asked. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly repository: ChangesRepository,
    private readonly events: EventsService,
    private readonly practices: PracticesService,
    private readonly offers: OffersService,
    private readonly thisCollege: ThisCollege,
  ) {}

  /**
   * The latest change of each thing behind the cursor, in the order of commit. A cursor of a history that this database has
   * not lived, or of somebody who saw more or less, makes it begin anew.
   * @throws DomainError BAD_USER_INPUT naming the argument that cannot be used; NOT_FOUND for another college
   */
  async page(actor: Actor | null, college: string, first: number | null | undefined, after: string | null | undefined): Promise<ChangePage> {
    if (college !== this.thisCollege.code) throw notFound('college');
    const problem = problemOfFirst(first);
    if (problem !== null) throw badInput('first', problem);
    const size = Math.min(first ?? MAX_PAGE, MAX_PAGE);
    const circle = circleOf(this.thisCollege.code, actor);
    const given = typeof after === 'string' ? placeOf(after) : null;

    return this.repository.atOneMoment(async (tx) => {
      const reached = given?.circle === circle ? await this.repository.positionOf(tx, given) : null;
      const found = await this.repository.behind(tx, circle, reached ?? START, size + 1);
      const rows = found.slice(0, size);
      const mark = rows.at(-1)?.mark ?? (reached === null ? NOTHING_READ : given?.mark ?? NOTHING_READ);
      return {
        changes: await this.changes(tx, actor, rows),
        cursor: changeCursor({ circle, mark, newest: await this.repository.newest(tx) }),
        hasMore: found.length > size,
        reset: given !== null && reached === null,
      };
    });
  }

  private async changes(tx: Transaction, actor: Actor | null, rows: readonly ChangeRow[]): Promise<Change[]> {
    const events = await this.events.seenAmong(tx, actor, idsOf(rows, 'EVENT'));
    const practices = await this.practices.seenAmong(tx, actor, idsOf(rows, 'PRACTICE'));
    const offers = await this.offers.seenAmong(tx, actor, idsOf(rows, 'OFFER'));
    return rows.map(({ kind, objectId, changedAt }) => {
      const [event = null, practice = null, offer = null] = [events.get(objectId), practices.get(objectId), offers.get(objectId)];
      return { id: this.thisCollege.globalId(objectId), kind, deleted: !(event ?? practice ?? offer), changedAt, event, practice, offer };
    });
  }
}

function idsOf(rows: readonly ChangeRow[], kind: PublicKind): string[] {
  return rows.filter((row) => row.kind === kind).map(({ objectId }) => objectId);
}
