import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CONTRACT_VERSION } from '#contract/version.js';
import { InvalidToken } from '#identity/signed-claims.js';
import type { PublicKeys } from '#identity/private-keys.js';
import type { Check, JoinAnswer } from '#membership/answers.js';
import { hashOfToken, readInvitationToken } from '#membership/invitation-token.js';
import { only } from '#membership/statement.js';
import { announcement, demandThumbprints, type publicKeysShape } from '#membership/statements.js';
import { Conformance } from '../conformance/conformance.js';
import { Decisions, type Transaction } from '../database/decisions.js';
import { badInput } from '../graph/domain-error.js';
import type { InvitationEntity } from '../invitations/invitation.entity.js';
import { InvitationsRepository } from '../invitations/invitations.repository.js';
import { LogRepository } from '../log/log.repository.js';
import { MembershipEntity } from '../memberships/membership.entity.js';
import { MembershipsRepository } from '../memberships/memberships.repository.js';

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
    private readonly log: LogRepository,
  ) {}

  /** May be asked again with the same token and keys until every check has passed, and after that says so. */
  async join(joining: Joining): Promise<JoinAnswer> {
    const announced = await this.announce(joining);
    if (announced.status !== 'INVITED') return answer(announced, []);
    const checks = await this.conformance.check(announced);
    if (checks.some(({ outcome }) => outcome !== 'PASSED')) return answer(announced, checks);
    return answer(await this.admit(joining, announced), checks);
  }

  private async announce({ token, keys, announcement: signed }: Joining): Promise<MembershipEntity> {
    await demandThumbprints(keys);
    const { college, said } = await announcement.verify(signed, only(keys.signing));
    if (said.tokenHash !== hashOfToken(token) || said.encryptionKid !== keys.encryption.kid || readInvitationToken(token)?.college !== college) {
      throw new InvalidToken('The announcement is of another token or other keys.');
    }
    if (said.contractVersion > CONTRACT_VERSION) throw badInput(`contractVersion: the network is at ${CONTRACT_VERSION}; install that version of Dobroset.`);
    return this.decisions.make(async (tx) => {
      const invitation = await this.demandInvitation(tx, token, keys);
      const known = await this.memberships.byCode(college, tx);
      if (invitation.usedAt && known) return known;

      const announced = membershipFrom(invitation, keys, said);
      if (known && known.status === 'INVITED' && saysTheSame(known, announced)) return known;
      // A college that left and comes back keeps the keys that it once signed with.
      const kept = (known?.status === 'LEFT' ? known.keys : []).map((key) => ({ ...key, retiredAt: key.retiredAt ?? new Date().toISOString() }));
      await this.invitations.bindTo(tx, invitation.id, keys.signing.kid);
      if (known?.status === 'LEFT') return Object.assign(announced, { keys: [...announced.keys, ...kept] });
      await this.memberships.save(tx, announced);
      await this.log.append(tx, college, 'ANNOUNCED', college, { endpoint: announced.endpoint, kids: announced.keys.map(({ kid }) => kid) });
      return announced;
    });
  }

  private async demandInvitation(tx: Transaction, token: string, { signing }: PublicKeys): Promise<InvitationEntity> {
    const invitation = await this.invitations.byTokenHash(hashOfToken(token), tx);
    if (!invitation) throw badInput('There is no such invitation, or a newer one has replaced it: ask the coordinator for the last one.');
    if (invitation.keyKid !== null && invitation.keyKid !== signing.kid) {
      throw badInput('This invitation was used with other keys: run `dobroset join` with the keys of that time (--keys), or ask for a new invitation.');
    }
    if (!invitation.usedAt && invitation.expiresAt.getTime() <= Date.now()) throw badInput('The invitation has expired, 48 hours after it was given: ask the coordinator for a new one.');
    return invitation;
  }

  private admit({ token, keys }: Joining, announced: MembershipEntity): Promise<MembershipEntity> {
    return this.decisions.make(async (tx) => {
      const invitation = await this.demandInvitation(tx, token, keys);
      // Who left while suspended comes back suspended: the two who would have to lift it have not been asked yet.
      const suspended = await this.log.isStillSuspended(tx, announced.code);
      const admitted = Object.assign(new MembershipEntity(), announced, { status: suspended ? ('SUSPENDED' as const) : ('OBSERVER' as const) });
      if (invitation.usedAt) return admitted;
      await this.memberships.forgetApprovals(tx, announced.code);
      await this.memberships.save(tx, admitted);
      await this.invitations.markUsed(tx, invitation.id);
      await this.log.append(tx, announced.code, 'JOINED', announced.code, { endpoint: announced.endpoint, ...(suspended && { reason: STILL_SUSPENDED }) });
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

function saysTheSame(known: MembershipEntity, announced: MembershipEntity): boolean {
  const kids = ({ keys }: MembershipEntity) => keys.map(({ kid }) => kid).join();
  return known.endpoint === announced.endpoint && known.issuer === announced.issuer && kids(known) === kids(announced) && known.name === announced.name;
}

function answer({ code, name, shortName, status }: MembershipEntity, checks: Check[]): JoinAnswer {
  return { college: { code, name, shortName }, status, checks };
}
