/**
 * Writes the graph as a client sees it (the committed supergraph without what is inaccessible) and its TypeScript types.
 * `--check` writes nothing and ends with 1 where the committed files are not what would be written.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { minifyIntrospection, outputIntrospectionFile } from 'gql.tada/internal';
import { introspectionFromSchema, lexicographicSortSchema, printSchema } from 'graphql';

const folder = join(import.meta.dirname, 'src/lib/graph');

function generate() {
  const supergraph = Supergraph.build(readFileSync(join(import.meta.dirname, '../gateway/supergraph.graphql'), 'utf8'));
  const schema = lexicographicSortSchema(supergraph.apiSchema().toGraphQLJSSchema());
  const introspection = minifyIntrospection(introspectionFromSchema(schema));
  return {
    'schema.graphql': `${printSchema(schema)}\n`,
    'schema-types.d.ts': outputIntrospectionFile(introspection, {
      fileType: '.d.ts',
      shouldPreprocess: true,
      preamble: '/** The types of schema.graphql, for gql.tada; written by graph-types.mjs. */',
    }),
  };
}

function isStale([file, text]) {
  const path = join(folder, file);
  return !existsSync(path) || readFileSync(path, 'utf8') !== text;
}

const stale = Object.entries(generate()).filter(isStale);
if (!process.argv.includes('--check')) {
  for (const [file, text] of stale) writeFileSync(join(folder, file), text);
} else if (stale.length > 0) {
  const files = stale.map(([file]) => file).join(', ');
  console.error(`apps/dashboard/src/lib/graph: ${files} is not what the supergraph says. Run \`npm run graph:dashboard\`.`);
  process.exitCode = 1;
}
