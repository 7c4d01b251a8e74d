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

/** `verifyCredential`: by the roster and by lists that are kept here, so that no node has to be there. */
export function verifyCredential(findList: FindStatusList) {
  return async (_parent: unknown, { credential }: { readonly credential: string }, { graph }: NetworkContext): Promise<ShownCheck> => {
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
