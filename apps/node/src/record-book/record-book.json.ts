import { setImmediate as turn } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { type RecordBook, type RecordBookEntry, totalsOf } from './record-book.js';

/** After so many entries the event loop has its turn. */
const AT_ONCE = 50;

/**
 * A record book for programs. `compactJwsString` stands where Open Badges 3.0 has it in an answer that gives credentials
 * (GetOpenBadgeCredentialsResponse), with what counts alone and each once, so that whatever takes badges finds them there; they
 * are in the order of `recordBook`, which is ours and has everything.
 * @throws whatever the signal was aborted with
 */
export async function recordBookJson(book: RecordBook, signal?: AbortSignal): Promise<Buffer> {
  const { volunteer, college, madeAt, entries } = book;
  const lines: string[] = [];
  for (let start = 0; start < entries.length; start += AT_ONCE) {
    lines.push(...entries.slice(start, start + AT_ONCE).map((entry) => JSON.stringify(lineOf(entry))));
    await turn(undefined, signal && { signal });
  }
  const counted = entries.flatMap(({ revokedAt, credential }) => (revokedAt === null && credential !== null ? [credential] : []));
  const head = JSON.stringify({
    volunteer: { id: volunteer.id, name: volunteer.fullName },
    college: { code: college.code, name: college.name },
    madeAt: madeAt.toISOString(),
    totalMinutes: totalsOf(book).minutes,
  });
  return Buffer.from(`{"compactJwsString":${JSON.stringify(counted)},"recordBook":${head.slice(0, -1)},"entries":[${lines.join()}]}}`);
}

function lineOf({ id, minutes, revokedAt, credential }: RecordBookEntry): object {
  return {
    id,
    status: revokedAt === null ? 'IN_FORCE' : 'CORRECTED',
    minutes,
    revokedAt: revokedAt?.toISOString() ?? null,
    /** What is signed, for reading; what proves it is the JWS. */
    credential: credential === null ? null : decodeJwt(credential),
  };
}
