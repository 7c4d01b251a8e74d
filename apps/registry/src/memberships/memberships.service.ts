import { Injectable } from '@nestjs/common';
import { NOT_STORABLE, isStorable } from '#contract/storable-text.js';
import type { Actor } from '#identity/actor.js';
import { Decisions, type Transaction } from '../database/decisions.js';
import { badInput, forbidden, noSuchCollege } from '../graph/domain-error.js';
import { LogRepository } from '../log/log.repository.js';
import { Approvals } from './approvals.js';
import { Coordinators } from './coordinators.js';
import { demandInUse } from './given-keys.js';
import type { MembershipEntity } from './membership.entity.js';
import { APPROVALS_NEEDED, isCoordinating, membershipPolicy } from './membership.policy.js';
import { MembershipsRepository } from './memberships.repository.js';

const LONGEST_REASON = 1_000;

/** What people decide about a college that has joined. */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly decisions: Decisions,
    private readonly memberships: MembershipsRepository,
    private readonly coordinators: Coordinators,
    private readonly approvals: Approvals,
    private readonly log: LogRepository,
  ) {}

  /** One coordinator's yes; the second, of another college, makes a member, of an observer and of a suspended college alike. */
  approve(asking: Actor | null, code: string): Promise<MembershipEntity> {
    return this.decisions.make(async (tx) => {
      const actor = await this.coordinators.demand(asking, 'approve a college', tx);
      const college = await this.find(tx, code);
      if (!membershipPolicy.decideAbout(actor, code)) throw forbidden('the coordinators of other colleges may approve this one');
      if (college.status !== 'OBSERVER' && college.status !== 'SUSPENDED') throw badInput(cannotApprove(college));
      const approvers = await this.approvals.standing(tx, code);
      const heard = membershipPolicy.sameVoice(actor, approvers);
      if (heard !== undefined) {
        throw badInput(`${heard === actor.id ? 'You have' : `A coordinator of ${actor.college} has`} approved ${code} already: now a coordinator of another college must.`);
      }

      await this.memberships.addApproval(tx, code, actor.id);
      await this.log.append(tx, actor.id, 'APPROVED', code);
      if (approvers.length + 1 >= APPROVALS_NEEDED) {
        await this.memberships.change(tx, code, { status: 'MEMBER' });
        await this.log.append(tx, actor.id, 'MADE_MEMBER', code, { approvedBy: [...approvers, actor.id] });
      }
      return this.find(tx, code);
    });
  }

  /** Its node is asked no more and its people's tokens count no more, until two coordinators approve it anew. */
  suspend(asking: Actor | null, code: string, reason: string): Promise<MembershipEntity> {
    return this.decisions.make(async (tx) => {
      const actor = await this.coordinators.demand(asking, 'suspend a college', tx);
      const college = await this.find(tx, code);
      if (!membershipPolicy.decideAbout(actor, code)) throw forbidden('the coordinators of other colleges may suspend this one');
      if (college.status !== 'OBSERVER' && college.status !== 'MEMBER') throw badInput(`${code} is ${college.status} and cannot be suspended.`);
      const said = checkedReason(reason);
      await this.demandSpare(tx, college);

      await this.memberships.change(tx, code, { status: 'SUSPENDED' });
      await this.memberships.forgetApprovals(tx, code);
      await this.log.append(tx, actor.id, 'SUSPENDED', code, { reason: said });
      await this.approvals.forgetBy(tx, code, actor.id, `${code} was suspended.`);
      return this.find(tx, code);
    });
  }

  /** A college goes; its keys stay in the roster, so that what it signed can still be checked. */
  leave(asking: Actor | null, code: string): Promise<MembershipEntity> {
    return this.decisions.make(async (tx) => {
      if (!asking || !membershipPolicy.leave(asking, code)) {
        throw forbidden('the college’s own operator may take it off the network; the coordinators of others may suspend it');
      }
      return this.goneFrom(tx, code, asking.id);
    });
  }

  /** The same, said by the college's own machine under one of its keys. */
  leaveByItself(code: string, kid: string): Promise<MembershipEntity> {
    return this.decisions.make(async (tx) => {
      demandInUse(await this.find(tx, code), kid);
      return this.goneFrom(tx, code, code);
    });
  }

  private async goneFrom(tx: Transaction, code: string, actor: string): Promise<MembershipEntity> {
    const college = await this.find(tx, code);
    if (college.status === 'LEFT') throw badInput(`${code} has left already.`, 'HAS_LEFT');
    await this.demandSpare(tx, college);
    await this.memberships.change(tx, code, { status: 'LEFT', leftAt: new Date() });
    await this.memberships.forgetApprovals(tx, code);
    await this.log.append(tx, actor, 'LEFT', code);
    await this.approvals.forgetBy(tx, code, actor, `${code} has left.`);
    return this.find(tx, code);
  }

  /** @throws DomainError where too few would be left to decide for the network */
  private async demandSpare(tx: Transaction, college: MembershipEntity): Promise<void> {
    const others = (await this.memberships.all(tx)).filter((one) => one.code !== college.code && isCoordinating(one));
    if (!membershipPolicy.spare(college, others.length)) throw badInput(cannotSpare(college.code), 'CANNOT_BE_SPARED');
  }

  private async find(tx: Transaction, code: string): Promise<MembershipEntity> {
    const college = await this.memberships.byCode(code, tx);
    if (!college) throw noSuchCollege(code);
    return college;
  }
}

function checkedReason(given: string): string {
  const reason = given.trim();
  if (reason === '') throw badInput('reason: say why, for the log and for the college.');
  if (reason.length > LONGEST_REASON) throw badInput(`reason: must be at most ${LONGEST_REASON} characters.`);
  if (!isStorable(reason)) throw badInput(`reason: ${NOT_STORABLE}.`);
  return reason;
}

function cannotSpare(code: string): string {
  return (
    `Without ${code} fewer than two colleges would coordinate the network, and nobody could be approved any more. First have another member named, ` +
    'with "coordinates": true in the registry’s founding file (FOUNDING), and the registry started again.'
  );
}

function cannotApprove({ code, status }: MembershipEntity): string {
  switch (status) {
    case 'MEMBER':
      return `${code} is a member already.`;
    case 'LEFT':
      return `${code} has left the network: invite it anew.`;
    default:
      return `The node of ${code} has not passed the registry’s checks yet: its operator runs \`dobroset join\`.`;
  }
}
