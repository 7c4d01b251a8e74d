import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DocumentNode, Kind, isObjectType } from 'graphql';
import { registrySchema } from '#contract/registry-schema.js';
import { supergraphFile } from '#gateway/supergraph/committed.js';
import type { TestNetwork } from '#support/network.js';
import { accessTable, promisedTo } from './access/access-table.js';
import { fileOutcome } from './access/file-probe.js';
import { TYPES, outcomeOf, probesOf, subjectOf } from './access/probe.js';
import { startStage } from './access/stage.js';
import { WHO } from './access/who.js';

const schema = Supergraph.build(readFileSync(supergraphFile, 'utf8')).apiSchema().toGraphQLJSSchema();
const ofTheRegistry = deedsOf(registrySchema());
const rows = accessTable();
const cells = rows.flatMap(({ fields, when, cells: ofRow }) => ofRow.map((cell) => ({ ...cell, fields, when, what: `${fields[0] ?? ''} ${when}`.trim() })));
const isFile = ({ fields: [first = ''] }: { readonly fields: readonly string[] }) => first.startsWith('GET ');

let network: TestNetwork;

beforeAll(async () => {
  network = await startStage();
}, 90_000);
afterAll(() => network.stop());

describe('row 21: docs/access.md', () => {
  it('knows every field of what is personal', () => {
    const fields = TYPES.flatMap((name) => {
      const type = schema.getType(name);
      return isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${name}.${field}`) : [];
    });
    const known = new Set([...rows.flatMap((row) => row.fields), ...ofTheRegistry]);
    expect(fields.filter((field) => !known.has(field))).toEqual([]);
  });

  it('has a column for everybody', () => {
    for (const row of rows) expect(row.cells.map(({ who }) => who)).toEqual(Object.keys(WHO));
  });

  it.each(cells.filter((cell) => !isFile(cell)))('$what, $who: $outcome', async ({ fields, when, who, outcome }) => {
    for (const actor of WHO[who]?.(subjectOf({ fields, when })) ?? []) {
      for (const { document, places } of probesOf(schema, { fields, when })) {
        const answer = await network.ask(document, {}, actor ?? undefined);
        const found = places.map((place) => ({ field: place.field, roles: actor?.roles, outcome: outcomeOf(answer, place) }));
        const promised = promisedTo(actor, outcome);
        expect(found).toEqual(places.map(({ field }) => ({ field, roles: actor?.roles, outcome: promised })));
      }
    }
  });

  it.each(cells.filter(isFile))('$what, $who: $outcome', async ({ fields, when, who, outcome }) => {
    for (const actor of WHO[who]?.(subjectOf({ fields, when })) ?? []) {
      const found: string[] = [];
      for (const field of fields) found.push(await fileOutcome(network, field, actor));
      expect(found).toEqual(fields.map(() => promisedTo(actor, outcome)));
    }
  });
});

/** What coordinators do to the network as a whole, which no node owns. */
function deedsOf({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Mutation'
      ? (definition.fields ?? []).map(({ name }) => `Mutation.${name.value}`)
      : [],
  );
}
