import { type CalendarAbout, calendarText, eventsText } from '#calendar/calendar-text.js';
import { isActive } from '#roster/members.js';
import type { Member, Roster } from '#roster/roster.js';
import type { Nodes } from '../college/nodes.js';
import { publicEvents } from './public-events.js';

/** Milliseconds after which a college is asked anew. */
const FRESH = 60_000;

/** Milliseconds for which the last answer stands in for a college that gives none: a calendar program drops what is not in the file. */
const STANDS_IN = 86_400_000;

/** Colleges that are asked at once. */
const AT_ONCE = 8;

/** What a college last answered. */
interface Kept {
  readonly text: string;
  readonly at: number;
}

/** A calendar, and the colleges of which there is nothing in it because they did not answer. */
export interface PublicCalendar {
  readonly text: string;
  readonly missing: readonly Member[];
}

/** The calendars of what colleges show everybody, made of what each last answered. */
export class PublicCalendars {
  private readonly kept = new Map<string, Kept>();
  private readonly asking = new Map<string, Promise<string | null>>();

  constructor(
    private readonly nodes: Nodes,
    private readonly now: () => number = Date.now,
  ) {}

  /** All colleges' events. */
  async ofNetwork({ colleges }: Roster): Promise<PublicCalendar> {
    const active = colleges.filter(isActive);
    this.forgetAllBut(active);
    const texts: (string | null)[] = [];
    for (let start = 0; start < active.length; start += AT_ONCE) {
      texts.push(...(await Promise.all(active.slice(start, start + AT_ONCE).map(({ code }) => this.eventsOf(code)))));
    }
    return calendar('Добросеть', active, texts);
  }

  /** One college's events. */
  async ofCollege(member: Member): Promise<PublicCalendar> {
    return calendar(`${member.shortName} · Добросеть`, [member], [await this.eventsOf(member.code)]);
  }

  /** Null where there is nothing to show. */
  private async eventsOf(college: string): Promise<string | null> {
    const kept = this.kept.get(college);
    if (kept && this.now() - kept.at < FRESH) return kept.text;
    const asked = this.asking.get(college) ?? this.ask(college);
    this.asking.set(college, asked);
    const text = await asked;
    if (text !== null) return text;
    return kept && this.now() - kept.at < STANDS_IN ? kept.text : null;
  }

  private async ask(college: string): Promise<string | null> {
    try {
      const at = this.now();
      const entries = await publicEvents(() => this.nodes.forRequest(undefined), college, new Date(at));
      if (!entries) return null;
      const text = eventsText(entries);
      this.kept.set(college, { text, at });
      return text;
    } finally {
      this.asking.delete(college);
    }
  }

  private forgetAllBut(active: readonly Member[]): void {
    const codes = new Set(active.map(({ code }) => code));
    for (const code of this.kept.keys()) if (!codes.has(code)) this.kept.delete(code);
  }
}

function calendar(name: string, colleges: readonly Member[], texts: readonly (string | null)[]): PublicCalendar {
  const missing = colleges.filter((_college, index) => texts[index] === null);
  return { text: calendarText({ name, description: descriptionOf(missing) }, texts.filter((text) => text !== null)), missing };
}

function descriptionOf(missing: readonly Member[]): CalendarAbout['description'] {
  const all = 'События, открытые для всех.';
  return missing.length === 0 ? all : `${all} Сейчас не отвечают, и потому здесь нет: ${missing.map(({ shortName }) => shortName).join(', ')}.`;
}
