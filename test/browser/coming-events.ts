import type { TestNetwork } from '#support/network.js';

export interface ComingEvent {
  readonly title: string;
  readonly startsAt: string;
  readonly host: { readonly code: string };
}

/** As many as the page shows at first. */
export const PAGE_SIZE = 12;

/**
 * What the graph itself says is to come: the page should show nothing else.
 *
 * @param filter an `EventFilter`, but for its days
 */
export async function comingEvents(network: TestNetwork, filter: Readonly<Record<string, unknown>> = {}, first = PAGE_SIZE): Promise<ComingEvent[]> {
  const query = 'query($first: Int!, $filter: EventFilter!) { events(first: $first, filter: $filter) { nodes { title startsAt host { code } } } }';
  const { data } = await network.ask(query, { first, filter: { from: new Date().toISOString(), ...filter } });
  const events: ComingEvent[] = data.events.nodes;
  if (events.length === 0) throw new Error(`The network has nothing to come for ${JSON.stringify(filter)}.`);
  return events;
}

/** The same, by their titles alone. */
export async function comingTitles(...asked: Parameters<typeof comingEvents>): Promise<string[]> {
  return (await comingEvents(...asked)).map(({ title }) => title);
}
