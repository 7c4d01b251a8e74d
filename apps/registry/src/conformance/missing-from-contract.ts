import { type DocumentNode, type GraphQLSchema, buildASTSchema, findBreakingChanges, parse } from 'graphql';
import { collegeContract } from '#contract/college-contract.js';
import { ownDefinitions } from '#contract/own-definitions.js';

let contract: GraphQLSchema | undefined;

/**
 * What a client of the contract would miss in this schema, in GraphQL's own words: types, fields, arguments and values
 * that are gone or of another kind. What a node has beyond the contract is nobody's business: no gateway reads it.
 */
export function missingFromContract(sdl: string): string[] {
  const given = schemaFrom(sdl);
  if (given === null) return ['it is no schema'];
  contract ??= schemaOf(collegeContract());
  return findBreakingChanges(contract, given).map(({ description }) => description.replace(/\.$/, ''));
}

function schemaFrom(sdl: string): GraphQLSchema | null {
  try {
    return schemaOf(parse(sdl));
  } catch {
    return null;
  }
}

/** Directives are left out of account, Federation's own among them. */
function schemaOf(document: DocumentNode): GraphQLSchema {
  return buildASTSchema(ownDefinitions(document), { assumeValidSDL: true, assumeValid: true });
}
