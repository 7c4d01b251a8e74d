import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ErrorCode } from '#contract/error-codes.js';
import { collegeOf } from '#contract/ids.js';
import type { Actor } from '#identity/actor.js';
import { isActive, memberOf } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { isStaff } from '../../college/standing.js';
import { ThisCollege } from '../../college/this-college.js';
import type { ConsentPurpose } from '../../consents/consent-purpose.js';
import { ConsentsService } from '../../consents/consents.service.js';
import type { Transaction } from '../../database/transaction.js';
import { EventClosedError } from '../../events/event.errors.js';
import { DomainError, badInput, forbidden, notFound } from '../../graph/domain-error.js';
import { lineOf } from '../../graph/input-text.js';
import { ROSTER } from '../../graph/roster.token.js';
import { Messages } from '../../messages/messages.js';
import { NODE_CONFIG } from '../../node-config.token.js';
import type { NodeConfig } from '../../node.config.js';
import { ReadersService } from '../../readers/readers.service.js';
import type { VolunteerEntity } from '../../volunteers/volunteer.entity.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { ConsentNeededError, type EventFullError } from '../participation.errors.js';
import { participationPolicy } from '../participation.policy.js';
import { AwaitedAnswers } from './awaited-answers.js';
import { InTurn } from './in-turn.js';
import { outcomeOf } from './outcome.js';
import { type TakePartAsked, type TakePartRequest, takePartRequest } from './take-part-request.js';
import { type Held, TakingPartRepository } from './taking-part.repository.js';

const LONGEST_REASON = 500;

type TakePartOutcome = ParticipationEntity | EventFullError | EventClosedError | ConsentNeededError;

/** Volunteers take part, give up, and are approved: what the home does before and beside the host. */
@Injectable()
export class TakingPartService implements OnModuleInit {
  private readonly inTurn = new InTurn();

  constructor(
    private readonly repository: TakingPartRepository,
    private readonly consents: ConsentsService,
    private readonly readers: ReadersService,
    private readonly messages: Messages,
    private readonly answers: AwaitedAnswers,
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
  ) {}

  onModuleInit(): void {
    this.consents.onWithdrawal((tx, volunteer, purpose) => this.forgetName(tx, volunteer, purpose));
  }

  /**
   * Asks for a place for the actor, once however often it is asked for.
   * @throws DomainError FORBIDDEN for all but the college's own people; BAD_USER_INPUT naming what cannot be used; NOT_FOUND for an event of no college
   */
  async takePart(actor: Actor | null, asked: TakePartAsked): Promise<TakePartOutcome> {
    if (!participationPolicy.takePart(this.thisCollege.code, actor)) throw forbidden('take part as a volunteer of this college');
    const request = takePartRequest(asked);
    this.mustBeOnNetwork(request.host);
    const found = await this.inTurn.run(actor.id, async () => {
      const today = await this.consents.today();
      return this.repository.inTransaction((tx) => this.ask(tx, actor, request, today));
    });
    return found instanceof ConsentNeededError ? found : outcomeOf(await this.settled(found));
  }

  /** @throws DomainError NOT_FOUND for all but the volunteer and the home's curator, whether there is such a participation or not */
  async withdraw(actor: Actor | null, id: string): Promise<ParticipationEntity | EventClosedError> {
    const uuid = this.thisCollege.ownUuid(id, 'participation');
    const withdrawn = await this.repository.inTransaction(async (tx) => {
      const held = await this.hold(tx, uuid);
      const may = held && participationPolicy.withdraw(this.thisCollege.code, actor, { volunteerId: this.thisCollege.globalId(held.volunteer.id) });
      if (!may) throw notFound('participation');
      return this.giveUp(tx, held.participation);
    });
    this.messages.wake();
    return withdrawn;
  }

  /**
   * The home agrees, and asks the host. Agreed twice is agreed.
   * @throws DomainError FORBIDDEN for who decides about nobody; NOT_FOUND for who does not about this one; BAD_USER_INPUT once it has ended
   */
  async approve(actor: Actor | null, id: string): Promise<ParticipationEntity | ConsentNeededError> {
    const today = await this.consents.today();
    const approved = await this.decide(actor, id, async (tx, { participation, volunteer }, by) => {
      if (participation.seatAsked) return participation;
      if (participation.status !== 'AWAITING_HOME') throw badInput('participationId', 'it has ended: the volunteer may ask anew');
      const needed = await this.consentNeeded(tx, volunteer, today);
      return needed ?? this.askHost(tx, await this.repository.change(tx, participation, { decidedBy: by.id }), volunteer, today);
    });
    return approved instanceof ConsentNeededError ? approved : this.settled(approved);
  }

  /**
   * The home does not agree, and says why.
   * @throws DomainError FORBIDDEN for who decides about nobody; NOT_FOUND for who does not about this one; BAD_USER_INPUT once the host was asked
   */
  decline(actor: Actor | null, id: string, reason: string): Promise<ParticipationEntity> {
    const words = lineOf(reason, 'reason', LONGEST_REASON);
    return this.decide(actor, id, async (tx, { participation }, by) => {
      if (participation.status === 'DECLINED' && !participation.seatAsked) return participation;
      if (participation.status !== 'AWAITING_HOME') throw badInput('participationId', 'does not wait for approval: withdraw it instead');
      return this.repository.change(tx, participation, { status: 'DECLINED', reason: words, decidedBy: by.id });
    });
  }

  private async ask(tx: Transaction, actor: Actor, request: TakePartRequest, today: string): Promise<ParticipationEntity | ConsentNeededError> {
    const { host, eventUuid, format, key, fingerprint } = request;
    if (host === this.thisCollege.code) await this.repository.lockOwnEvent(tx, eventUuid);
    const volunteer = await this.volunteerOf(tx, actor, today);
    const under = { personId: actor.id, key, fingerprint };
    const known = await this.repository.keyOf(tx, under);
    if (known && known.fingerprint !== fingerprint) throw badInput('input.idempotencyKey', 'was used for another request already: make up a new one for each');

    const eventId = `${host}:${eventUuid}`;
    const before = await this.repository.lockOf(tx, volunteer.id, eventId);
    if (before && (known || !participationPolicy.mayAsk(before.status))) {
      if (!known) await this.repository.remember(tx, under, before.id);
      return before;
    }
    const needed = await this.consentNeeded(tx, volunteer, today);
    if (needed) return needed;

    const fresh = { status: 'AWAITING_HOME', format, requestedAt: new Date() } as const;
    const participation = before
      ? await this.repository.change(tx, before, { ...fresh, reason: null, seatAsked: false, decidedBy: null })
      : await this.repository.add(tx, { ...fresh, volunteerId: volunteer.id, eventId });
    await this.repository.remember(tx, under, participation.id);
    return this.config.participationApproval === 'AUTOMATIC' ? this.askHost(tx, participation, volunteer, today) : participation;
  }

  /** Whoever asks, held until the transaction ends; someone of the staff becomes a volunteer as they first take part. */
  private async volunteerOf(tx: Transaction, actor: Actor, today: string): Promise<VolunteerEntity> {
    const uuid = this.thisCollege.ownUuid(actor.id, 'volunteer');
    if (isStaff(actor)) await this.repository.addStaff(tx, uuid, today);
    const volunteer = await this.repository.lockVolunteer(tx, uuid);
    if (!volunteer) throw forbidden('take part: this college has nobody of that id any more');
    return volunteer;
  }

  /** Sends the host no more than the volunteer agreed to. What goes to another college is written down. */
  private async askHost(tx: Transaction, participation: ParticipationEntity, volunteer: VolunteerEntity, today: string): Promise<ParticipationEntity> {
    const host = hostOf(participation);
    const name = (await this.consents.missing(tx, volunteer, ['NAME_TO_PARTNERS'], today)).get('NAME_TO_PARTNERS');
    const subjectName = name?.own === false && !name.guardian ? volunteer.displayName : null;
    const isElsewhere = host !== this.thisCollege.code;
    if (subjectName !== null && isElsewhere) await this.readers.sent(tx, { volunteerId: volunteer.id, readerCode: host, fields: ['displayName'] });

    const { request } = await this.repository.change(tx, participation, { status: 'AWAITING_HOST', seatAsked: true, request: participation.request + 1 });
    await this.messages.send(tx, {
      to: host,
      thread: this.thisCollege.globalId(participation.id),
      kind: 'SEAT_REQUESTED',
      content: {
        eventId: participation.eventId,
        volunteerId: this.thisCollege.globalId(volunteer.id),
        kind: volunteer.kind,
        format: participation.format,
        subjectName,
        request,
      },
    });
    return this.repository.again(tx, participation);
  }

  private async giveUp(tx: Transaction, participation: ParticipationEntity): Promise<ParticipationEntity | EventClosedError> {
    if (participationPolicy.mayAsk(participation.status)) return participation;
    if (participationPolicy.isTooLate(participation, new Date())) {
      return new EventClosedError(participation.eventStatus ?? 'PUBLISHED', 'The event has begun: it is too late to give the place up.');
    }
    const cancelled = await this.repository.change(tx, participation, { status: 'CANCELLED', reason: null, seatAsked: false });
    if (participation.seatAsked) {
      await this.messages.send(tx, { to: hostOf(participation), thread: this.thisCollege.globalId(participation.id), kind: 'SEAT_WITHDRAWN', content: {} });
    }
    return cancelled;
  }

  /** Whoever no longer agrees to be named, or to entries at all, is named in none that a host signs from now on. */
  private async forgetName(tx: Transaction, { id }: { readonly id: string }, purpose: ConsentPurpose): Promise<void> {
    if (purpose !== 'NAME_TO_PARTNERS' && purpose !== 'CREDENTIAL_ISSUE') return;
    for (const participation of await this.repository.askedOf(tx, id)) {
      await this.messages.send(tx, { to: hostOf(participation), thread: this.thisCollege.globalId(participation.id), kind: 'NAME_WITHDRAWN', content: {} });
    }
    this.messages.wake();
  }

  private decide<Result>(actor: Actor | null, id: string, work: (tx: Transaction, held: Held, by: Actor) => Promise<Result>): Promise<Result> {
    const { code } = this.thisCollege;
    const { participationApproval } = this.config;
    if (!participationPolicy.decide(code, participationApproval, actor)) throw forbidden('decide who takes part');
    const uuid = this.thisCollege.ownUuid(id, 'participation');
    return this.repository.inTransaction(async (tx) => {
      const held = await this.hold(tx, uuid);
      if (!held || !participationPolicy.decideFor(code, participationApproval, actor, await this.whose(tx, held.volunteer))) throw notFound('participation');
      return work(tx, held, actor);
    });
  }

  /** A participation and its volunteer, held in the order in which everybody holds them: the event, the volunteer, their part. */
  private async hold(tx: Transaction, id: string): Promise<Held | null> {
    const found = await this.repository.find(tx, id);
    if (!found) return null;
    const ownEvent = this.thisCollege.uuidOf(found.eventId);
    if (ownEvent !== null) await this.repository.lockOwnEvent(tx, ownEvent);
    const volunteer = await this.repository.lockVolunteer(tx, found.volunteerId);
    const participation = await this.repository.lock(tx, id);
    return volunteer && participation && { volunteer, participation };
  }

  private async whose(tx: Transaction, { id }: VolunteerEntity) {
    const mentor = await this.repository.mentorOf(tx, id);
    return { volunteerId: this.thisCollege.globalId(id), mentorId: mentor === null ? null : this.thisCollege.globalId(mentor) };
  }

  private async consentNeeded(tx: Transaction, volunteer: VolunteerEntity, today: string): Promise<ConsentNeededError | null> {
    const missing = [...(await this.consents.missing(tx, volunteer, ['CREDENTIAL_ISSUE'], today))].filter(([, { own, guardian }]) => own || guardian);
    if (missing.length === 0) return null;
    return new ConsentNeededError(missing.map(([purpose]) => purpose), missing.some(([, { guardian }]) => guardian));
  }

  /** Sets the messages on their way once they are committed, and gives the host a moment to answer. */
  private async settled(participation: ParticipationEntity): Promise<ParticipationEntity> {
    this.messages.wake();
    if (participation.status !== 'AWAITING_HOST') return participation;
    await this.answers.of(participation.id);
    return this.repository.byId(participation.id);
  }

  /** What would never be delivered is not sent. */
  private mustBeOnNetwork(host: string): void {
    const member = memberOf(this.roster.current, host);
    if (member && isActive(member)) return;
    throw new DomainError(ErrorCode.NOT_FOUND, 'There is no such event on the network.');
  }
}

function hostOf({ eventId }: ParticipationEntity): string {
  const host = collegeOf(eventId);
  if (host === null) throw new Error('A participation names an event of no college.'); // the database refuses such a row
  return host;
}
