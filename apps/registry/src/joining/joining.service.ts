import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CONTRACT_VERSION } from '#contract/version.js';
import { InvalidToken } from '#identity/signed-claims.js';
import type { PublicKeys } from '#identity/private-keys.js';
import type { JoinAnswer } from '#membership/answers.js';
import { hashOfToken, readInvitationToken } from '#membership/invitation-token.js';
import { only } from '#membership/statement.js';
import { announcement, demandThumbprints, type publicKeysShape } from '#membership/statements.js';
import type { RosterKey } from '#roster/roster.js';
import { Conformance } from '../conformance/conformance.js';
import { Decisions, type Transaction } from '../database/decisions.js';
import { badInput } from '../graph/domain-error.js';
import { HeardStatements } from '../heard/heard-statements.js';
import type { InvitationEntity } from '../invitations/invitation.entity.js';
import { InvitationsRepository } from '../invitations/invitations.repository.js';
import { LogRepository } from '../log/log.repository.js';
import { pastIn } from '../log/membership-past.js';
import { isSameKey, whyNotGivenAnew } from '../memberships/given-keys.js';
import { MembershipEntity } from '../memberships/membership.entity.js';
import { membershipPolicy } from '../memberships/membership.policy.js';
import { MembershipsRepository } from '../memberships/memberships.repository.js';
import { joinAnswer } from './join-answer.js';

/** For the log's readers. */
const STILL_SUSPENDED = 'It left while it was suspended, and is still suspended until two coordinators approve it.';

/** What a machine that wants to join brings. */
export interface Joining {
  readonly token: string;
  readonly keys: z.output<typeof publicKeysShape>;
  /** Signed by those keys. */
  readonly announcement: string;
}

/** How an invited college becomes an observer, or comes back suspended as it went: it announces its node, and the node passes every check. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly decisions: Decisions,
    private readonly invitations: InvitationsRepository,
    private readonly memberships: MembershipsRepository,
    private readonly conformance: Conformance,
    private readonly heard: HeardStatements,
    private readonly log: LogRepository,
  ) {}

  /** May be asked again with the same token and keys until every check has passed, and after that says so. */
  async join(joining: Joining): Promise<JoinAnswer> {
    const announced = await this.announce(joining);
    if (announced.status !== 'INVITED') return joinAnswer(announced, []);
    const checks = await this.conformance.check(announced);
    if (checks.some(({ outcome }) => outcome !== 'PASSED')) return joinAnswer(announced, checks);
    return joinAnswer(await this.admit(joining, announced), checks);
  }

  private async announce({ token, keys, announcement: signed }: Joining): Promise<MembershipEntity> {
    await demandThumbprints(keys);
    const announced = await announcement.verify(signed, only(keys.signing));
    const { college, said } = announced;
    if (said.tokenHash !== hashOfToken(token) || said.encryptionKid !== keys.encryption.kid || readInvitationToken(token)?.college !== college) {
      throw new InvalidToken('The announcement is of another token or other keys.');
    }
    if (said.contractVersion > CONTRACT_VERSION) throw badInput(`contractVersion: the network is at ${CONTRACT_VERSION}; install that version of Dobroset.`, 'NEWER_CONTRACT');
    return this.decisions.make(async (tx) => {
      const invitation = await this.demandInvitation(tx, token, keys);
      await this.heard.hear(announced, tx);
      const known = await this.memberships.byCode(college, tx);
      if (invitation.usedAt && known) return known;
      await this.demandFreeToJoin(tx, known, college, keys);

      const joining = membershipFrom(invitation, keys, said);
      if (known && known.status === 'INVITED' && saysTheSame(known, joining)) return known;
      await this.invitations.bindTo(tx, invitation.id, keys.signing.kid);
      // One that comes back is what it was until its node has passed.
      if (known && known.status !== 'INVITED') return joining;
      await this.memberships.save(tx, joining);
      await this.log.append(tx, college, 'ANNOUNCED', college, { endpoint: joining.endpoint, kids: joining.keys.map(({ kid }) => kid) });
      return joining;
    });
  }

  private async demandInvitation(tx: Transaction, token: string, { signing }: PublicKeys): Promise<InvitationEntity> {
    const invitation = await this.invitations.byTokenHash(hashOfToken(token), tx);
    if (!invitation) throw badInput('There is no such invitation, or a newer one has replaced it: ask the coordinator for the last one.', 'NO_SUCH_INVITATION');
    if (invitation.keyKid !== null && invitation.keyKid !== signing.kid) {
      throw badInput('This invitation was used with other keys: run `dobroset join` with the keys of that time (--keys), or ask for a new invitation.', 'INVITED_WITH_OTHER_KEYS');
    }
    if (!invitation.usedAt && invitation.expiresAt.getTime() <= Date.now()) {
      throw badInput('The invitation has expired, 48 hours after it was given: ask the coordinator for a new one.', 'INVITATION_EXPIRED');
    }
    return invitation;
  }

  private async demandFreeToJoin(tx: Transaction, known: MembershipEntity | null, code: string, { signing, encryption }: PublicKeys): Promise<void> {
    if (known && !membershipPolicy.joins(known)) throw badInput(`${code} is on the network already, as ${known.status}.`, 'ON_THE_NETWORK');
    const why = whyNotGivenAnew(await this.memberships.all(tx), code, [signing, encryption]);
    if (why !== null) throw badInput(`${why} Give \`dobroset join\` a file that is not there yet (--keys).`, 'KEYS_NOT_NEW');
  }

  private admit({ token, keys }: Joining, announced: MembershipEntity): Promise<MembershipEntity> {
    return this.decisions.make(async (tx) => {
      const invitation = await this.demandInvitation(tx, token, keys);
      // Who left while suspended comes back suspended: the two who would have to lift it have not been asked yet.
      const { isSuspended } = pastIn(await this.log.standing(tx, announced.code));
      const known = await this.memberships.byCode(announced.code, tx);
      const before = { keys: withRetired(announced.keys, known), status: isSuspended ? ('SUSPENDED' as const) : ('OBSERVER' as const) };
      const admitted = Object.assign(new MembershipEntity(), announced, before);
      if (invitation.usedAt) return admitted;
      await this.demandFreeToJoin(tx, known, announced.code, keys);
      await this.memberships.forgetApprovals(tx, announced.code);
      await this.memberships.save(tx, admitted);
      await this.invitations.markUsed(tx, invitation.id);
      await this.log.append(tx, announced.code, 'JOINED', announced.code, { endpoint: announced.endpoint, ...(isSuspended && { reason: STILL_SUSPENDED }) });
      return admitted;
    });
  }
}

interface Said {
  readonly endpoint: string;
  readonly issuer?: string | undefined;
  readonly contractVersion: number;
}

function membershipFrom(invitation: InvitationEntity, { signing, encryption }: Joining['keys'], { endpoint, issuer, contractVersion }: Said): MembershipEntity {
  const { code, name, shortName, city, region } = invitation;
  return {
    ...{ code, name, shortName, city, region, endpoint, contractVersion },
    issuer: issuer ?? null,
    status: 'INVITED',
    coordinates: false,
    keys: [signing, encryption],
    leftAt: null,
    foundedAs: null,
  };
}

/** A college that comes back keeps the keys that it once signed with; what it does not bring along counts no more. */
function withRetired(brought: readonly RosterKey[], known: MembershipEntity | null): RosterKey[] {
  if (!known || known.status === 'INVITED') return [...brought];
  const now = Date.now();
  const kept = known.keys.filter((key) => !brought.some((one) => isSameKey(one, key)));
  return [...brought, ...kept.map((key) => ({ ...key, retiredAt: new Date(Math.min(now, Date.parse(key.retiredAt ?? '') || now)).toISOString() }))];
}

function saysTheSame(known: MembershipEntity, announced: MembershipEntity): boolean {
  const kids = ({ keys }: MembershipEntity) => keys.map(({ kid }) => kid).join();
  return known.endpoint === announced.endpoint && known.issuer === announced.issuer && kids(known) === kids(announced) && known.name === announced.name;
}
