import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../../college/this-college.js';
import { minutesLeft } from '../../credentials/hours-in-days.js';
import type { EventEntity } from '../../events/event.entity.js';
import { minutesOf } from '../../events/event-times.js';
import { badInput, forbidden, notFound } from '../../graph/domain-error.js';
import { lineOf } from '../../graph/input-text.js';
import { ChangeTelling } from '../changes/change-telling.js';
import { isRecorded } from '../registration-status.js';
import { RegistrationEntity } from '../registration.entity.js';
import { SeatAnswers } from '../seats/seat-answers.js';
import { SeatsRepository } from '../seats/seats.repository.js';
import type { Transaction } from '../../database/transaction.js';
import type { AttendanceRecordEntity } from './attendance-record.entity.js';
import { EventNotStartedError, TooManyMinutesError } from './attendance.errors.js';
import { attendancePolicy } from './attendance.policy.js';
import { type Attendance, AttendanceRepository } from './attendance.repository.js';
import { Credits } from './credits.js';

const LONGEST_KEY = 200;
const LONGEST_REASON = 500;

type Refusal = TooManyMinutesError | EventNotStartedError;

/** The contract's AttendanceInput. */
export interface AttendanceAsked {
  readonly registrationId: string;
  readonly attended: boolean;
  readonly minutes?: number | null;
  readonly idempotencyKey: string;
}

/** Who came to this college's events and for how long, and the credits signed for it. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly repository: AttendanceRepository,
    private readonly seats: SeatsRepository,
    private readonly credits: Credits,
    private readonly telling: ChangeTelling,
    private readonly answers: SeatAnswers,
    private readonly thisCollege: ThisCollege,
  ) {}

  /**
   * Once for each registration; what was sent with the same key before is what it was.
   * @throws DomainError FORBIDDEN for all but the host's curators and mentors; NOT_FOUND; BAD_USER_INPUT naming what cannot be
   */
  async record(actor: Actor | null, { registrationId, attended, minutes: given, idempotencyKey }: AttendanceAsked): Promise<RegistrationEntity | Refusal> {
    if (!attendancePolicy.record(this.thisCollege.code, actor)) throw forbidden('record attendance at this college’s events');
    const id = this.thisCollege.ownUuid(registrationId, 'registration');
    const asked = { registrationId: id, attended, minutes: given ?? null };
    const key = { recordedBy: actor.id, idempotencyKey: lineOf(idempotencyKey, 'input.idempotencyKey', LONGEST_KEY) };
    return this.change(actor, id, async (tx, registration, event) => {
      const before = await this.repository.recorded(tx, key.recordedBy, key.idempotencyKey);
      if (before && !isSame(before, asked)) throw keyInUse();
      if (before) return registration;
      if (event.startsAt > new Date()) return new EventNotStartedError(event.startsAt);
      mustHoldPlace(registration);
      const minutes = creditOf(asked, minutesOf(event));
      if (minutes instanceof TooManyMinutesError) return minutes;
      await this.mustFitInDays(tx, registration, event, minutes ?? 0, 'input.minutes');

      if (!(await this.repository.record(tx, { ...key, ...asked, recordedAt: new Date() }))) throw keyInUse();
      const entry = await this.credits.sign(tx, registration, event, minutes ?? 0);
      const after = { status: attended ? 'ATTENDED' : 'NO_SHOW', minutes, credentialId: entry?.id ?? null } as const;
      return this.settle(tx, registration, after, { entry, revokes: null });
    });
  }

  /**
   * Takes back the credit in force and signs another; to the minutes that stand and are signed already it changes nothing.
   * @throws DomainError FORBIDDEN for all but the host's curators; NOT_FOUND; BAD_USER_INPUT naming what cannot be
   */
  async correct(actor: Actor | null, registrationId: string, minutes: number, given: string): Promise<RegistrationEntity | Refusal> {
    if (!attendancePolicy.correct(this.thisCollege.code, actor)) throw forbidden('correct minutes of this college’s events');
    const id = this.thisCollege.ownUuid(registrationId, 'registration');
    const reason = lineOf(given, 'reason', LONGEST_REASON);
    if (minutes < 0) throw badInput('minutes', 'must not be negative');
    return this.change(actor, id, async (tx, registration, event) => {
      if (!isRecorded(registration)) throw badInput('registrationId', 'no attendance is recorded that could be corrected');
      const eventMinutes = minutesOf(event);
      if (minutes > eventMinutes) return new TooManyMinutesError(eventMinutes);
      // Where nothing was signed, for the volunteer did not agree then, the same minutes are signed now.
      const isSigned = registration.credentialId !== null || !this.credits.maySign(registration, minutes);
      if (minutes === (registration.minutes ?? 0) && isSigned) return registration;
      await this.mustFitInDays(tx, registration, event, minutes, 'minutes');

      const revokes = await this.credits.revoke(tx, registration, reason);
      const entry = await this.credits.sign(tx, registration, event, minutes);
      const after = { status: 'ATTENDED', minutes, credentialId: entry?.id ?? null } as const;
      return this.settle(tx, registration, after, { entry, revokes });
    });
  }

  /**
   * Credits the whole event to who checked in, or as much of it as their days have left, in the transaction of whoever holds the event.
   * @param registration which holds a place, of an event that is over
   */
  async creditWhole(tx: Transaction, registration: RegistrationEntity, event: EventEntity): Promise<RegistrationEntity> {
    const whole = minutesOf(event);
    const minutes = this.credits.maySign(registration, whole) ? Math.min(whole, await this.mostMinutes(tx, registration, event)) : whole;
    const entry = await this.credits.sign(tx, registration, event, minutes);
    const after = { status: 'ATTENDED', minutes, credentialId: entry?.id ?? null } as const;
    return this.settle(tx, registration, after, { entry, revokes: null });
  }

  /** Its home would not take it: whoever records it is told at once. Of two at the same time it is the home that declines one. */
  private async mustFitInDays(tx: Transaction, registration: RegistrationEntity, event: EventEntity, minutes: number, argument: string): Promise<void> {
    if (!this.credits.maySign(registration, minutes)) return;
    const most = await this.mostMinutes(tx, registration, event);
    if (minutes > most) throw badInput(argument, `must be ${most} at most: with this college’s other events of that time there would be more hours than the days have`);
  }

  private async mostMinutes(tx: Transaction, registration: RegistrationEntity, event: EventEntity): Promise<number> {
    return minutesLeft(await this.repository.creditedAround(tx, registration, event));
  }

  /** Runs a change of one registration while nobody else changes it, nor the event that it is for. */
  private async change(
    actor: Actor,
    id: string,
    work: (tx: Transaction, registration: RegistrationEntity, event: EventEntity) => Promise<RegistrationEntity | Refusal>,
  ): Promise<RegistrationEntity | Refusal> {
    const outcome = await this.seats.inTransaction(async (tx) => {
      const found = await this.seats.byId(tx, id);
      const event = found && (await this.seats.lockEvent(tx, found.eventId));
      if (event) await this.telling.tell(tx, event); // before the hours: a home takes no more of them than the event has that it was told of
      const registration = event && (await this.seats.byId(tx, id)); // as it is now that the event is ours
      if (!registration) throw notFound('registration');
      if (!attendancePolicy.isOther(actor, registration)) throw forbidden('credit yourself: ask a colleague');
      return work(tx, registration, event);
    });
    this.answers.wake();
    return outcome;
  }

  private async settle(
    tx: Transaction,
    registration: RegistrationEntity,
    after: Attendance & { readonly status: 'ATTENDED' | 'NO_SHOW' },
    signed: Pick<Parameters<SeatAnswers['attendance']>[2], 'entry' | 'revokes'>,
  ): Promise<RegistrationEntity> {
    const { status, minutes } = after;
    await this.repository.set(tx, registration.id, after);
    // Minutes without an entry are nobody's to know but the host's.
    await this.answers.attendance(tx, registration, { status, minutes: signed.entry || minutes === 0 ? minutes : null, ...signed });
    const told = Object.assign(new RegistrationEntity(), registration, after);
    // A home of this very college has answered by now, and may have had the entry taken back.
    return this.thisCollege.uuidOf(registration.volunteerId) === null ? told : ((await this.seats.byId(tx, registration.id)) ?? told);
  }
}

type Asked = Pick<AttendanceRecordEntity, 'registrationId' | 'attended' | 'minutes'>;

function isSame(before: Asked, asked: Asked): boolean {
  return before.registrationId === asked.registrationId && before.attended === asked.attended && before.minutes === asked.minutes;
}

function keyInUse() {
  return badInput('input.idempotencyKey', 'was used for something else: send a new one with each new record');
}

function mustHoldPlace(registration: RegistrationEntity): void {
  if (isRecorded(registration)) throw badInput('input.registrationId', 'attendance is recorded already: correct the minutes instead');
  if (registration.status !== 'CONFIRMED') throw badInput('input.registrationId', 'they hold no place on this event');
}

/** Null for who did not come; else the minutes, by default the whole event. */
function creditOf({ attended, minutes }: Asked, eventMinutes: number): number | null | TooManyMinutesError {
  if (minutes !== null && minutes < 0) throw badInput('input.minutes', 'must not be negative');
  if (!attended && minutes) throw badInput('input.minutes', 'must not be given for somebody who did not come');
  if (!attended) return null;
  return (minutes ?? 0) > eventMinutes ? new TooManyMinutesError(eventMinutes) : (minutes ?? eventMinutes);
}
