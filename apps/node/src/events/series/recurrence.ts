import { RRuleTemporal } from 'rrule-temporal';
import { instantAround } from '../../college/local-time.js';
import { badInput } from '../../graph/domain-error.js';
import { lineOf } from '../../graph/input-text.js';

/** A rule, and what its days are counted from. */
export interface Recurrence {
  readonly rule: string;
  /** YYYY-MM-DD */
  readonly firstOn: string;
  /** HH:MM:SS, by the clock of the zone. */
  readonly startsAtTime: string;
  /** The hour that its events had when it began, where they have another now. */
  readonly firstAtTime: string | null;
  readonly timeZone: string;
}

const ARGUMENT = 'input.recurrence';
const LONGEST_RULE = 200;
const FREQUENCIES: ReadonlySet<string> = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);
/** Those that count days: a regular meeting takes place once a day at most. */
const PARTS: ReadonlySet<string> = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST']);

/**
 * A rule of RFC 5545 (3.3.10) as it is kept.
 * @throws DomainError BAD_USER_INPUT for what is none, and for rules of hours and shorter
 */
export function ruleOf(text: string): string {
  const rule = lineOf(text, ARGUMENT, LONGEST_RULE).toUpperCase().replace(/^RRULE:/, '');
  const parts = rule.split(';').map((part) => /^([A-Z]+)=([A-Z0-9,+-]+)$/.exec(part));
  const names = parts.map((part) => part?.[1] ?? '');
  const strange = names.findIndex((name) => !PARTS.has(name));
  if (strange >= 0) throw badInput(ARGUMENT, `must be a rule of RFC 5545 made of ${[...PARTS].join(', ')}, as FREQ=WEEKLY;BYDAY=FR`);
  if (new Set(names).size < names.length) throw badInput(ARGUMENT, 'must have each part once');
  const frequency = parts.find((part) => part?.[1] === 'FREQ')?.[2] ?? '';
  if (!FREQUENCIES.has(frequency)) throw badInput(ARGUMENT, `must have FREQ as one of ${[...FREQUENCIES].join(', ')}`);
  if (names.includes('COUNT') && names.includes('UNTIL')) throw badInput(ARGUMENT, 'must not have both COUNT and UNTIL');
  return rule;
}

/**
 * Days on which a rule has an event, in order, both ends included; YYYY-MM-DD. Its own end (UNTIL) is an instant: at another hour the last day would be lost, or
 * one more won, so days are counted by the hour that the rule began with.
 * @throws DomainError BAD_USER_INPUT for a rule that says nothing
 */
export function daysOf({ rule, firstOn, startsAtTime, firstAtTime, timeZone }: Recurrence, from: string, through: string): string[] {
  const start = `DTSTART;TZID=${timeZone}:${firstOn.replaceAll('-', '')}T${(firstAtTime ?? startsAtTime).replaceAll(':', '')}`;
  try {
    const moments = new RRuleTemporal({ rruleString: `${start}\nRRULE:${rule}` });
    const days = moments.between(instantAround(`${from}T00:00:00`, timeZone), instantAround(`${through}T23:59:59`, timeZone), true);
    return days.map((moment) => moment.toPlainDate().toString());
  } catch (error) {
    throw badInput(ARGUMENT, `must be a rule of RFC 5545: ${error instanceof Error ? error.message : ''}`);
  }
}
