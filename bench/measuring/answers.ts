import { isDeepStrictEqual } from 'node:util';
import { encodeCursor, eventKey } from '#contract/event-key.js';
import { type Contender, TITLES } from '../contenders/contenders.js';
import { mergeSorted } from '../contenders/merge-sorted.js';
import { inCommonWords, type Question } from '../queries.js';

const PAGE = 20;

interface NativeFeed {
  readonly events: { readonly nodes: readonly NativeEvent[]; readonly pageInfo: { readonly hasNextPage: boolean } };
}

interface NativeEvent {
  readonly id: string;
  readonly startsAt: string;
}

export interface Answer {
  readonly bytes: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Asks once, whatever it takes. @throws Error for an answer with errors */
export async function ask(url: string, query: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const body = Buffer.from(await response.arrayBuffer());
  const { data, errors } = JSON.parse(body.toString('utf8')) as Partial<Answer> & { readonly errors?: unknown };
  if (errors !== undefined || !data) throw new Error(`${url} answered ${body.toString('utf8').slice(0, 1_000)}`);
  return { bytes: body.length, data };
}

/** @throws Error when two contenders do not say the same */
export function checkSame(question: Question, answers: ReadonlyMap<Contender, Answer>): void {
  const [first, ...others] = [...answers].map(([contender, { data }]) => ({ contender, data: inOneForm(question, contender, data) }));
  for (const { contender, data } of others) {
    if (first && !isDeepStrictEqual(data, first.data)) {
      throw new Error(`Question ${question.number}: ${TITLES[contender.name]} and ${TITLES[first.contender.name]} answer differently.`);
    }
  }
}

/** What a program that asked the native alternative would still have to do: gather the colleges, and merge their events. */
function inOneForm({ number }: Question, { name, isNative }: Contender, data: Readonly<Record<string, unknown>>): unknown {
  if (name === 'apart') return inCommonWords(data);
  if (!isNative) return data;
  return number === 2 ? { events: merged(Object.values(data) as NativeFeed[]) } : { colleges: Object.values(data) };
}

function merged(feeds: readonly NativeFeed[]): unknown {
  const lists = feeds.map(({ events }) => events.nodes.map((event) => ({ key: eventKey(new Date(event.startsAt), event.id), event })));
  const page = mergeSorted(lists, PAGE);
  const hasNextPage = feeds.some(({ events }) => events.pageInfo.hasNextPage) || lists.flat().length > page.length;
  const last = page.at(-1);
  return { nodes: page.map(({ event }) => event), pageInfo: { hasNextPage, endCursor: last ? encodeCursor(last.key) : null } };
}
