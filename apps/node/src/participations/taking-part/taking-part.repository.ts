import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, MoreThan, Not, Or } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { runAgain } from '../../database/run-again.js';
import type { Transaction } from '../../database/transaction.js';
import { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import { ParticipationEntity } from '../participation.entity.js';
import { HOST_PATIENCE_MS } from '../participation.policy.js';
import { TakePartKeyEntity } from './take-part-key.entity.js';

/** Who asks, and in which words: several times at once, perhaps. */
export interface AskedUnder {
  /** Global id of whoever asks. */
  readonly personId: string;
  readonly keys: readonly string[];
  readonly fingerprint: string;
}

/** A participation that nobody else changes until the transaction ends. */
export interface Held {
  readonly participation: ParticipationEntity;
  readonly volunteer: VolunteerEntity;
}

/** What changes of a participation; the rest stays. */
export type ParticipationChange = Partial<Omit<ParticipationEntity, 'id' | 'volunteerId' | 'volunteer' | 'eventId'>>;

/** Consents on which a host's next entry depends. */
export type ReliedOn = 'NAME_TO_PARTNERS' | 'CREDENTIAL_ISSUE';

@Injectable()
export class TakingPartRepository {
  constructor(private readonly database: DataSource) {}

  /** In a transaction that runs again where another one's locks were in its way. */
  inTransaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return runAgain(this.database, work);
  }

  /**
   * An event of this college itself, which its own side of the same transaction will hold: always before anything else, for
   * whoever changes the event comes from there.
   */
  async lockOwnEvent(tx: Transaction, eventUuid: string): Promise<void> {
    await tx.query('SELECT FROM event WHERE id = $1 FOR NO KEY UPDATE', [eventUuid]);
  }

  /** Makes a volunteer of someone of the staff who takes part for the first time. */
  async addStaff(tx: Transaction, personUuid: string, today: string): Promise<void> {
    await tx.query(ADD_STAFF, [personUuid, today]);
  }

  /** One volunteer asks for one thing after the other. */
  lockVolunteer(tx: Transaction, id: string): Promise<VolunteerEntity | null> {
    return tx.findOne(VolunteerEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  find(tx: Transaction, id: string): Promise<ParticipationEntity | null> {
    return tx.findOneBy(ParticipationEntity, { id });
  }

  lock(tx: Transaction, id: string): Promise<ParticipationEntity | null> {
    return tx.findOne(ParticipationEntity, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  lockOf(tx: Transaction, volunteerId: string, eventId: string): Promise<ParticipationEntity | null> {
    return tx.findOne(ParticipationEntity, { where: { volunteerId, eventId }, lock: { mode: 'for_no_key_update' } });
  }

  /** Of which hosts may know: they expect the volunteer or may yet, were asked before it was given up, or recorded who came. */
  toldOf(tx: Transaction, volunteerId: string): Promise<ParticipationEntity[]> {
    const known = [{ seatAsked: true }, { request: MoreThan(0) }, { subjectName: Not(IsNull()) }, { status: In(['ATTENDED', 'NO_SHOW']) }];
    return tx.findBy(ParticipationEntity, known.map((one) => ({ ...one, volunteerId })));
  }

  /**
   * Volunteers on whose consent a host relies: it may have their name, or may sign for them yet. By id, from behind `after`.
   * @param after uuid
   */
  reliedOn(purpose: ReliedOn, after: string, limit: number): Promise<VolunteerEntity[]> {
    return this.database.manager
      .createQueryBuilder(VolunteerEntity, 'volunteer')
      .where('volunteer.id > :after', { after })
      .andWhere(RELIED_ON[purpose])
      .orderBy('volunteer.id')
      .limit(limit)
      .getMany();
  }

  /**
   * What waits for the home's word though the event has begun or will not be, and what waits for a host that left, or was silent for too long.
   * @param left codes of the colleges that left the network
   */
  async waitingInVain(left: readonly string[], now: Date, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query(IN_VAIN, [left, now, new Date(now.getTime() - HOST_PATIENCE_MS), limit]);
    return rows.map(({ id }) => id);
  }

  /** Who guides a volunteer: their mentor, or else their team's; a uuid. */
  async mentorOf(tx: Transaction, volunteerId: string): Promise<string | null> {
    const [row]: { mentorId: string }[] = await tx.query(MENTOR, [volunteerId]);
    return row?.mentorId ?? null;
  }

  /** Those of the keys that were used before. */
  knownKeys(tx: Transaction, { personId, keys }: AskedUnder): Promise<TakePartKeyEntity[]> {
    return tx.findBy(TakePartKeyEntity, { personId, key: In(keys) });
  }

  /** Remembers what came of a request; of the same person, what nobody will repeat any more is forgotten. */
  async remember(tx: Transaction, { personId, keys, fingerprint }: AskedUnder, participationId: string): Promise<void> {
    if (keys.length === 0) return;
    await tx.query(FORGET_KEYS, [personId]);
    await tx.insert(TakePartKeyEntity, keys.map((key) => ({ personId, key, fingerprint, participationId, usedAt: new Date() })));
  }

  /** At how many events a volunteer asked for a place since then. */
  countAsked(tx: Transaction, volunteerId: string, since: Date): Promise<number> {
    return tx.countBy(ParticipationEntity, { volunteerId, requestedAt: MoreThan(since) });
  }

  /** Of a volunteer's wishes for what there is not, or what nobody ever told of, the newest few are kept. */
  async forgetVain(tx: Transaction, volunteerId: string, kept: number): Promise<void> {
    await tx.query(FORGET_VAIN, [volunteerId, kept]);
  }

  /** Whether the college has another curator than that person who can sign in: who was shut out, or left the staff, decides nothing. */
  async hasOtherCurator(tx: Transaction, personUuid: string): Promise<boolean> {
    const [{ has }]: [{ has: boolean }] = await tx.query(HAS_OTHER_CURATOR, [personUuid]);
    return has;
  }

  async add(tx: Transaction, row: Pick<ParticipationEntity, 'volunteerId' | 'eventId' | 'status' | 'format' | 'requestedAt'>): Promise<ParticipationEntity> {
    const id = uuid();
    await tx.insert(ParticipationEntity, { ...row, id });
    return tx.findOneByOrFail(ParticipationEntity, { id });
  }

  async change(tx: Transaction, { id }: { readonly id: string }, change: ParticipationChange): Promise<ParticipationEntity> {
    await tx.update(ParticipationEntity, { id }, change);
    return this.again(tx, { id });
  }

  /** As it is now, for others in the same transaction may have changed it. */
  again(tx: Transaction, { id }: { readonly id: string }): Promise<ParticipationEntity> {
    return tx.findOneByOrFail(ParticipationEntity, { id });
  }

  /** Those of them that their hosts have answered, the last code that was given too. */
  answered(ids: readonly string[]): Promise<ParticipationEntity[]> {
    const checkIn = Or(IsNull(), Not('AWAITING_HOST'));
    return this.database.manager.findBy(ParticipationEntity, [
      { id: In(ids), status: Not(In(['AWAITING_HOST', 'AWAITING_HOME'])), checkIn },
      { id: In(ids), status: 'AWAITING_HOME', eventTitle: Not(IsNull()), checkIn },
    ]);
  }
}

const ADD_STAFF = `
  INSERT INTO volunteer (id, person_id, kind, display_name, full_name, joined_at, identity_key)
  SELECT id, id, 'STAFF', display_name, display_name, $2, 'person ' || id
  FROM person WHERE id = $1
  ON CONFLICT DO NOTHING`;

const RELIED_ON: Readonly<Record<ReliedOn, string>> = {
  NAME_TO_PARTNERS: 'EXISTS (SELECT FROM participation WHERE volunteer_id = volunteer.id AND subject_name IS NOT NULL)',
  CREDENTIAL_ISSUE: `EXISTS (
    SELECT FROM participation
    WHERE volunteer_id = volunteer.id
      AND (subject_name IS NOT NULL OR (entry_agreed AND seat_asked AND status IN ('AWAITING_HOST', 'CONFIRMED', 'WAITLISTED', 'ATTENDED', 'NO_SHOW')))
  )`,
};

/** What the participation policy calls too late to ask, and what it calls a lost host, in SQL, and whatever is open at colleges that left. */
const IN_VAIN = `
  SELECT id FROM participation
  WHERE (status = 'AWAITING_HOME' AND (event_starts_at <= $2 OR event_status <> 'PUBLISHED'))
     OR (status IN ('AWAITING_HOME', 'AWAITING_HOST', 'CONFIRMED', 'WAITLISTED') AND split_part(event_id, ':', 1) = ANY($1))
     OR (status IN ('AWAITING_HOME', 'AWAITING_HOST', 'WAITLISTED') AND coalesce(event_ends_at, requested_at) <= $3)
  ORDER BY id
  LIMIT $4`;

const MENTOR = 'SELECT guide_id AS "mentorId" FROM guided_volunteer WHERE volunteer_id = $1';

const FORGET_KEYS = `DELETE FROM take_part_key WHERE person_id = $1 AND used_at < now() - interval '30 days'`;

const FORGET_VAIN = `
  WITH vain AS (
    SELECT id FROM participation
    WHERE volunteer_id = $1
      AND event_title IS NULL
      AND ((status = 'DECLINED' AND reason = 'NOT_FOR_YOU') OR (status = 'CANCELLED' AND requested_at < now() - interval '30 days'))
    ORDER BY requested_at DESC, id DESC
    OFFSET $2
  ), keys AS (
    DELETE FROM take_part_key WHERE participation_id IN (SELECT id FROM vain)
  )
  DELETE FROM participation WHERE id IN (SELECT id FROM vain)`;

const HAS_OTHER_CURATOR = `SELECT EXISTS (
  SELECT FROM person JOIN account ON account.person_id = person.id
  WHERE person.role = 'CURATOR' AND person.id <> $1 AND person.left_at IS NULL AND account.disabled_at IS NULL
) AS has`;
