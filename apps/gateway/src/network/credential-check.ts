import { GraphQLError } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { MOST_CHECKS } from '#contract/limits.js';
import { type CredentialCheck, type FindStatusList, checkCredential } from '#credentials/check-credential.js';
import { issuerKeys } from '#credentials/issuer-keys.js';
import { type CollegeRef, collegeRef } from './coverage.js';
import type { NetworkContext } from './network-context.js';

/** A check as the graph tells it. */
interface ShownCheck {
  readonly valid: boolean;
  readonly reason: CredentialCheck['reason'];
  readonly issuer: CollegeRef | null;
  readonly subjectName: string | null;
  readonly eventId: string | null;
  readonly eventTitle: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly minutes: number | null;
  readonly issuedAt: string | null;
  readonly revokedAt: string | null;
  readonly statusAsOf: string | null;
}

/** How many were asked for in one request: each costs a signature's check. */
const checks = new WeakMap<object, number>();

/** `verifyCredential`: by the roster and by lists that are kept here, so that no node has to be there. */
export function verifyCredential(findList: FindStatusList) {
  return async (_parent: unknown, { credential }: { readonly credential: string }, { graph }: NetworkContext): Promise<ShownCheck> => {
    countCheck(graph);
    const { valid, reason, entry, revokedAt, statusAsOf } = await checkCredential(credential, issuerKeys(() => graph.roster), findList);
    return {
      valid,
      reason,
      issuer: entry && collegeRef(entry.issuer),
      subjectName: entry?.subjectName ?? null,
      eventId: entry?.eventId ?? null,
      eventTitle: entry?.eventTitle ?? null,
      startsAt: entry?.startsAt.toISOString() ?? null,
      endsAt: entry?.endsAt.toISOString() ?? null,
      minutes: entry?.minutes ?? null,
      issuedAt: entry?.issuedAt.toISOString() ?? null,
      revokedAt: revokedAt?.toISOString() ?? null,
      statusAsOf: statusAsOf?.toISOString() ?? null,
    };
  };
}

/** @throws GraphQLError BAD_USER_INPUT for one too many */
function countCheck(request: object): void {
  const count = (checks.get(request) ?? 0) + 1;
  checks.set(request, count);
  if (count <= MOST_CHECKS) return;
  throw new GraphQLError(`One request checks at most ${MOST_CHECKS} credentials.`, { extensions: { code: ErrorCode.BAD_USER_INPUT } });
}
