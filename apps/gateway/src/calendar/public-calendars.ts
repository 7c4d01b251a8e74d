import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { calendarText } from '#calendar/calendar-text.js';
import { isActive } from '#roster/members.js';
import type { Member, Roster } from '#roster/roster.js';
import type { Nodes } from '../college/nodes.js';
import { KeptEvents } from './kept-events.js';
import { type CollegeEvents, publicEvents } from './public-events.js';

/** Colleges that are asked at once. */
const AT_ONCE = 8;

/** Milliseconds that the network's calendar waits for all of them. */
const PATIENCE = 15_000;

/** Bytes of all colleges' events; where there are more, each college has an equal part of them. */
const MOST_BYTES = 16 * 2 ** 20;

/** A calendar as a file, and the colleges of which there is nothing in it because they did not answer. */
export interface PublicCalendar {
  readonly file: Buffer;
  readonly etag: string;
  readonly missing: readonly Member[];
}

/** What a calendar was made of. */
interface Source {
  readonly name: string;
  readonly colleges: readonly Member[];
  readonly events: readonly (CollegeEvents | null)[];
}

interface Made {
  readonly of: Source;
  readonly calendar: PublicCalendar;
}

/** The calendars of what colleges show everybody, made of what each last answered. */
export class PublicCalendars {
  private readonly kept: KeptEvents;
  private readonly made = new Map<string, Made>();

  constructor(nodes: Nodes) {
    this.kept = new KeptEvents((college, today) => publicEvents(() => nodes.forRequest(undefined), college, today));
  }

  /** All colleges' events; of those that have not answered after a while what they answered before. The asking then goes on for the next. */
  async ofNetwork({ colleges }: Roster): Promise<PublicCalendar> {
    const active = colleges.filter(isActive);
    this.forgetAllBut(active);
    const events = active.map(({ code }) => this.kept.last(code));
    const next = active.entries();
    const asking = Array.from({ length: AT_ONCE }, async () => {
      for (const [index, { code }] of next) events[index] = await this.kept.of(code);
    });
    const enough = new AbortController();
    await Promise.race([Promise.all(asking), pause(PATIENCE, undefined, { signal: enough.signal }).catch(() => undefined)]);
    enough.abort();
    return this.calendar('', { name: 'Добросеть', colleges: active, events: [...events] });
  }

  /** One college's events. */
  async ofCollege(member: Member): Promise<PublicCalendar> {
    return this.calendar(member.code, { name: `${member.shortName} · Добросеть`, colleges: [member], events: [await this.kept.of(member.code)] });
  }

  /** The one that was made before, while it would be the same. */
  private calendar(key: string, source: Source): PublicCalendar {
    const before = this.made.get(key);
    if (before && isSame(before.of, source)) return before.calendar;
    const calendar = calendarOf(source);
    this.made.set(key, { of: source, calendar });
    return calendar;
  }

  private forgetAllBut(active: readonly Member[]): void {
    const codes = new Set(active.map(({ code }) => code));
    this.kept.forgetAllBut(codes);
    for (const key of this.made.keys()) if (key !== '' && !codes.has(key)) this.made.delete(key);
  }
}

function isSame(one: Source, other: Source): boolean {
  return (
    one.name === other.name &&
    one.events.length === other.events.length &&
    one.events.every((events, index) => events === other.events[index]) &&
    one.colleges.every(({ code, shortName }, index) => code === other.colleges[index]?.code && shortName === other.colleges[index].shortName)
  );
}

function calendarOf({ name, colleges, events }: Source): PublicCalendar {
  const bounded = withinBounds(events);
  const missing = colleges.filter((_college, index) => events[index] === null);
  const cut = colleges.filter((_college, index) => bounded[index]?.isWhole === false);
  const texts = bounded.flatMap((ofCollege) => ofCollege?.texts ?? []);
  const file = Buffer.from(calendarText({ name, description: descriptionOf(missing, cut) }, texts));
  return { file, etag: `"${hash('sha256', file, 'base64url')}"`, missing };
}

function withinBounds(events: readonly (CollegeEvents | null)[]): readonly (CollegeEvents | null)[] {
  const bytes = events.map((ofCollege) => ofCollege?.texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) ?? 0);
  if (bytes.reduce((sum, size) => sum + size, 0) <= MOST_BYTES) return events;
  return events.map((ofCollege) => ofCollege && beginning(ofCollege, MOST_BYTES / events.length));
}

function beginning({ texts, isWhole }: CollegeEvents, bytes: number): CollegeEvents {
  let left = bytes;
  const end = texts.findIndex((text) => (left -= Buffer.byteLength(text)) < 0);
  return end < 0 ? { texts, isWhole } : { texts: texts.slice(0, end), isWhole: false };
}

function descriptionOf(missing: readonly Member[], cut: readonly Member[]): string {
  return [
    'События, открытые для всех.',
    ...(missing.length > 0 ? [`Сейчас не отвечают, и потому здесь нет: ${namesOf(missing)}.`] : []),
    ...(cut.length > 0 ? [`Больше событий, чем здесь помещается, и более поздних нет: ${namesOf(cut)}.`] : []),
  ].join(' ');
}

function namesOf(colleges: readonly Member[]): string {
  return colleges.map(({ shortName }) => shortName).join(', ');
}
