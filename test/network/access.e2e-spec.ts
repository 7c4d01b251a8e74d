import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { supergraphFile } from '#gateway/supergraph/committed.js';
import type { TestNetwork } from '#support/network.js';
import { accessTable } from './access/access-table.js';
import { TYPES, outcomeOf, probeOf, subjectOf } from './access/probe.js';
import { startStage } from './access/stage.js';
import { WHO } from './access/who.js';

const schema = Supergraph.build(readFileSync(supergraphFile, 'utf8')).apiSchema().toGraphQLJSSchema();
const rows = accessTable();
const cells = rows.flatMap(({ fields, when, cells: ofRow }) => ofRow.map((cell) => ({ ...cell, fields, when, what: `${fields[0] ?? ''} ${when}`.trim() })));

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
    const known = new Set(rows.flatMap((row) => row.fields));
    expect(fields.filter((field) => !known.has(field))).toEqual([]);
  });

  it('has a column for everybody', () => {
    for (const row of rows) expect(row.cells.map(({ who }) => who)).toEqual(Object.keys(WHO));
  });

  it.each(cells)('$what, $who: $outcome', async ({ fields, when, who, outcome }) => {
    for (const actor of WHO[who]?.(subjectOf({ fields, when })) ?? []) {
      for (const field of fields) {
        const probe = probeOf(schema, field, when);
        const answer = await network.ask(probe.document, {}, actor ?? undefined);
        expect({ field, roles: actor?.roles, outcome: outcomeOf(answer, probe) }).toEqual({ field, roles: actor?.roles, outcome });
      }
    }
  });
});
