import { readFileSync } from 'node:fs';
import { type DocumentNode, Kind, parse } from 'graphql';
import { projectFile } from '#contract/project-file.js';

const FILE = projectFile('apps/gateway/src/network/network.graphql');

/**
 * Types that `network` and `college` both define. They are copied out of the contract and never written twice: inputs
 * compose by intersection, so a field in one of two copies alone would vanish without a word.
 */
const SHARED: ReadonlySet<string> = new Set([
  'DateTime',
  'Month',
  'EventFilter',
  'EventKind',
  'EventFormat',
  'EventConnection',
  'PageInfo',
  'Coverage',
  'MissingCollege',
  'CollegeFigures',
  'RemotePlaceRow',
  'Date',
  'PracticeFilter',
  'PracticeConnection',
  'AdoptionRow',
  'OfferFilter',
  'OfferDirection',
  'OfferKind',
  'OfferStatus',
  'OfferConnection',
]);

/** The SDL of the `network` subgraph: its own file, and what it shares with the contract. */
export function networkSdl(contract: DocumentNode): DocumentNode {
  const own = parse(readFileSync(FILE, 'utf8'), { noLocation: true });
  const shared = contract.definitions.filter(
    (definition) => definition.kind !== Kind.SCHEMA_EXTENSION && 'name' in definition && SHARED.has(definition.name?.value ?? ''),
  );
  return { kind: Kind.DOCUMENT, definitions: [...own.definitions, ...shared] };
}
