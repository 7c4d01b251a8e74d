import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ErrorCode } from '#contract/error-codes.js';
import { collegeOf, parseGlobalId } from '#contract/ids.js';
import { CHECK_IN_TRIES } from '#contract/limits.js';
import type { Actor } from '#identity/actor.js';
import { ThisCollege } from '../../college/this-college.js';
import type { Transaction } from '../../database/transaction.js';
import { DomainError, badInput, forbidden } from '../../graph/domain-error.js';
import { MessageRefused } from '../../messages/message-refused.js';
import { Messages } from '../../messages/messages.js';
import type { RefusedMessage } from '../../messages/message-refusals.js';
import type { ReceivedMessage } from '../../messages/received-message.js';
import { hostOf } from '../host-of.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { participationPolicy } from '../participation.policy.js';
import { AwaitedAnswers } from '../taking-part/awaited-answers.js';
import { InTurn } from '../taking-part/in-turn.js';
import { TakingPartRepository } from '../taking-part/taking-part.repository.js';
import { checkingInPolicy } from './checking-in.policy.js';

const CODE = /^\d{6}$/;

const TOO_MANY = `was wrong ${CHECK_IN_TRIES} times: have the event’s staff record that you came`;

/** What people are told of each of the host's reasons. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['WRONG_CODE', 'is not the event’s code now: ask for the one that is'],
  ['NOT_NOW', 'the event does not go on now: a code counts while it does'],
  ['TOO_MANY_TRIES', TOO_MANY],
  ['ASK_A_COLLEAGUE', 'staff of the host do not check themselves in: have a colleague record that you came'],
]);

/** Volunteers show that they are at an event, by the code that its staff read out: what the home does. */
@Injectable()
export class CheckingInService implements OnModuleInit {
  private readonly inTurn = new InTurn();

  constructor(
    private readonly repository: TakingPartRepository,
    private readonly messages: Messages,
    private readonly answers: AwaitedAnswers,
    private readonly thisCollege: ThisCollege,
  ) {}

  onModuleInit(): void {
    this.messages.handle('CHECK_IN_ANSWERED', (tx, message) => this.answered(tx, message));
    this.messages.whenRefused('CHECK_IN', (tx, refused) => this.refused(tx, refused));
  }

  /**
   * Gives the host a code. Where it does not answer in time the participation says so, and the answer comes by itself.
   * @throws DomainError FORBIDDEN for all but the college's own people; NOT_FOUND for who holds no place; BAD_USER_INPUT for a code that the host does not take
   */
  async checkIn(actor: Actor | null, eventId: string, given: string): Promise<ParticipationEntity> {
    if (!participationPolicy.takePart(this.thisCollege.code, actor)) throw forbidden('check in as a volunteer of this college');
    const code = given.replaceAll(/\s/g, '');
    if (!CODE.test(code)) throw badInput('code', 'has six digits');
    const until = this.answers.patience();
    const sent = await this.inTurn.run(actor.id, () => this.repository.inTransaction((tx) => this.send(tx, actor, eventId, code)));
    this.messages.wake();
    if (sent.checkIn !== 'AWAITING_HOST') return taken(sent);
    return taken(await this.answers.of(sent, new Date(), until));
  }

  private async send(tx: Transaction, actor: Actor, eventId: string, code: string): Promise<ParticipationEntity> {
    const participation = await this.hold(tx, actor, eventId);
    if (participation && checkingInPolicy.isDone(participation)) return participation;
    if (!participation || !checkingInPolicy.holdsPlace(participation)) throw new DomainError(ErrorCode.NOT_FOUND, 'You hold no place on such an event.');
    if (!checkingInPolicy.mayTry(participation)) throw badInput('code', TOO_MANY);

    const attempt = participation.checkInTries + 1;
    await this.repository.change(tx, participation, { checkIn: 'AWAITING_HOST', checkInReason: null, checkInTries: attempt });
    await this.messages.send(tx, {
      to: hostOf(participation),
      thread: this.thisCollege.globalId(participation.id),
      kind: 'CHECK_IN',
      content: { code, attempt, givenAt: new Date().toISOString() },
    });
    return this.repository.again(tx, participation);
  }

  /** The actor's part in an event, held in the order in which everybody holds them: the event, the volunteer, their part. */
  private async hold(tx: Transaction, actor: Actor, given: string): Promise<ParticipationEntity | null> {
    const event = parseGlobalId(given);
    const volunteerId = this.thisCollege.uuidOf(actor.id);
    if (!event || volunteerId === null) return null;
    if (event.college === this.thisCollege.code) await this.repository.lockOwnEvent(tx, event.uuid);
    const volunteer = await this.repository.lockVolunteer(tx, volunteerId);
    return volunteer && this.repository.lockOf(tx, volunteer.id, `${event.college}:${event.uuid}`);
  }

  /** An answer to a code before the last one counts only where it was the right one. */
  private async answered(tx: Transaction, { from, thread, content }: ReceivedMessage<'CHECK_IN_ANSWERED'>): Promise<void> {
    const uuid = this.thisCollege.uuidOf(thread);
    const participation = uuid === null ? null : await this.repository.lock(tx, uuid);
    // What is another host's, and what there is not, sound the same.
    if (!participation || collegeOf(participation.eventId) !== from) throw new MessageRefused('there is no such participation in an event of this host');
    const { attempt, reason, givenAt } = content;
    if (participation.checkIn === 'ACCEPTED' || participation.checkIn === null) return;
    if (reason === null) await this.repository.change(tx, participation, { checkIn: 'ACCEPTED', checkInReason: null, checkedInAt: new Date(givenAt) });
    else if (attempt === participation.checkInTries) await this.repository.change(tx, participation, { checkIn: 'REFUSED', checkInReason: reason });
  }

  /** A code that the host's node can never take proves nothing. */
  private async refused(tx: Transaction, { thread, content: { attempt } }: RefusedMessage<'CHECK_IN'>): Promise<void> {
    const uuid = this.thisCollege.uuidOf(thread);
    const participation = uuid === null ? null : await this.repository.lock(tx, uuid);
    if (participation?.checkIn !== 'AWAITING_HOST' || attempt !== participation.checkInTries) return;
    await this.repository.change(tx, participation, { checkIn: 'REFUSED', checkInReason: 'NO_PLACE' });
  }
}

/** @throws DomainError BAD_USER_INPUT where the host did not take the code */
function taken(participation: ParticipationEntity): ParticipationEntity {
  const { checkIn, checkInReason } = participation;
  if (checkIn !== 'REFUSED' || participationPolicy.isRecorded(participation.status)) return participation;
  throw badInput('code', REASONS.get(checkInReason ?? '') ?? 'the host did not take it: you hold no place there');
}
