import { isDeepStrictEqual } from 'node:util';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { collegeOf } from '#contract/ids.js';
import { globalIdIn, uuidIn } from '#credentials/names.js';

/** What is wrong with the readable part of a record book's JSON. */
export type Tampering =
  /** It says otherwise than what was signed. */
  | 'DIFFERS'
  /** It counts, and the file has no signed entry of it. */
  | 'NOT_SIGNED'
  | 'REPEATED'
  /** The signed entry is another volunteer's. */
  | 'OF_SOMEBODY_ELSE'
  /** A signed entry that the readable part leaves out. */
  | 'LEFT_OUT'
  | 'WRONG_TOTAL'
  | 'UNREADABLE';

export interface Finding {
  readonly what: Tampering;
  /** The line's number, from 1 on; null where it is of no line. */
  readonly line: number | null;
  /** What the line is about, in whatever words there are. */
  readonly about: string;
}

/** What was found of a readable part, beside its signed entries. */
export interface ReadablePart {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** Lines that count and were never signed: from before hosts signed, or made up. */
  readonly unsigned: { readonly lines: number; readonly minutes: number };
}

const lineShape = z.looseObject({
  id: z.string(),
  status: z.enum(['IN_FORCE', 'CORRECTED']),
  minutes: z.int(),
  revokedAt: z.string().nullable(),
  credential: z.looseObject({ name: z.unknown().optional() }).nullable(),
});

const bookShape = z.looseObject({
  volunteer: z.looseObject({ id: z.string(), name: z.string() }),
  college: z.looseObject({ code: z.string() }),
  totalMinutes: z.int(),
  entries: z.array(lineShape),
});

const fileShape = z.looseObject({ recordBook: z.unknown() });

const signedShape = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  credentialSubject: z.looseObject({ id: z.string(), result: z.tuple([z.looseObject({ value: z.string() })]) }),
});

type Line = z.infer<typeof lineShape>;
type Signed = z.infer<typeof signedShape>;

/**
 * Compares what a record book's JSON shows with what it has signed, line by line.
 * @param json the file, parsed
 * @param entries its signed entries, whether genuine or not
 * @returns null where the file has no such part
 */
export function readablePartOf(json: unknown, entries: readonly string[]): ReadablePart | null {
  const file = fileShape.safeParse(json);
  if (!file.success || file.data.recordBook === undefined) return null;
  const parsed = bookShape.safeParse(file.data.recordBook);
  if (!parsed.success) {
    const about = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    return { name: '', findings: [{ what: 'UNREADABLE', line: null, about }], unsigned: { lines: 0, minutes: 0 } };
  }
  const { volunteer, college, totalMinutes, entries: lines } = parsed.data;
  const signed = entries.flatMap(signedIn);
  const byId = new Map(signed.map((one) => [uuidIn(one.id), one]));
  const shown = new Set(lines.map(({ id }) => id));
  const counted = lines.filter(({ status }) => status === 'IN_FORCE');
  const unsigned = counted.filter(({ id, credential }) => credential === null && !byId.has(id));
  const sum = minutesOf(counted);
  return {
    name: volunteer.name,
    findings: [
      ...lines.flatMap((line, place) => lineFindings(line, place, lines, byId.get(line.id))),
      ...signed.filter(({ id }) => !shown.has(uuidIn(id))).map((one) => ({ what: 'LEFT_OUT', line: null, about: aboutSigned(one) }) as const),
      ...signed.filter((one, place) => signed.findIndex(({ id }) => id === one.id) < place).map((one) => ({ what: 'REPEATED', line: null, about: aboutSigned(one) }) as const),
      ...signed
        .filter(({ credentialSubject }) => globalIdIn(credentialSubject.id) !== volunteer.id)
        .map((one) => ({ what: 'OF_SOMEBODY_ELSE', line: lineOf(one, lines), about: aboutSigned(one) }) as const),
      ...(collegeOf(volunteer.id) === college.code ? [] : [{ what: 'UNREADABLE', line: null, about: 'college.code' } as const]),
      ...(sum === totalMinutes ? [] : [{ what: 'WRONG_TOTAL', line: null, about: `${totalMinutes} ≠ ${sum}` } as const]),
    ],
    unsigned: { lines: unsigned.length, minutes: minutesOf(unsigned) },
  };
}

function lineFindings(line: Line, place: number, lines: readonly Line[], signed: Signed | undefined): Finding[] {
  const at = (what: Tampering): Finding => ({ what, line: place + 1, about: aboutLine(line) });
  const isRepeated = lines.findIndex(({ id }) => id === line.id) < place;
  if (isRepeated) return [at('REPEATED')];
  // What was corrected has no signed entry in the file, and does not count.
  if (!signed) return line.status === 'IN_FORCE' && line.credential !== null ? [at('NOT_SIGNED')] : [];
  const isSame =
    line.status === 'IN_FORCE' &&
    line.revokedAt === null &&
    String(line.minutes) === signed.credentialSubject.result[0].value &&
    isDeepStrictEqual(line.credential, signed);
  return isSame ? [] : [at('DIFFERS')];
}

/** What is no entry at all is found so elsewhere. */
function signedIn(jws: string): Signed[] {
  try {
    const parsed = signedShape.safeParse(decodeJwt(jws));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

function lineOf({ id }: Signed, lines: readonly Line[]): number | null {
  const place = lines.findIndex((line) => line.id === uuidIn(id));
  return place < 0 ? null : place + 1;
}

function minutesOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { minutes }) => sum + minutes, 0);
}

function aboutLine({ id, credential }: Line): string {
  return typeof credential?.name === 'string' ? credential.name : id;
}

function aboutSigned({ id, name }: Signed): string {
  return name ?? id;
}
