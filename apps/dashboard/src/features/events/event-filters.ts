import { type EventFormat, type EventKind, eventFormats, eventKinds } from './event-vocabulary.js';
import { textSought } from './text-sought.js';

/** What a person asked of the list of events, as it stands in the address bar. */
export interface EventFilters {
  readonly text: string;
  readonly kinds: readonly EventKind[];
  readonly formats: readonly EventFormat[];
  /** Codes of hosts. */
  readonly colleges: readonly string[];
  /** First and last day, `YYYY-MM-DD`, both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly freePlaces: boolean;
}

export const noFilters: EventFilters = { text: '', kinds: [], formats: [], colleges: [], from: null, to: null, freePlaces: false };

const COLLEGE_CODE = /^[a-z0-9]{2,16}$/;
/** Of this century: another year is a slip, and the last ones have no day after them that could be asked for. */
const DAY = /^20\d{2}-\d{2}-\d{2}$/;
const ours = ['text', 'kind', 'format', 'college', 'from', 'to', 'places'] as const;

/** Reads an address that anybody may have written: what makes no sense in it is as if it were not there. */
export function readFilters(search: string): EventFilters {
  const address = new URLSearchParams(search);
  const from = day(address.get('from'));
  const to = day(address.get('to'));
  return {
    text: textSought(address.get('text') ?? ''),
    kinds: eventKinds.filter((kind) => named(address, 'kind').has(word(kind))),
    formats: eventFormats.filter((format) => named(address, 'format').has(word(format))),
    colleges: [...named(address, 'college')].filter((code) => COLLEGE_CODE.test(code)).sort(),
    from,
    to: from !== null && to !== null && to < from ? null : to,
    freePlaces: address.get('places') === 'free',
  };
}

/** Writes filters into an address, in one order, and leaves whatever else stands there. */
export function writeFilters(search: string, filters: EventFilters): string {
  const address = new URLSearchParams(search);
  for (const name of ours) address.delete(name);
  const values: Record<(typeof ours)[number], string> = {
    text: textSought(filters.text),
    kind: filters.kinds.map(word).join(','),
    format: filters.formats.map(word).join(','),
    college: filters.colleges.join(','),
    from: filters.from ?? '',
    to: filters.to ?? '',
    places: filters.freePlaces ? 'free' : '',
  };
  for (const name of ours) if (values[name] !== '') address.set(name, values[name]);
  // A comma may stand in a query as it is, and `kind=forum,seminar` is easier on whoever reads the link.
  const query = address.toString().replaceAll('%2C', ',');
  return query === '' ? '' : `?${query}`;
}

/** How many kinds of filter are set, for the button that opens them. */
export function countFilters({ text, kinds, formats, colleges, from, to, freePlaces }: EventFilters): number {
  const set = [text !== '', kinds.length > 0, formats.length > 0, colleges.length > 0, from !== null || to !== null, freePlaces];
  return set.filter(Boolean).length;
}

/** Whether two differ in what was typed and in nothing else. */
export function differInTextAlone(one: EventFilters, other: EventFilters): boolean {
  return one.text !== other.text && writeFilters('', { ...one, text: '' }) === writeFilters('', { ...other, text: '' });
}

/** `EDUCATIONAL_SESSION` is `educational-session` in the address. */
function word(value: string): string {
  return value.toLowerCase().replaceAll('_', '-');
}

/** The values of a name, both `kind=a,b` and `kind=a&kind=b`. */
function named(address: URLSearchParams, name: string): ReadonlySet<string> {
  return new Set(address.getAll(name).flatMap((value) => value.toLowerCase().split(',')));
}

/** A day of the calendar as it came, or null: 31 February is none. */
function day(value: string | null): string | null {
  if (value === null || !DAY.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}
