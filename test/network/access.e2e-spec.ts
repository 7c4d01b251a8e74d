import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { supergraphFile } from '#gateway/supergraph/committed.js';
import type { Actor } from '#identity/actor.js';
import { tableOf } from '#support/access-doc.js';
import type { TestNetwork } from '#support/network.js';
import { accessTable, promisedTo } from './access/access-table.js';
import { fileOutcome } from './access/file-probe.js';
import { leftOut } from './access/left-out.js';
import { outcomeOf, probesOf, subjectOf } from './access/probe.js';
import { startStage } from './access/stage.js';
import { WHO } from './access/who.js';

const schema = Supergraph.build(readFileSync(supergraphFile, 'utf8')).apiSchema().toGraphQLJSSchema();
const rows = accessTable();
/** Tried where a registry runs: test/registry. */
const registryRows = tableOf('The network itself');
const cells = rows.flatMap(({ fields, when, cells: ofRow }) => ofRow.map((cell) => ({ ...cell, fields, when, what: `${fields[0] ?? ''} ${when}`.trim() })));
const isFile = ({ fields: [first = ''] }: { readonly fields: readonly string[] }) => first.startsWith('GET ');

let network: TestNetwork;

beforeAll(async () => {
  network = await startStage();
});
afterAll(() => network.stop());

describe('row 21: docs/access.md', () => {
  it('speaks of every field of the graph, or it is left out with a reason', () => {
    const fields = Object.values(schema.getTypeMap()).filter(isObjectType).filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    const spokenOf = new Set([...rows, ...registryRows].flatMap((row) => row.fields).filter((field) => !field.startsWith('GET ')));
    const known = new Set([...spokenOf, ...leftOut()]);
    expect(fields.filter((field) => !known.has(field))).toEqual([]);
    expect([...known].filter((field) => !fields.includes(field))).toEqual([]);
    expect(leftOut().filter((field) => spokenOf.has(field))).toEqual([]);
  });

  it('has a column for everybody', () => {
    for (const row of rows) expect(row.cells.map(({ who }) => who)).toEqual(Object.keys(WHO));
  });

  it.each(cells.filter((cell) => !isFile(cell)))('$what, $who: $outcome', async ({ fields, when, who, outcome }) => {
    const actors = WHO[who]?.(subjectOf({ fields, when })) ?? [];
    const tryFor = async (actor: Actor | null) => {
      for (const { document, places } of probesOf(schema, { fields, when })) {
        const answer = await network.ask(document, {}, actor ?? undefined);
        const found = places.map((place) => ({ field: place.field, roles: actor?.roles, outcome: outcomeOf(answer, place) }));
        const promised = promisedTo(actor, outcome);
        expect(found).toEqual(places.map(({ field }) => ({ field, roles: actor?.roles, outcome: promised })));
      }
    };
    // Who only reads is in nobody's way; deeds are done one after the other.
    if (fields.some((field) => field.startsWith('Mutation.'))) for (const actor of actors) await tryFor(actor);
    else await Promise.all(actors.map(tryFor));
  });

  it.each(cells.filter(isFile))('$what, $who: $outcome', async ({ fields, when, who, outcome }) => {
    for (const actor of WHO[who]?.(subjectOf({ fields, when })) ?? []) {
      const found: string[] = [];
      for (const field of fields) found.push(await fileOutcome(network, field, actor));
      expect(found).toEqual(fields.map(() => promisedTo(actor, outcome)));
    }
  });
});
