import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';
import { NOT_STORABLE, isStorable } from '#contract/storable-text.js';
import type { Actor } from '#identity/actor.js';
import { type PrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { hashOfToken, makeInvitationToken } from '#membership/invitation-token.js';
import { Decisions } from '../database/decisions.js';
import { GatewaysRepository } from '../founding/gateways.repository.js';
import { badInput } from '../graph/domain-error.js';
import { LogRepository } from '../log/log.repository.js';
import { Coordinators } from '../memberships/coordinators.js';
import { membershipPolicy } from '../memberships/membership.policy.js';
import { MembershipsRepository } from '../memberships/memberships.repository.js';
import { REGISTRY_KEYS } from '../registry-config.token.js';
import { whatElseIsCalled } from '../reserved-names.js';
import type { InvitationEntity } from './invitation.entity.js';
import type { InvitationModel } from './invitation.model.js';
import type { InviteCollegeInput } from './invitations.inputs.js';
import { InvitationsRepository } from './invitations.repository.js';

const GOOD_FOR_MILLISECONDS = 48 * 3_600_000;

const text = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters').refine(isStorable, NOT_STORABLE);
const inputShape = z.object({
  code: z.string().regex(COLLEGE_CODE, 'must be 2 to 16 characters of a-z and 0-9'),
  name: text,
  shortName: text,
  city: text,
  region: text,
});

@Injectable()
export class InvitationsService {
  constructor(
    private readonly decisions: Decisions,
    private readonly invitations: InvitationsRepository,
    private readonly memberships: MembershipsRepository,
    private readonly coordinators: Coordinators,
    private readonly gateways: GatewaysRepository,
    private readonly log: LogRepository,
    @Inject(REGISTRY_KEYS) private readonly keys: PrivateKeys,
  ) {}

  /** The only time that the token is shown: what is kept is its hash. */
  invite(asking: Actor | null, input: InviteCollegeInput): Promise<InvitationModel> {
    return this.decisions.make(async (tx) => {
      const actor = await this.coordinators.demand(asking, 'invite a college', tx);
      const college = checked(input);
      if (await this.gateways.byId(tx, college.code)) throw badInput(`code: ${college.code} is a gateway’s id; choose another.`);
      const known = await this.memberships.byCode(college.code, tx);
      if (known && !membershipPolicy.joins(known)) throw badInput(`code: ${college.code} is on the network already, as ${known.status}.`);

      const token = makeInvitationToken(college.code, publicKeysOf(this.keys).signing.kid);
      const invitedAt = new Date();
      const expiresAt = new Date(invitedAt.getTime() + GOOD_FOR_MILLISECONDS);
      const invitation = { ...college, id: uuid(), tokenHash: hashOfToken(token), invitedBy: actor.id, invitedAt, expiresAt, keyKid: null, usedAt: null };
      await this.invitations.replaceUnused(tx, invitation);
      await this.log.append(tx, actor.id, 'INVITED', college.code, college);
      return { ...shown(invitation), token, status: 'INVITED', approvals: 0 };
    });
  }

  async list(asking: Actor | null): Promise<InvitationModel[]> {
    await this.coordinators.demand(asking, 'read the invitations');
    const approvals = await this.memberships.approvalCounts();
    const latest = await this.invitations.latest();
    return Promise.all(
      latest.map(async (invitation) => {
        const membership = invitation.usedAt && (await this.memberships.byCode(invitation.code));
        return { ...shown(invitation), token: null, status: membership?.status ?? 'INVITED', approvals: approvals.get(invitation.code) ?? 0 };
      }),
    );
  }
}

function shown({ code, name, expiresAt, invitedAt }: InvitationEntity) {
  return { code, name, expiresAt, invitedAt };
}

function checked(input: InviteCollegeInput): z.output<typeof inputShape> {
  const parsed = inputShape.safeParse(input);
  if (!parsed.success) throw badInput(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const other = whatElseIsCalled(parsed.data.code);
  if (other !== undefined) throw badInput(`code: ${parsed.data.code} is ${other}; choose another.`);
  return parsed.data;
}
