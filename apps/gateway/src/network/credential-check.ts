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

/**
 * What was asked for in one request, by the credential: each costs a signature's check, and a request that has begun the short
 * way may ask for all of them again.
 */
const checks = new WeakMap<object, Map<string, Promise<CredentialCheck>>>();

/** `verifyCredential`: by the roster and by lists that are kept here, so that no node has to be there. */
export function verifyCredential(findList: FindStatusList) {
  return async (_parent: unknown, { credential }: { readonly credential: string }, { graph }: NetworkContext): Promise<ShownCheck> => {
    const check = () => checkCredential(credential, issuerKeys(() => graph.roster), findList);
    const { valid, reason, entry, revokedAt, statusAsOf } = await checkedOnce(graph, credential, check);
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
function checkedOnce(request: object, credential: string, check: () => Promise<CredentialCheck>): Promise<CredentialCheck> {
  const known = checks.get(request) ?? new Map<string, Promise<CredentialCheck>>();
  checks.set(request, known);
  const before = known.get(credential);
  if (before) return before;
  if (known.size >= MOST_CHECKS) {
    throw new GraphQLError(`One request checks at most ${MOST_CHECKS} credentials.`, { extensions: { code: ErrorCode.BAD_USER_INPUT } });
  }
  const checked = check();
  known.set(credential, checked);
  return checked;
}
