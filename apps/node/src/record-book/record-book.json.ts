import { decodeJwt } from 'jose';
import { type RecordBook, type RecordBookEntry, totalsOf } from './record-book.js';

/** Ours, in which a program finds everything. */
interface Line {
  readonly status: 'IN_FORCE' | 'CORRECTED';
  readonly minutes: number;
  readonly revokedAt: string | null;
  /** What is signed, readable. */
  readonly credential: object;
  readonly compactJwsString: string;
}

/**
 * A record book for programs. `compactJwsString` stands where Open Badges 3.0 has it in an answer with credentials
 * (§6.1.2, GetOpenBadgeCredentialsResponse), with what counts alone: whatever takes badges finds them there.
 */
export function recordBookJson(book: RecordBook): string {
  const { volunteer, college, entries, madeAt } = book;
  return JSON.stringify({
    compactJwsString: entries.filter(({ revokedAt }) => revokedAt === null).map(({ jws }) => jws),
    recordBook: {
      volunteer: { id: volunteer.id, name: volunteer.fullName },
      college: { code: college.code, name: college.name },
      madeAt: madeAt.toISOString(),
      totalMinutes: totalsOf(book).minutes,
      entries: entries.map(lineOf),
    },
  });
}

function lineOf({ minutes, revokedAt, jws }: RecordBookEntry): Line {
  return {
    status: revokedAt === null ? 'IN_FORCE' : 'CORRECTED',
    minutes,
    revokedAt: revokedAt?.toISOString() ?? null,
    credential: decodeJwt(jws),
    compactJwsString: jws,
  };
}
