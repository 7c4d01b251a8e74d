import { z } from 'zod';
import { EVENT_TEXT, TAGS } from '#contract/limits.js';
import { isPlainAddress } from '#contract/plain-address.js';
import { tagsOf } from '#node/graph/input-tags.js';
import { AGE_OF_VOLUNTEERS, birthTrouble } from '#node/volunteers/birth-date.js';
import { type DayAndTime, type WhenTrouble, dayAndTime, timeAlone } from './day-and-time.js';
import { isDayOfExcel } from './excel-group.js';
import { UNREADABLE } from './file/decode.js';
import { noPersonIn, totalIn } from './no-person.js';
import { showsNothing } from './shows-nothing.js';
import { strayLetter } from './stray-letter.js';
import type { Vocabulary } from './vocabulary.js';
import type { CellWords } from './words/words.js';

/** But for NUL, which has a sentence of its own, tab and line ends: no keyboard types them, and they hide in what is shown. */
const CONTROL = /(?![\0\t\n\r])\p{Cc}/u;

const EARLIEST_DAY = '1900-01-01';
const LATEST_DAY = '2099-12-31';

/** What Word writes for a hyphen, or makes of one. */
const HYPHENS = '\u2010\u2011\u2012\u2013\u2014\u2212';

const OTHER_HYPHEN = new RegExp(`(?<=[\\p{L}\\p{N}])[${HYPHENS}](?=[\\p{L}\\p{N}])`, 'gu');

/** Excel's way with long numbers: «7,92712E+10». */
const EXCEL_EXPONENT = /^\d[.,]\d+E\+\d+$/i;

const PHONE = new RegExp(`^\\+?[\\d\\s().${HYPHENS}-]+$`);
const EMAIL = /^[^\s@"<>(),;:]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]*\p{L}$/u;
const EMAIL_LENGTH = 254;

/** How cells are read: each a schema from what the file says to what the database keeps. */
export type Cells = ReturnType<typeof cellsIn>;

/** @param words what is said of a cell that cannot be read */
export function cellsIn(words: CellWords) {
  const given = (longest: number) =>
    z
      .string(words.required)
      .refine((text) => !text.includes('\0'), { error: words.nul, abort: true })
      .refine((text) => !text.includes(UNREADABLE), { error: words.unreadable, abort: true })
      .refine((text) => !CONTROL.test(text), { error: words.control, abort: true })
      .refine((text) => !showsNothing(text), { error: words.invisible, abort: true })
      .refine((text) => text.length <= longest, { error: (issue) => words.tooLong(longest, String(issue.input).length), abort: true });

  /** Text on one line. A line break in it is most likely the work of a lost quotation mark. */
  const line = (longest: number) =>
    given(longest)
      .refine((text) => !/[\r\n]/.test(text), { error: words.lineBreak, abort: true })
      .transform((text) => text.normalize('NFC').replaceAll(/\s+/g, ' '));

  /** A hyphen between letters or figures is a hyphen, whatever wrote it. */
  const hyphenated = (longest: number) => line(longest).transform((cell) => cell.replaceAll(OTHER_HYPHEN, '-'));

  /** @param noPerson finds the word that is in nobody's name */
  const nameWithout = (noPerson: (cell: string) => string | null) =>
    hyphenated(200)
      .refine((cell) => noPerson(cell) === null, { error: (issue) => words.noPerson(noPerson(String(issue.input)) ?? ''), abort: true })
      .refine((cell) => /\p{L}/u.test(cell) && /^[\p{L}\p{M}\s.'’ʼ`()-]+$/u.test(cell), { error: words.name, abort: true })
      .transform((cell, context) => {
        const stray = strayLetter(cell);
        if (stray !== null) context.addIssue(words.strayLetter(stray));
        return cell;
      });

  const text = (longest: number) => given(longest).transform((long) => long.normalize('NFC').replaceAll(/\r\n?/g, '\n'));

  const list = (most: number, longest: number) =>
    text(most * (longest + 2)).transform((cell, context) => {
      const items = new Map(splitList(cell).map((item) => [item.toLocaleLowerCase('ru'), item]));
      const long = [...items.values()].find((item) => item.length > longest);
      if (long !== undefined) context.addIssue(words.tooLong(longest, long.length));
      if (items.size > most) context.addIssue(words.tooMany(most));
      if ([...items.values()].some(showsNothing)) context.addIssue(words.invisible);
      return [...items.values()];
    });

  const readBy = (reader: (cell: string) => DayAndTime | WhenTrouble) =>
    line(40).transform((cell, context): DayAndTime => {
      const read = reader(cell);
      const trouble = typeof read === 'string' ? read : isLikely(read) ? null : 'FAR_YEAR';
      if (trouble !== null) context.addIssue(words.when(trouble, cell));
      return typeof read === 'string' ? z.NEVER : read;
    });

  const when = readBy(dayAndTime);

  const day = when.transform(({ day: found, time }, context) => {
    // Excel writes a bare day as midnight where the column has a format with a time.
    if (found !== null && (time === null || time === '00:00')) return found;
    context.addIssue(found === null ? words.when('NOT_WRITTEN_SO', time ?? '') : words.onlyDay);
    return z.NEVER;
  });

  return {
    line,
    text,
    list,
    tags: list(TAGS.most, TAGS.characters).transform((tags) => tagsOf(tags, 'tags')),
    when,
    day,
    dayUpTo: (today: string) => day.refine((found) => found <= today, words.inFuture),
    birthDate: (today: string) =>
      day.transform((found, context) => {
        const trouble = birthTrouble(found, today);
        if (trouble !== null) context.addIssue(trouble === 'IN_FUTURE' ? words.inFuture : words.farAge(AGE_OF_VOLUNTEERS));
        return found;
      }),
    time: readBy(timeAlone).transform(({ day: found, time }, context) => {
      if (found === null && time !== null) return time;
      context.addIssue(words.onlyTime);
      return z.NEVER;
    }),
    /** A surname, a given name or a patronymic. */
    name: nameWithout(totalIn),
    fullName: nameWithout(noPersonIn).refine((cell) => cell.split(' ').filter((word) => /\p{L}/u.test(word)).length > 1, words.oneWord),
    group: hyphenated(50).refine((cell) => !isDayOfExcel(cell), { error: (issue) => words.groupOfExcel(String(issue.input)) }),
    email: line(EMAIL_LENGTH)
      .refine((address) => EMAIL.test(address), words.email)
      .transform((address) => address.toLowerCase()),
    phone: line(40).transform((cell, context) => {
      const number = phoneNumber(cell);
      if (number !== null) return number;
      context.addIssue(EXCEL_EXPONENT.test(cell) ? words.phoneOfExcel : words.phone);
      return z.NEVER;
    }),
    address: line(EVENT_TEXT.meetingUrl).refine(isWebAddress, { error: words.address, abort: true }).refine(isPlainAddress, words.addressWithName),
    whole: (most: number) =>
      line(20).transform((cell, context) => {
        // Three noughts behind a mark are thousands, or a fraction: nobody can tell.
        const number = /^\d[\d ]*(?:[.,]0{1,2})?$/.test(cell) ? Number(cell.replaceAll(' ', '').replace(',', '.')) : NaN;
        if (number >= 1 && number <= most) return number;
        context.addIssue(words.whole(most));
        return z.NEVER;
      }),
    oneOf: <Meaning extends string>(vocabulary: Vocabulary<Meaning>) =>
      line(60).transform((cell, context) => {
        const meaning = vocabulary.meaningOf(cell);
        if (meaning !== null) return meaning;
        context.addIssue(words.oneOf(vocabulary));
        return z.NEVER;
      }),
  };
}

/** Nothing here was before 1900, and nothing is planned for the next century: such a day is a slip. */
function isLikely({ day }: DayAndTime): boolean {
  return day === null || (day >= EARLIEST_DAY && day <= LATEST_DAY);
}

/** Items set apart by commas, semicolons or line breaks, without repeats. */
function splitList(cell: string): string[] {
  return cell
    .split(/[,;\n]/)
    .map((item) => item.trim().replaceAll(/\s+/g, ' '))
    .filter((item) => item !== '');
}

/** The number as it is dialled from anywhere: +79271234567; null where it is none. Russian numbers may begin with 8, 7 or nothing. */
function phoneNumber(cell: string): string | null {
  if (!PHONE.test(cell)) return null;
  const digits = cell.replaceAll(/\D/g, '');
  if (cell.startsWith('+')) {
    if (/^89\d{9}$/.test(digits)) return `+7${digits.slice(1)}`; // the prefix of calls within Russia; no country has +89
    if (digits.startsWith('7')) return digits.length === 11 ? `+${digits}` : null;
    return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : null;
  }
  if (/^[78]\d{10}$/.test(digits)) return `+7${digits.slice(1)}`;
  return /^[3-9]\d{9}$/.test(digits) ? `+7${digits}` : null;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}
