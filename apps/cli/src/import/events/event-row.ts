import { z } from 'zod';
import { COLLEGE_CODE } from '#contract/ids.js';
import { EVENT_TEXT, MOST_PARTNERS, MOST_PLACES } from '#contract/limits.js';
import type { Times } from '#node/events/event-times.js';
import type { Audience, EventFormat, EventKind, EventStatus } from '#node/events/event-vocabulary.js';
import type { ReadingContext } from '../import-kind.js';
import { eventTimes } from './event-times.js';
import { eventAudiences, eventFormats, eventKinds, eventStatuses } from './event-words.js';

/** What a row says of an event: what it leaves out is undefined, what it says there is none of is null. */
export interface EventRow extends Times {
  readonly title: string;
  readonly kind: EventKind;
  readonly format?: EventFormat | undefined;
  readonly audience?: Audience | undefined;
  readonly status?: EventStatus | undefined;
  readonly venue?: string | null | undefined;
  readonly meetingUrl?: string | null | undefined;
  readonly capacity?: number | null | undefined;
  readonly summary?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly tags?: string[] | null | undefined;
  readonly coHosts?: string[] | null | undefined;
}

const LONGEST_CODE = 16;

/** How a row of a list of events is read. Times are read apart, so that trouble in them hides none in other cells. */
export function eventRow(context: ReadingContext): z.ZodType<EventRow> {
  const { cells, college, words } = context;
  const code = z.string().refine((text) => COLLEGE_CODE.test(text) && text !== college.code, words.events.coHost);
  const said = z.object({
    title: cells.line(EVENT_TEXT.title),
    kind: cells.oneOf(eventKinds),
    format: cells.oneOf(eventFormats).optional(),
    audience: cells.oneOf(eventAudiences).optional(),
    status: cells.oneOf(eventStatuses).optional(),
    venue: cells.line(EVENT_TEXT.venue).nullish(),
    meetingUrl: cells.address.nullish(),
    capacity: cells.whole(MOST_PLACES).nullish(),
    summary: cells.text(EVENT_TEXT.summary).nullish(),
    description: cells.text(EVENT_TEXT.description).nullish(),
    tags: cells.tags.nullish(),
    coHosts: cells.list(MOST_PARTNERS, LONGEST_CODE).transform((codes) => codes.map((text) => text.toLowerCase())).pipe(z.array(code)).nullish(),
  });
  return z.intersection(said, eventTimes(context));
}
