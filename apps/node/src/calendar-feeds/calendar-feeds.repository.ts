import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EventStatus } from '../events/event-vocabulary.js';
import type { ParticipationStatus } from '../participations/participation-status.js';
import { CalendarFeedEntity } from './calendar-feed.entity.js';

/** A participation with the event as its host last told it; of the college's own events, with what only its own books have. */
export interface FeedRow {
  readonly eventId: string;
  readonly status: ParticipationStatus;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly eventStatus: EventStatus;
  readonly summary: string | null;
  readonly venue: string | null;
  readonly meetingUrl: string | null;
  readonly sequence: number;
  readonly changedAt: Date;
}

@Injectable()
export class CalendarFeedsRepository {
  constructor(private readonly database: DataSource) {}

  /** Takes the place of the address that the account had. */
  async save(feed: CalendarFeedEntity): Promise<void> {
    await this.database.manager.upsert(CalendarFeedEntity, feed, ['accountId']);
  }

  /** @returns whether there was one */
  async remove(accountId: string): Promise<boolean> {
    const { affected } = await this.database.manager.delete(CalendarFeedEntity, { accountId });
    return (affected ?? 0) > 0;
  }

  ofAccount(accountId: string): Promise<CalendarFeedEntity | null> {
    return this.database.manager.findOneBy(CalendarFeedEntity, { accountId });
  }

  /** Uuid of whoever reads at this secret's address, while their account is open, and notes the reading. */
  async holderOf(secretHash: Buffer): Promise<string | null> {
    const [row]: { readonly id: string; readonly accountId: string; readonly isNoted: boolean }[] = await this.database.query(HOLDER, [secretHash]);
    if (!row) return null;
    if (!row.isNoted) await this.database.query('UPDATE calendar_feed SET last_read_at = now() WHERE account_id = $1', [row.accountId]);
    return row.id;
  }

  /** By the event's start. */
  rows(volunteerId: string, college: string, limit: number): Promise<FeedRow[]> {
    return this.database.query(ROWS, [volunteerId, college, limit]);
  }
}

const HOLDER = `
  SELECT coalesce(account.volunteer_id, account.person_id) AS id,
         account.id AS "accountId",
         coalesce(feed.last_read_at > now() - interval '1 hour', false) AS "isNoted"
  FROM calendar_feed AS feed
  JOIN account ON account.id = feed.account_id
  WHERE feed.secret_hash = $1 AND account.disabled_at IS NULL`;

/** Only the college's own ids are known to be uuids; a column of ids glued together would be sought past every index. */
const ROWS = `
  SELECT participation.event_id AS "eventId",
         participation.status,
         participation.event_title AS title,
         participation.event_starts_at AS "startsAt",
         participation.event_ends_at AS "endsAt",
         participation.event_status AS "eventStatus",
         event.summary,
         event.venue,
         event.meeting_url AS "meetingUrl",
         participation.calendar_sequence + coalesce(event.sequence, 0) AS sequence,
         greatest(participation.calendar_changed_at, event.changed_at) AS "changedAt"
  FROM participation
  LEFT JOIN event ON event.id = CASE WHEN starts_with(participation.event_id, $2 || ':') THEN split_part(participation.event_id, ':', 2)::uuid END
  WHERE participation.volunteer_id = $1
    AND participation.event_starts_at BETWEEN now() - interval '180 days' AND now() + interval '400 days'
  ORDER BY participation.event_starts_at DESC, participation.id DESC
  LIMIT $3`;
