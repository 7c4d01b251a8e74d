import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { collegeOf } from '#contract/ids.js';
import { hasLeft } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { ThisCollege } from '../../college/this-college.js';
import type { EventEntity } from '../../events/event.entity.js';
import { ROSTER } from '../../graph/roster.token.js';
import type { MessageContent } from '../../messages/message-kinds.js';
import { MessageRefused } from '../../messages/message-refused.js';
import { Messages } from '../../messages/messages.js';
import type { ReceivedMessage } from '../../messages/received-message.js';
import { UntakenEntriesService } from '../attendance/untaken-entries.service.js';
import { isRecorded } from '../registration-status.js';
import type { RegistrationEntity } from '../registration.entity.js';
import { SeatAnswers } from './seat-answers.js';
import { type SeatRefusal, seatPolicy } from './seat.policy.js';
import { type InQueue, SeatsRepository } from './seats.repository.js';
import type { Transaction } from '../../database/transaction.js';

/** As many wait for one event at most. */
const MOST_WAITING = 1_000;

type SeatRequest = ReceivedMessage<'SEAT_REQUESTED'>;

/** Gives places on this college's events to whoever's home asks, first come first served. */
@Injectable()
export class SeatsService implements OnModuleInit {
  constructor(
    private readonly repository: SeatsRepository,
    private readonly answers: SeatAnswers,
    private readonly untaken: UntakenEntriesService,
    private readonly messages: Messages,
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  onModuleInit(): void {
    this.messages.handle('EVENT_ASKED', (tx, message) => this.eventKnown(tx, message));
    this.messages.handle('SEAT_REQUESTED', (tx, message) => this.request(tx, message));
    this.messages.handle('SEAT_WITHDRAWN', (tx, message) => this.withdraw(tx, message));
    this.messages.handle('NAME_WITHDRAWN', (tx, message) => this.withdrawName(tx, message));
  }

  /** @throws MessageRefused where a college asks for what is not its own */
  async request(tx: Transaction, message: SeatRequest): Promise<void> {
    const { from, thread, content } = message;
    if (collegeOf(thread) !== from || collegeOf(content.volunteerId) !== from) throw new MessageRefused('a college asks for its own volunteers alone');
    const event = await this.eventAsked(tx, content.eventId);
    const refusal = event ? seatPolicy.refusal(this.thisCollege.code, from, event, content.format, new Date()) : 'NOT_FOR_YOU';
    if (!event || refusal === 'NOT_FOR_YOU') {
      return this.answers.answer(tx, { participationId: thread, request: content.request }, null, { status: 'DECLINED', format: content.format, reason: 'NOT_FOR_YOU' });
    }

    const before = await this.mustBeOf(tx, message, event);
    if (before?.status === 'CONFIRMED' || before?.status === 'WAITLISTED') return this.repeat(tx, before, before.status, event, message);
    if (before && isRecorded(before)) return this.recorded(tx, before, event, message);
    if (refusal) return this.decline(tx, message, event, refusal);
    await this.seatOrQueue(tx, message, event);
  }

  /** The seat is free for whoever waits. What was recorded of the event stays: the home is told of it and follows. */
  async withdraw(tx: Transaction, { from, thread }: ReceivedMessage<'SEAT_WITHDRAWN'>): Promise<void> {
    if (collegeOf(thread) !== from) throw new MessageRefused('a college gives up its own volunteers’ places alone');
    const found = await this.repository.ofParticipation(tx, thread);
    const event = found && (await this.repository.lockEvent(tx, found.eventId));
    const registration = event && (await this.repository.ofParticipation(tx, thread)); // as it is now that nobody else changes it
    if (!registration || isRecorded(registration)) return;

    await this.repository.end(tx, [registration.id], 'CANCELLED');
    if (registration.status === 'CONFIRMED') await this.seatWaiting(tx, event);
  }

  /** The name is forgotten; entries that are signed from now on are without it. */
  async withdrawName(tx: Transaction, { from, thread }: ReceivedMessage<'NAME_WITHDRAWN'>): Promise<void> {
    if (collegeOf(thread) !== from) throw new MessageRefused('a college speaks for its own volunteers alone');
    await this.repository.forgetName(tx, thread);
  }

  /**
   * Gives every place that is free to who waits for it, and tells their homes.
   * @param event whose row the transaction holds
   * @returns who got one
   */
  async seatWaiting(tx: Transaction, event: EventEntity): Promise<InQueue[]> {
    if (!seatPolicy.isOpen(event, new Date())) return [];
    const seats = await this.repository.seats(tx, event);
    if (seats.capacity !== null && seats.taken >= seats.capacity) return [];

    const seated = seatPolicy.toSeat(seats, await this.repository.waiting(tx, event.id));
    if (seated.length > 0) await this.repository.seat(tx, seated.map(({ id }) => id));
    for (const one of seated) await this.answers.answer(tx, one, event, { status: 'CONFIRMED', format: one.format });
    return seated;
  }

  /**
   * Whoever still waits for a place on what has begun or will not be is told that there is none any more.
   * @param event whose row the transaction holds
   */
  async closeQueue(tx: Transaction, event: EventEntity): Promise<void> {
    if (seatPolicy.isOpen(event, new Date())) return;
    const waiting = await this.repository.waiting(tx, event.id);
    await this.repository.end(tx, waiting.map(({ id }) => id), 'DECLINED');
    for (const one of waiting) await this.answers.answer(tx, one, event, { status: 'DECLINED', format: one.format, reason: 'EVENT_CLOSED' });
  }

  /**
   * Tells the homes that asked about an event, this college among them, what it is now: somebody there may still wait for the home's word.
   * Whose people may not know of it is told nothing, as of what there is not.
   * @param event whose row the transaction holds
   */
  async tellAsking(tx: Transaction, event: EventEntity): Promise<void> {
    const eventId = this.thisCollege.globalId(event.id);
    const mayKnow = this.roster.current.colleges.filter((member) => !hasLeft(member) && this.mayKnow(member.code, event));
    const others = await this.messages.writtenTo(tx, eventId, mayKnow.map(({ code }) => code));
    for (const home of [this.thisCollege.code, ...others]) await this.tellHome(tx, { home, eventId }, event);
  }

  /** Tells a home of an event that somebody there wishes to take part in. */
  private async eventKnown(tx: Transaction, { from, thread }: ReceivedMessage<'EVENT_ASKED'>): Promise<void> {
    await this.tellHome(tx, { home: from, eventId: thread }, await this.eventAsked(tx, thread));
  }

  private async tellHome(tx: Transaction, to: { readonly home: string; readonly eventId: string }, event: EventEntity | null): Promise<void> {
    await this.answers.event(tx, to, event && this.mayKnow(to.home, event) ? event : null);
  }

  private mayKnow(home: string, event: EventEntity): boolean {
    return seatPolicy.refusal(this.thisCollege.code, home, event, null, new Date()) !== 'NOT_FOR_YOU';
  }

  private async eventAsked(tx: Transaction, id: string): Promise<EventEntity | null> {
    const uuid = this.thisCollege.uuidOf(id);
    return uuid === null ? null : this.repository.lockEvent(tx, uuid);
  }

  /** The volunteer's registration, where there is one. */
  private async mustBeOf(tx: Transaction, { thread, content }: SeatRequest, event: EventEntity): Promise<RegistrationEntity | null> {
    const registration = await this.repository.ofVolunteer(tx, event.id, content.volunteerId);
    if (registration?.participationId === thread) return registration;
    if (await this.repository.ofParticipation(tx, thread)) throw new MessageRefused('this participation is in another event, or another volunteer’s');
    return registration;
  }

  /** Asked twice, answered twice. */
  private async repeat(tx: Transaction, { id, format }: RegistrationEntity, status: 'CONFIRMED' | 'WAITLISTED', event: EventEntity, { thread, content }: SeatRequest): Promise<void> {
    const { request, subjectName } = content;
    await this.repository.follow(tx, id, { participationId: thread, request: request ?? null, subjectName });
    await this.answers.answer(tx, { participationId: thread, request }, event, { status, format });
  }

  /** Who came had a place, and keeps what was recorded; whom a home takes to be declined could not be credited any more. */
  private async recorded(tx: Transaction, registration: RegistrationEntity, event: EventEntity, { thread, content: { request, subjectName } }: SeatRequest): Promise<void> {
    if (registration.participationId !== thread) return this.untaken.tellAgain(tx, registration, event, { participationId: thread, request: request ?? null, subjectName });
    await this.answers.answer(tx, { participationId: thread, request }, event, { status: 'CONFIRMED', format: registration.format });
  }

  private async decline(tx: Transaction, { thread, content }: SeatRequest, event: EventEntity, reason: SeatRefusal): Promise<void> {
    await this.repository.join(tx, event.id, asking(thread, { ...content, subjectName: null }, event), 'DECLINED');
    await this.answers.answer(tx, { participationId: thread, request: content.request }, event, { status: 'DECLINED', format: content.format, reason });
  }

  private async seatOrQueue(tx: Transaction, { from, thread, content }: SeatRequest, event: EventEntity): Promise<void> {
    // Who leaves it open gets the place that is kept for whoever of that college takes part from afar.
    const isOpen = content.format === null && event.format === 'HYBRID';
    const isKept = isOpen && ((await this.repository.seats(tx, event)).kept.get(from) ?? 0) > 0;
    const asked = isKept ? { ...content, format: 'ONLINE' as const } : content;
    const { id, format } = await this.repository.join(tx, event.id, asking(thread, asked, event), 'WAITLISTED');
    const seated = await this.seatWaiting(tx, event);
    if (seated.some((one) => one.id === id)) return;

    const isFull = (await this.repository.countWaiting(tx, event.id)) > MOST_WAITING;
    if (isFull) await this.repository.end(tx, [id], 'DECLINED');
    const answer = isFull ? ({ status: 'DECLINED', reason: 'EVENT_FULL' } as const) : ({ status: 'WAITLISTED' } as const);
    await this.answers.answer(tx, { participationId: thread, request: content.request }, event, { ...answer, format });
  }
}

function asking(participationId: string, { volunteerId, kind, subjectName, format, request }: MessageContent<'SEAT_REQUESTED'>, event: EventEntity) {
  return { participationId, volunteerId, kind, subjectName, format: format ?? event.format, request: request ?? null };
}
