import { isStorable } from '#contract/storable-text.js';
import { isTimeZone } from '../../college/is-time-zone.js';
import { LONGEST_MINUTES, minutesOf } from '../../events/event-times.js';
import type { MessageContent } from '../../messages/message-kinds.js';
import { MessageRefused } from '../../messages/message-refused.js';

type EventTold = MessageContent<'EVENT_CHANGED'>['event'];

/** Times longer than hosts take, in case a newer one takes more. */
const LONGEST_TITLE = 1_000;
const LONGEST_TIME_ZONE = 100;

/** What any event of the network may be between: whoever says another year is mistaken, or wants others to be. */
const FIRST_DAY = Date.UTC(2000, 0, 1);
const LAST_DAY = Date.UTC(2100, 0, 1);

/** PostgreSQL's largest integer. */
const MOST_PLACES = 2 ** 31 - 1;

/** An event as its host told it. */
export interface ToldEvent {
  readonly eventTitle: string;
  readonly eventStartsAt: Date;
  readonly eventEndsAt: Date;
  readonly eventTimeZone: string;
  readonly eventStatus: EventTold['status'];
}

/** @throws MessageRefused for what no event can be */
export function toldEvent({ title, startsAt, endsAt, timeZone, status }: EventTold): ToldEvent {
  const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
  if (title.length > LONGEST_TITLE || !isStorable(title)) throw new MessageRefused(`the event’s title has more than ${LONGEST_TITLE} characters, or some that cannot be kept`);
  if (timeZone.length > LONGEST_TIME_ZONE || !isTimeZone(timeZone)) throw new MessageRefused('the event is in no time zone');
  mustBePossible(times);
  return { eventTitle: title, eventStartsAt: times.startsAt, eventEndsAt: times.endsAt, eventTimeZone: timeZone, eventStatus: status };
}

/** @throws MessageRefused for more places than can be counted, or fewer than none */
export function toldCapacity(capacity: number | null): number | null {
  if (capacity !== null && (capacity < 0 || capacity > MOST_PLACES)) throw new MessageRefused('the event has an impossible number of places');
  return capacity;
}

/** @throws MessageRefused for times that no event has: an end before the start, another century, more than a year */
export function mustBePossible(times: { readonly startsAt: Date; readonly endsAt: Date }): void {
  if (times.endsAt <= times.startsAt) throw new MessageRefused('the event ends before it starts');
  mustBeOfThisCentury(times.startsAt);
  mustBeOfThisCentury(times.endsAt);
  if (minutesOf(times) > LONGEST_MINUTES) throw new MessageRefused('the event lasts longer than a year');
}

/** @throws MessageRefused for a moment that nobody can mean */
export function mustBeOfThisCentury(moment: Date): void {
  const time = moment.getTime();
  if (!(time >= FIRST_DAY && time < LAST_DAY)) throw new MessageRefused('a time is not of this century');
}
