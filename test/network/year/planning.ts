import type { Json } from '#support/graph-client.js';
import { BUSY_PARTNER, type Deed, deedsOf, isClub, isHeld } from './deeds.js';
import type { YearNetwork } from './year-network.js';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];
/** The same moment for all, so that a session lies within its whole. */
const IN_AN_HOUR = Date.now() + HOUR_MS;
/** Regular meetings come every fourth week, so that no month is too short for their day. */
const EVERY_FOURTH_WEEK = 'FREQ=WEEKLY;INTERVAL=4';

const CREATE = `($input: EventInput!) { done: createEvent(input: $input) {
  ... on Event { id status seriesId startsAt coHostInvitations { college { code } } } ... on UserError { message } } }`;
const ACCEPT = '($id: ID!) { done: acceptCoHost(eventId: $id) { coHosts { code } } }';
const DECLINE = '($id: ID!) { done: declineCoHost(eventId: $id) { coHosts { code } } }';
const PUBLISH = '($id: ID!) { done: publishEvent(id: $id) { ... on Event { status } ... on UserError { message } } }';
const SERIES = 'query ($filter: EventFilter!) { events(first: 100, filter: $filter) { nodes { id } } }';

/** A deed that is announced. */
export interface Announced extends Deed {
  readonly id: string;
  /** Of all of a series, the first among them; the one otherwise. */
  readonly ids: readonly string[];
}

/** Plans a college's year with its partners, and announces it. */
export async function planYear(year: YearNetwork, host: string): Promise<Announced[]> {
  const announced: Announced[] = [];
  for (const deed of deedsOf(host)) {
    const whole = announced.find(({ title }) => title === deed.partOf);
    const created = await year.does(year.curator(host), CREATE, { input: inputOf(deed, whole) });
    if (created.status !== 'DRAFT') throw new Error(`${deed.title} is no draft.`);
    for (const partner of deed.coHosts ?? []) await year.does(year.curator(partner), ACCEPT, { id: created.id });
    if (isClub(deed)) await year.does(year.curator(BUSY_PARTNER), DECLINE, { id: created.id });
    const published = await year.does(year.mentor(host), PUBLISH, { id: created.id });
    if (published.status !== 'PUBLISHED') throw new Error(`${deed.title} is not published.`);
    announced.push({ ...deed, id: created.id, ids: await idsOf(year, host, created) });
  }
  return announced;
}

/** What is held now is planned an hour ahead, a session as much later than the whole as the year has it. */
function inputOf(deed: Deed, whole: Announced | undefined) {
  const { title, summary, kind, format = 'ONSITE', audience, venue, capacity, tags, coHosts, speakers } = deed;
  const later = whole ? (clock(deed.at) - clock(whole.at)) * MINUTE_MS : 0;
  const startsAt = IN_AN_HOUR + later + (isHeld(deed) ? 0 : deed.daysAhead * DAY_MS);
  return {
    ...{ title, summary, kind, format, audience, venue, capacity, tags, speakers },
    coHosts: isClub(deed) ? [...(coHosts ?? []), BUSY_PARTNER] : coHosts,
    meetingUrl: format === 'ONSITE' ? null : 'https://meet.example/17',
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(startsAt + deed.minutes * MINUTE_MS).toISOString(),
    remotePlaces: Object.entries(deed.remotePlaces ?? {}).map(([college, places]) => ({ college, places })),
    ...(whole && { partOfId: whole.id }),
    ...(deed.times > 1 && { recurrence: `${EVERY_FOURTH_WEEK};COUNT=${deed.times}` }),
  };
}

function clock(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return hours * 60 + minutes;
}

async function idsOf(year: YearNetwork, host: string, { id, seriesId }: Json): Promise<string[]> {
  if (seriesId === null) return [id];
  const { events } = await year.ask(year.curator(host), SERIES, { filter: { colleges: [host], seriesId } });
  return events.nodes.map((event: Json) => event.id);
}
