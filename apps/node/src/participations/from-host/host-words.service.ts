import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { collegeOf } from '#contract/ids.js';
import { issuerKeys } from '#credentials/issuer-keys.js';
import type { VerifiedEntry } from '#credentials/verify-entry.js';
import type { RosterSource } from '#roster/roster-source.js';
import { ThisCollege } from '../../college/this-college.js';
import { ConsentsService } from '../../consents/consents.service.js';
import { minutesBetween, minutesLeft } from '../../credentials/hours-in-days.js';
import type { Transaction } from '../../database/transaction.js';
import { ROSTER } from '../../graph/roster.token.js';
import type { MessageContent } from '../../messages/message-kinds.js';
import { MessageRefused } from '../../messages/message-refused.js';
import { Messages } from '../../messages/messages.js';
import type { ReceivedMessage } from '../../messages/received-message.js';
import type { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { participationPolicy } from '../participation.policy.js';
import type { RecordEntryEntity } from '../record/record-entry.entity.js';
import { type HostsWord, HostWordsRepository } from './host-words.repository.js';
import { mustBeOf, openEntry } from './received-entry.js';
import { mustBeOfThisCentury, toldCapacity, toldEvent } from './told-event.js';

/** Codes and words of a host; the room of a line is plenty. */
const LONGEST_REASON = 500;

/** What a revocation has nothing of. */
const UNSIGNED = { minutes: null, credential: null, startsAt: null, endsAt: null, issuedAt: null } as const;

type Attendance = MessageContent<'ATTENDANCE_RECORDED'>;
type WhyDeclined = MessageContent<'ENTRY_DECLINED'>['reason'];

/** Keeps the home's books by what hosts say of the home's volunteers; of its own events a host alone may say anything. */
@Injectable()
export class HostWordsService implements OnModuleInit {
  private readonly findKey = issuerKeys(() => this.roster.current);

  constructor(
    private readonly repository: HostWordsRepository,
    private readonly messages: Messages,
    private readonly consents: ConsentsService,
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  onModuleInit(): void {
    this.messages.handle('SEAT_ANSWERED', (tx, message) => this.answered(tx, message));
    this.messages.handle('EVENT_TOLD', (tx, message) => this.eventTold(tx, message));
    this.messages.handle('EVENT_CHANGED', (tx, message) => this.eventChanged(tx, message));
    this.messages.handle('ATTENDANCE_RECORDED', (tx, message) => this.attended(tx, message));
  }

  private async answered(tx: Transaction, message: ReceivedMessage<'SEAT_ANSWERED'>): Promise<void> {
    const participation = await this.participationOf(tx, message);
    const { status, format, reason, event, capacity, request } = message.content;
    if (participationPolicy.isRecorded(participation.status)) throw new MessageRefused('who came is recorded already');

    const place: HostsWord = status === 'CONFIRMED' ? { placeFormat: format } : {};
    const facts: HostsWord = { ...(event && toldEvent(event)), eventCapacity: toldCapacity(capacity), ...place };
    // An answer to what was given up since, or was asked anew: another one follows to what was asked last.
    const isOfLast = request === undefined || request === participation.request;
    const counts = isOfLast && participation.seatAsked && participation.status !== 'AWAITING_HOME';
    await this.repository.note(tx, participation, counts ? { ...facts, status, reason: reason && reason.slice(0, LONGEST_REASON), ...(format && { format }) } : facts);
  }

  /** Whoever waits for the home's word on what there is not, or what has begun, waits for nothing. */
  private async eventTold(tx: Transaction, { from, thread, content: { event, capacity } }: ReceivedMessage<'EVENT_TOLD'>): Promise<void> {
    if (collegeOf(thread) !== from) throw new MessageRefused('a host tells of its own events alone');
    const facts: HostsWord = { ...(event && toldEvent(event)), eventCapacity: toldCapacity(capacity) };
    const { eventStartsAt = null, eventStatus = null } = facts;
    for (const wish of await this.repository.lockWishes(tx, thread)) {
      const isTooLate = participationPolicy.isTooLateToAsk({ status: wish.status, eventStartsAt, eventStatus }, new Date());
      const reason = event === null ? 'NOT_FOR_YOU' : isTooLate ? 'EVENT_CLOSED' : null;
      await this.repository.note(tx, wish, { ...facts, ...(reason && { status: 'DECLINED', reason }) });
    }
  }

  private async eventChanged(tx: Transaction, message: ReceivedMessage<'EVENT_CHANGED'>): Promise<void> {
    const participation = await this.participationOf(tx, message);
    await this.repository.note(tx, participation, toldEvent(message.content.event));
  }

  /** Whoever was there, was: also who gave the place up at home while the host's word was on its way. */
  private async attended(tx: Transaction, message: ReceivedMessage<'ATTENDANCE_RECORDED'>): Promise<void> {
    const participation = await this.participationOf(tx, message);
    const { status, minutes, entry, revokes } = message.content;
    if (!participationPolicy.mayHaveCome(participation)) throw new MessageRefused('this college never sent them, or the host declined them');
    if (minutes !== null && minutes > 0 && !entry) throw new MessageRefused('minutes need an entry that proves them');

    await this.endCarriedOver(tx, participation);
    if (revokes) await this.revoke(tx, participation, revokes, entry !== null);
    if (entry) await this.credit(tx, participation, message.from, entry, minutes);
    const { placeFormat } = participation;
    await this.repository.note(tx, participation, { status, reason: null, ...(placeFormat && { format: placeFormat }) });
  }

  private async credit(tx: Transaction, participation: ParticipationEntity, host: string, entry: NonNullable<Attendance['entry']>, minutes: number | null): Promise<void> {
    const verified = await openEntry(entry.jws, this.findKey);
    const volunteerId = this.thisCollege.globalId(participation.volunteerId);
    const { eventId, eventStartsAt, eventEndsAt } = participation;
    const eventMinutes = eventStartsAt && eventEndsAt ? minutesBetween(eventStartsAt, eventEndsAt) : null;
    mustBeOf(verified, { id: entry.id, issuer: host, volunteerId, eventId, minutes, eventMinutes }, new Date());
    if (await this.repository.inForce(tx, participation)) throw new MessageRefused('the hours are credited already: revoke them before they are credited anew');
    const { startsAt, endsAt, issuedAt } = verified;
    const declined = await this.whyDeclined(tx, participation, verified);
    if (declined) return this.decline(tx, participation, host, { id: entry.id, reason: declined });
    await this.repository.record(tx, {
      id: entry.id,
      participationId: participation.id,
      kind: 'CREDIT',
      minutes: verified.minutes,
      credential: entry.jws,
      startsAt,
      endsAt,
      issuedAt,
      revokes: null,
      reason: null,
      revokedAt: null,
    });
  }

  /** What the volunteer did not agree to, or cannot be, is in no book, though it was signed: whoever is told to take it back tells of what takes its place. */
  private async whyDeclined(tx: Transaction, participation: ParticipationEntity, entry: VerifiedEntry): Promise<WhyDeclined | null> {
    const volunteer = await this.repository.volunteerOf(tx, participation);
    const today = await this.consents.today(tx);
    if (!(await this.consents.isGiven(tx, volunteer, 'CREDENTIAL_ISSUE', today))) return 'NOT_AGREED';
    if (!(await this.isNamedAsAgreed(tx, participation, volunteer, entry, today))) return 'OTHER_NAME';
    const around = await this.repository.creditedAround(tx, participation, entry.startsAt, entry.endsAt);
    return entry.minutes > minutesLeft(around) ? 'TOO_MANY_HOURS' : null;
  }

  /** A consent may have lapsed with a birthday, and nobody told the host yet. */
  private async isNamedAsAgreed(tx: Transaction, participation: ParticipationEntity, volunteer: VolunteerEntity, { subjectName }: VerifiedEntry, today: string): Promise<boolean> {
    if (subjectName === null) return true;
    return subjectName === participation.subjectName && this.consents.isGiven(tx, volunteer, 'NAME_TO_PARTNERS', today);
  }

  /** With what the volunteer did not agree to, the host forgets the name. */
  private async decline(tx: Transaction, participation: ParticipationEntity, host: string, content: MessageContent<'ENTRY_DECLINED'>): Promise<void> {
    if (content.reason !== 'TOO_MANY_HOURS') await this.repository.note(tx, participation, { subjectName: null });
    await this.messages.send(tx, { to: host, thread: this.thisCollege.globalId(participation.id), kind: 'ENTRY_DECLINED', content });
  }

  /**
   * Whatever entry a correction names, the one in force ends, for the same host signed it for the same event and volunteer: a host whose
   * database was restored from an older backup does not know it any more, and nobody else could ever take it back.
   * @param isReplaced whether the host credits anew with the same word
   */
  private async revoke(tx: Transaction, participation: ParticipationEntity, { id, reason, revokedAt }: NonNullable<Attendance['revokes']>, isReplaced: boolean): Promise<void> {
    mustBeOfThisCentury(new Date(revokedAt));
    const named = await this.repository.entry(tx, id);
    if (named && named.participationId !== participation.id) throw new MessageRefused('no such entry of this participation is in force');
    const credit = await this.repository.inForce(tx, participation);
    if (credit) return this.takeBack(tx, credit, reason.slice(0, LONGEST_REASON), new Date(revokedAt));
    // An entry that was refused or declined is not here to be taken back.
    if (named && !isReplaced) throw new MessageRefused('no such entry of this participation is in force');
  }

  /** What nobody signed ends with the first word of the host that is its own. */
  private async endCarriedOver(tx: Transaction, participation: ParticipationEntity): Promise<void> {
    const entry = await this.repository.inForce(tx, participation);
    if (entry?.kind === 'CARRIED_OVER') await this.takeBack(tx, entry, 'The host’s own word takes its place.', new Date());
  }

  private async takeBack(tx: Transaction, { id, participationId }: RecordEntryEntity, reason: string, revokedAt: Date): Promise<void> {
    await this.repository.record(tx, { id: uuid(), participationId, kind: 'REVOCATION', ...UNSIGNED, revokes: id, reason, revokedAt });
  }

  /** The participation that a message is about, held until the transaction ends. */
  private async participationOf(tx: Transaction, { from, thread }: ReceivedMessage): Promise<ParticipationEntity> {
    const uuid = this.thisCollege.uuidOf(thread);
    const participation = uuid === null ? null : await this.repository.lock(tx, uuid);
    // What is another host's, and what there is not, sound the same.
    if (!participation || collegeOf(participation.eventId) !== from) throw new MessageRefused('there is no such participation in an event of this host');
    return participation;
  }
}
