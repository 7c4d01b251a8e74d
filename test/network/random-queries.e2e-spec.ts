import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GraphQLError, type GraphQLSchema, execute, parse, validate } from 'graphql';
import { CLIENT_DOCUMENTS } from '#contract/limits.js';
import { documentRule } from '#defence/document-rule.js';
import { decodeCursor, encodeCursor, eventKey } from '#contract/event-key.js';
import { collegeOf, globalId } from '#contract/ids.js';
import { pageSize } from '#contract/page.js';
import { supergraphFile } from '#gateway/supergraph/committed.js';
import type { Actor } from '#identity/actor.js';
import type { EventEntity } from '#node/events/event.entity.js';
import { aVolunteerActor } from '#support/factories/actor.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { type RandomQuery, randomQuery } from './random-query.js';

const COLLEGES = ['bat', 'chhtt', 'hgt'];
const RUNS = 60;
const MOST_MILLISECONDS = 15_000;

interface Row {
  readonly college: string;
  readonly event: EventEntity;
}

interface Asked {
  readonly filter?: { readonly kinds?: string[]; readonly tags?: string[]; readonly from?: Date; readonly colleges?: string[] } | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

let network: TestNetwork;
let publicGraph: GraphQLSchema;
let rows: Row[];

beforeAll(async () => {
  publicGraph = Supergraph.build(readFileSync(supergraphFile, 'utf8')).apiSchema().toGraphQLJSSchema();
  rows = COLLEGES.flatMap((college, which) => eventsOf(which).map((event) => ({ college, event })));
  network = await startNetwork(...COLLEGES);
  for (const { college, event } of rows) await network.node(college).has(event);
}, 90_000);

afterAll(() => network.stop());

/** A forum with two sessions, events of every audience, one in three at the same moment in every college. */
function eventsOf(which: number): EventEntity[] {
  const at = (hours: number) => new Date(Date.UTC(2090, 0, 1, hours));
  const forum = anEvent({ title: 'Форум', kind: 'FORUM', startsAt: at(20), coHostCodes: COLLEGES.filter((_code, index) => index !== which) });
  const sessions = [1, 2].map((hour) => anEvent({ title: `Сессия ${hour}`, kind: 'SEMINAR', startsAt: at(20 + hour), partOfId: forum.id, tags: ['лес'] }));
  const others = Array.from({ length: 12 }, (_unused, index) =>
    anEvent({
      title: `Событие ${index}`,
      startsAt: at(index % 3 === 0 ? index * 6 : index * 6 + which),
      audience: (['PUBLIC', 'NETWORK', 'COLLEGE'] as const)[index % 4] ?? 'PUBLIC',
      tags: index % 2 === 0 ? ['река'] : [],
      capacity: index % 5 === 0 ? 10 : null,
    }),
  );
  return [forum, ...sessions, ...others];
}

/** The answer that the rows themselves give: one schema, no nodes, nothing cut and nothing put together again. */
class Oracle {
  constructor(private readonly actor: Actor | null) {}

  async answer({ text, variables }: RandomQuery) {
    const rootValue = {
      event: ({ id }: { readonly id: string }) => {
        const row = this.visible.find(({ college, event }) => globalId(college, event.id) === id);
        if (!row) throw new GraphQLError('There is none.', { extensions: { code: 'NOT_FOUND' } });
        return this.event(row);
      },
      college: ({ code }: { readonly code: string }) => this.college(code),
      colleges: () => COLLEGES.map((code) => this.college(code)),
      events: (asked: Asked) => this.page(COLLEGES, asked),
    };
    const { data, errors = [] } = await execute({ schema: publicGraph, document: parse(text), rootValue, variableValues: variables });
    return { data, errors: errors.map(({ path, extensions }) => ({ path, code: extensions['code'] })) };
  }

  private get visible(): Row[] {
    return rows.filter(({ college, event: { audience } }) => audience === 'PUBLIC' || (this.actor !== null && (audience === 'NETWORK' || college === this.actor.college)));
  }

  private event(row: Row): object {
    const { college, event } = row;
    return Object.assign(Object.create(event) as EventEntity, {
      id: globalId(college, event.id),
      placesTaken: 0,
      host: () => this.college(college),
      coHosts: () => event.coHostCodes.map((code) => this.college(code)),
      partOf: () => this.visible.filter((other) => other.college === college && other.event.id === event.partOfId).map((other) => this.event(other))[0] ?? null,
      parts: () => inOrder(this.visible.filter((other) => other.college === college && other.event.partOfId === event.id)).map((part) => this.event(part)),
    });
  }

  private college(code: string): object {
    const member = network.roster.colleges.find((college) => college.code === code);
    return { ...member, events: (asked: Asked) => this.page([code], asked) };
  }

  private page(colleges: readonly string[], { filter, first, after }: Asked): object {
    const asked = colleges.filter((code) => filter?.colleges?.includes(code) ?? true);
    const all = inOrder(this.visible.filter((row) => asked.includes(row.college) && matches(row, filter)));
    const rest = all.filter((row) => after === null || after === undefined || encodeCursor(keyOf(row)) === after || keyOf(row) > decodeCursor(after));
    const following = rest.filter((row) => after === null || after === undefined || encodeCursor(keyOf(row)) !== after);
    const nodes = following.slice(0, pageSize(first));
    const last = nodes.at(-1);
    return {
      nodes: nodes.map((row) => this.event(row)),
      totalCount: all.length,
      pageInfo: { hasNextPage: following.length > nodes.length, endCursor: last ? encodeCursor(keyOf(last)) : (after ?? null) },
      coverage: { answered: asked.map((code) => this.college(code)), missing: [] },
    };
  }
}

function keyOf({ college, event }: Row): string {
  return eventKey(event.startsAt, globalId(college, event.id));
}

function inOrder(some: readonly Row[]): Row[] {
  return [...some].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function matches({ event }: Row, filter: Asked['filter']): boolean {
  const { kinds, tags, from } = filter ?? {};
  return (
    (!kinds || kinds.includes(event.kind)) &&
    (!tags || tags.some((tag) => event.tags.includes(tag))) &&
    (!from || event.startsAt.getTime() >= new Date(from).getTime())
  );
}

const inOnePlace = (errors: readonly { readonly path?: unknown; readonly code: unknown }[]) =>
  errors.map(({ path, code }) => JSON.stringify([path, code])).sort();

/** A query that is within the rules and still asks for more than one request may. */
const TOO_MUCH = /^(This may come to \d+ objects|The document puts \d+ questions to every college)/;

describe('any valid query', () => {
  it.each([
    ['a visitor', null],
    ['a volunteer of one college', aVolunteerActor('bat')],
  ])('of %s is answered as the rows themselves would', async (_who, actor) => {
    const oracle = new Oracle(actor);
    const names = {
      colleges: COLLEGES,
      eventIds: [...rows.filter((_row, index) => index % 5 === 0).map(({ college, event }) => globalId(college, event.id)), 'bat:nothing', 'nobody:1'],
      cursors: rows.filter((_row, index) => index % 7 === 0).map((row) => encodeCursor(keyOf(row))),
    };
    expect(names.eventIds.map(collegeOf)).toContain('hgt');
    const property = fc.asyncProperty(randomQuery(names), async (query) => {
      const document = parse(query.text);
      expect(validate(publicGraph, document)).toEqual([]);
      fc.pre(validate(publicGraph, document, [documentRule(CLIENT_DOCUMENTS)]).length === 0);
      const expected = await oracle.answer(query);
      // Once while its plan is new, and once by the short way, where its plan is known.
      for (let time = 0; time < 2; time += 1) {
        const { data, errors } = await network.ask(query.text, query.variables, actor ?? undefined);
        fc.pre(!errors.some(({ message }) => TOO_MUCH.test(message)));
        expect(data).toEqual(JSON.parse(JSON.stringify(expected.data)));
        expect(inOnePlace(errors.map(({ path, extensions }) => ({ path, code: extensions.code })))).toEqual(inOnePlace(expected.errors));
      }
    });
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: MOST_MILLISECONDS, markInterruptAsFailure: false });
  }, 60_000);
});
