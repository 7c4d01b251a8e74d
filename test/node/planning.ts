import type { Actor } from '#identity/actor.js';
import { aCurator } from '#support/factories/actor.factory.js';
import type { Answer, BootedNode } from './booted-node.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** An event as mutations answer it, or a refusal. */
export interface Outcome {
  readonly __typename: string;
  readonly id: string;
  readonly message?: string;
  readonly [field: string]: unknown;
}

const FIELDS = `__typename id title summary description kind format status audience startsAt endsAt timeZone venue meetingUrl capacity tags coHostCodes
  seriesId recurrence speakers { name position organisation topic } partOf { id } parts { id status } remotePlaceRows { collegeCode places }
  coHostRows { collegeCode state answeredAt }`;
const CREATED = `__typename ... on Event { ${FIELDS} } ... on InvalidTimesError { message }`;
const CHANGED = `${CREATED} ... on EventClosedError { message status }`;

/** An input that is right, of an event some days from now, at noon by the clock of Samara. */
export function anInput(inDays = 30, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  const startsAt = noonIn(inDays);
  return {
    title: 'Разговор на равных',
    kind: 'DISCUSSION',
    format: 'HYBRID',
    audience: 'NETWORK',
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 2 * HOUR_MS).toISOString(),
    ...overrides,
  };
}

/** 12:00 in Samara, that many days from today. */
export function noonIn(days: number): Date {
  return new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + days * DAY_MS + 8 * HOUR_MS);
}

/** What the host's staff do with events, said shortly. */
export class Planning {
  readonly curator = aCurator('chhtt');

  constructor(private readonly node: BootedNode) {}

  create(input: object, as: Actor | null = this.curator): Promise<Answer<{ result: Outcome | null }>> {
    return this.ask('$input: EventInput!', 'createEvent(input: $input)', { input }, as);
  }

  publish(id: string, as: Actor | null = this.curator): Promise<Answer<{ result: Outcome | null }>> {
    return this.ask('$id: ID!', 'publishEvent(id: $id)', { id }, as);
  }

  update(id: string, input: object, scope = 'THIS_EVENT'): Promise<Answer<{ result: Outcome | null }>> {
    return this.ask('$id: ID!, $input: EventPatch!, $scope: SeriesScope', 'updateEvent(id: $id, input: $input, scope: $scope)', { id, input, scope }, this.curator);
  }

  cancel(id: string, scope = 'THIS_EVENT'): Promise<Answer<{ result: Outcome | null }>> {
    return this.ask('$id: ID!, $scope: SeriesScope', 'cancelEvent(id: $id, reason: "Гроза", scope: $scope)', { id, scope }, this.curator);
  }

  async discard(id: string, scope = 'THIS_EVENT', as: Actor | null = this.curator): Promise<Answer<{ result: string | null }>> {
    return this.node.ask('mutation ($id: ID!, $scope: SeriesScope) { result: discardDraft(id: $id, scope: $scope) }', { ...(as && { as }), variables: { id, scope } });
  }

  /** Creates what is right. */
  async draft(input: object = anInput()): Promise<Outcome> {
    return this.right(await this.create(input));
  }

  /** Creates and publishes it. */
  async announced(input: object = anInput()): Promise<Outcome> {
    const { id } = await this.draft(input);
    return this.right(await this.publish(id));
  }

  right({ data, errors }: Answer<{ result: Outcome | null }>): Outcome {
    if (errors || data.result?.__typename !== 'Event') throw new Error(JSON.stringify(errors ?? data.result));
    return data.result;
  }

  /** One event as somebody sees it. */
  async seen(id: string, as: Actor | null = this.curator): Promise<Outcome | null> {
    const { data } = await this.node.ask<{ event: Outcome | null }>(`query ($id: ID!) { event(id: $id) { ${FIELDS} } }`, { ...(as && { as }), variables: { id } });
    return data.event;
  }

  /** The feed's events, by start. */
  async listed(filter: object, as: Actor | null = this.curator): Promise<Outcome[]> {
    const { data, errors } = await this.node.ask<{ eventFeed: { items: { event: Outcome }[] } }>(
      `query ($filter: EventFilter) { eventFeed(filter: $filter, first: 100) { items { event { ${FIELDS} } } } }`,
      { ...(as && { as }), variables: { filter } },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.eventFeed.items.map(({ event }) => event);
  }

  private ask(declared: string, field: string, variables: Record<string, unknown>, as: Actor | null): Promise<Answer<{ result: Outcome | null }>> {
    return this.node.ask(`mutation (${declared}) { result: ${field} { ${field.startsWith('createEvent') ? CREATED : CHANGED} } }`, { ...(as && { as }), variables });
  }
}

export function codesOf({ errors }: Answer<unknown>): string[] {
  return errors?.map(({ extensions }) => extensions.code) ?? [];
}
