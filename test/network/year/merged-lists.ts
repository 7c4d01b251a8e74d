import type { Actor } from '#identity/actor.js';
import type { Json } from '#support/graph-client.js';
import type { YearNetwork } from './year-network.js';

const EVENTS = `query ($after: String, $filter: EventFilter) { events(first: 37, after: $after, filter: $filter) {
  nodes { id title startsAt placesTaken } totalCount pageInfo { hasNextPage endCursor } coverage { answered { code } missing { reason } } } }`;
const CHANGES = `query ($college: ID!, $after: String) { changes(college: $college, after: $after, first: 41) {
  cursor hasMore changes { id deleted event { title } } } }`;

/** The network's events as somebody sees them, read to the end. */
export async function everyEvent(year: YearNetwork, as: Actor | undefined, filter = {}): Promise<{ nodes: Json[]; totals: number[]; answered: string[] }> {
  const [nodes, totals, answered]: [Json[], number[], string[]] = [[], [], []];
  for (let after: string | null = null, more = true; more; ) {
    const { events }: Json = await year.ask(as, EVENTS, { after, filter });
    nodes.push(...events.nodes);
    totals.push(events.totalCount);
    answered.splice(0, answered.length, ...events.coverage.answered.map(({ code }: Json) => code));
    [after, more] = [events.pageInfo.endCursor, events.pageInfo.hasNextPage];
  }
  return { nodes, totals, answered };
}

/** Titles of the events that a college's feed of changes ends with, by id. */
export async function followed(year: YearNetwork, as: Actor | undefined, college: string): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (let after: string | null = null, more = true; more; ) {
    const { changes }: Json = await year.ask(as, CHANGES, { college, after });
    for (const { id, deleted, event } of changes.changes) {
      if (deleted) known.delete(id);
      else if (event) known.set(id, event.title);
    }
    [after, more] = [changes.cursor, changes.hasMore];
  }
  return known;
}
