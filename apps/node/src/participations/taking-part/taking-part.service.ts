import { Inject, Injectable } from '@nestjs/common';
import { ErrorCode } from '#contract/error-codes.js';
import type { Actor } from '#identity/actor.js';
import { isActive, isMember, memberOf } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { isStaff } from '../../college/standing.js';
import { ThisCollege } from '../../college/this-college.js';
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
import { hostOf } from '../host-of.js';
import type { ParticipationEntity } from '../participation.entity.js';
import { ConsentNeededError, type EventFullError } from '../participation.errors.js';
import { participationPolicy } from '../participation.policy.js';
import { AwaitedAnswers } from './awaited-answers.js';
import { EntryAgreementService } from './entry-agreement.service.js';
import { Gathered } from './gathered.js';
import { InTurn } from './in-turn.js';
import { eventStatusOf, outcomeOf } from './outcome.js';
import { type TakePartAsked, type TakePartRequest, takePartRequest } from './take-part-request.js';
import { type AskedUnder, type Held, TakingPartRepository } from './taking-part.repository.js';

const LONGEST_REASON = 500;

const DAY_MS = 86_400_000;
/** Events at which one volunteer asks for a place within a day. */
const MOST_A_DAY = 100;
/** How often a place on one event is asked for, given up and asked for again. */
const MOST_REQUESTS = 100;
/** A volunteer's wishes for what there is not that are kept. */
const VAIN_KEPT = 20;

type TakePartOutcome = ParticipationEntity | EventFullError | EventClosedError | ConsentNeededError;

/** What came of one wish, in however many requests it came. */
interface Asked {
  /** Null where every key was used for something else. */
  readonly found: ParticipationEntity | ConsentNeededError | null;
  /** Keys that were used for something else. */
  readonly misused: ReadonlySet<string>;
}

/** Volunteers take part, give up, and are approved: what the home does before and beside the host. */
@Injectable()
export class TakingPartService {
  private readonly inTurn = new InTurn();
  /** By idempotency key. */
  private readonly wishes = new Gathered<string, Asked>();

  constructor(
    private readonly repository: TakingPartRepository,
    private readonly consents: ConsentsService,
    private readonly readers: ReadersService,
    private readonly messages: Messages,
    private readonly answers: AwaitedAnswers,
    private readonly agreement: EntryAgreementService,
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
  ) {}

  /**
   * Asks for a place for the actor, once however often it is asked for.
   * @throws DomainError FORBIDDEN for all but the college's own people; BAD_USER_INPUT naming what cannot be used; NOT_FOUND for an event of no college
   */
  async takePart(actor: Actor | null, asked: TakePartAsked): Promise<TakePartOutcome> {
    if (!participationPolicy.takePart(this.thisCollege.code, actor)) throw forbidden('take part as a volunteer of this college');
    const until = this.answers.patience();
    const request = takePartRequest(asked);
    this.mustBeOnNetwork(request.host);
    const { found, misused } = await this.wishes.join(`${actor.id} ${request.fingerprint}`, request.key, (begin) =>
      this.inTurn.run(actor.id, async () => {
        const today = await this.consents.today();
        const keys = new Set(begin());
        return this.repository.inTransaction((tx) => this.ask(tx, actor, request, [...keys], today));
      }),
    );
    if (found === null || misused.has(request.key)) throw badInput('input.idempotencyKey', 'was used for another request already: make up a new one for each');
    return found instanceof ConsentNeededError ? found : outcomeOf(await this.settled(found, found.requestedAt, until));
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
    const until = this.answers.patience();
    const today = await this.consents.today();
    const approved = await this.decide(actor, id, async (tx, { participation, volunteer }, by) => {
      if (participation.seatAsked) return participation;
      if (participation.status !== 'AWAITING_HOME') throw badInput('participationId', 'it has ended: the volunteer may ask anew');
      const needed = await this.consentNeeded(tx, volunteer, today);
      return needed ?? this.askHost(tx, await this.repository.change(tx, participation, { decidedBy: by.id }), volunteer, today);
    });
    return approved instanceof ConsentNeededError ? approved : this.settled(approved, new Date(), until);
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

  private async ask(tx: Transaction, actor: Actor, request: TakePartRequest, keys: readonly string[], today: string): Promise<Asked> {
    const { host, eventUuid, fingerprint } = request;
    if (host === this.thisCollege.code) await this.repository.lockOwnEvent(tx, eventUuid);
    const volunteer = await this.volunteerOf(tx, actor, today);
    const under = { personId: actor.id, keys, fingerprint };
    const known = await this.repository.knownKeys(tx, under);
    const misused = new Set(known.filter((one) => one.fingerprint !== fingerprint).map(({ key }) => key));
    if (misused.size === keys.length) return { found: null, misused };

    const unknown = keys.filter((key) => !known.some((one) => one.key === key));
    const found = await this.wish(tx, volunteer, request, { ...under, keys: unknown }, today);
    // Fifty who ask at once would each look the volunteer up.
    return { found: found instanceof ConsentNeededError ? found : Object.assign(found, { volunteer }), misused };
  }

  /** @param under keys that are new: without any nothing is asked for that was asked for before */
  private async wish(tx: Transaction, volunteer: VolunteerEntity, { host, eventUuid, format }: TakePartRequest, under: AskedUnder, today: string): Promise<ParticipationEntity | ConsentNeededError> {
    const eventId = `${host}:${eventUuid}`;
    const before = await this.repository.lockOf(tx, volunteer.id, eventId);
    if (before && (under.keys.length === 0 || !participationPolicy.mayAsk(before.status))) {
      await this.repository.remember(tx, under, before.id);
      return before;
    }
    const needed = await this.consentNeeded(tx, volunteer, today);
    if (needed) return needed;

    if (before && before.request >= MOST_REQUESTS) throw badInput('input.eventId', `this place was asked for ${MOST_REQUESTS} times: ask your curator`);
    const fresh = { status: 'AWAITING_HOME', format, requestedAt: new Date() } as const;
    const participation = before
      ? await this.repository.change(tx, before, { ...fresh, reason: null, seatAsked: false, decidedBy: null })
      : await this.add(tx, { ...fresh, volunteerId: volunteer.id, eventId });
    await this.repository.remember(tx, under, participation.id);
    return this.config.participationApproval === 'AUTOMATIC' ? this.askHost(tx, participation, volunteer, today) : this.askOfEvent(tx, participation);
  }

  /** Anybody can make up ids of events: so there is an end to how many are asked for, and to how many that there are not are kept. */
  private async add(tx: Transaction, wish: Parameters<TakingPartRepository['add']>[1]): Promise<ParticipationEntity> {
    const asked = await this.repository.countAsked(tx, wish.volunteerId, new Date(Date.now() - DAY_MS));
    if (asked >= MOST_A_DAY) throw badInput('input.eventId', `you asked for a place on ${MOST_A_DAY} events within a day: ask for more tomorrow`);
    await this.repository.forgetVain(tx, wish.volunteerId, VAIN_KEPT);
    return this.repository.add(tx, wish);
  }

  /** Whoever asks, held until the transaction ends; someone of the staff becomes a volunteer as they first take part. */
  private async volunteerOf(tx: Transaction, actor: Actor, today: string): Promise<VolunteerEntity> {
    const uuid = this.thisCollege.ownUuid(actor.id, 'volunteer');
    if (isStaff(actor)) await this.repository.addStaff(tx, uuid, today);
    const volunteer = await this.repository.lockVolunteer(tx, uuid);
    if (!volunteer) throw forbidden('take part: this college has nobody of that id any more');
    return volunteer;
  }

  /** Before anybody of the staff looks at it: whether there is such an event, and when. Who wishes to take part is not told. */
  private async askOfEvent(tx: Transaction, participation: ParticipationEntity): Promise<ParticipationEntity> {
    await this.messages.send(tx, { to: hostOf(participation), thread: participation.eventId, kind: 'EVENT_ASKED', content: {} });
    return this.repository.again(tx, participation);
  }

  /** Sends the host no more than the volunteer agreed to. What goes to another college is written down. */
  private async askHost(tx: Transaction, participation: ParticipationEntity, volunteer: VolunteerEntity, today: string): Promise<ParticipationEntity> {
    const host = hostOf(participation);
    const subjectName = (await this.consents.isGiven(tx, volunteer, 'NAME_TO_PARTNERS', today)) ? volunteer.displayName : null;
    const isElsewhere = host !== this.thisCollege.code;
    const fields = subjectName === null ? ['kind'] : ['displayName', 'kind'];
    if (isElsewhere) await this.readers.sent(tx, { volunteerId: volunteer.id, readerCode: host, fields });
    if (subjectName === null && participation.subjectName !== null) await this.agreement.forgetName(tx, participation);

    const asked = { status: 'AWAITING_HOST', seatAsked: true, request: participation.request + 1, subjectName, entryAgreed: true } as const;
    const { request } = await this.repository.change(tx, participation, asked);
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
      return new EventClosedError(eventStatusOf(participation) ?? 'PUBLISHED', 'The event has begun: it is too late to give the place up.');
    }
    const cancelled = await this.repository.change(tx, participation, { status: 'CANCELLED', reason: null, seatAsked: false });
    if (participation.seatAsked) {
      await this.agreement.keepName(tx, participation);
      await this.messages.send(tx, { to: hostOf(participation), thread: this.thisCollege.globalId(participation.id), kind: 'SEAT_WITHDRAWN', content: {} });
    }
    return cancelled;
  }

  private decide<Result>(actor: Actor | null, id: string, work: (tx: Transaction, held: Held, by: Actor) => Promise<Result>): Promise<Result> {
    const { code } = this.thisCollege;
    const { participationApproval } = this.config;
    if (!participationPolicy.decide(code, participationApproval, actor)) throw forbidden('decide who takes part');
    const uuid = this.thisCollege.ownUuid(id, 'participation');
    return this.repository.inTransaction(async (tx) => {
      const held = await this.hold(tx, uuid);
      if (!held || !participationPolicy.decideFor(code, participationApproval, actor, await this.whose(tx, held.volunteer))) throw notFound('participation');
      const isOwn = !participationPolicy.isOther(actor, { volunteerId: this.thisCollege.globalId(held.volunteer.id) });
      if (isOwn && (await this.repository.hasOtherCurator(tx, held.volunteer.id))) throw forbidden('decide about yourself: another curator has to');
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
  private async settled(participation: ParticipationEntity, askedAt: Date, until: number): Promise<ParticipationEntity> {
    this.messages.wake();
    return participationPolicy.isHostSilent(participation) ? this.answers.of(participation, askedAt, until) : participation;
  }

  /** What would never be delivered is not sent. */
  private mustBeOnNetwork(host: string): void {
    const member = memberOf(this.roster.current, host);
    if (!member || !isActive(member)) throw new DomainError(ErrorCode.NOT_FOUND, 'There is no such event on the network.');
    if (!isMember(member)) throw badInput('input.eventId', `must be an event of a member: ${member.shortName} observes the network yet, and nobody can take part there before it is one`);
  }
}
