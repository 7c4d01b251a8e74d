import { type DefinitionNode, type DocumentNode, Kind } from 'graphql';

/** A subgraph's SDL, as `_service` gives it, without what is Federation's and the same in every subgraph. */
export function ownDefinitions({ definitions }: DocumentNode): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: definitions.filter(isOwn) };
}

function isOwn(definition: DefinitionNode): boolean {
  switch (definition.kind) {
    case Kind.SCHEMA_EXTENSION:
      return true;
    case Kind.SCHEMA_DEFINITION:
    case Kind.DIRECTIVE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      return false;
    default:
      return !('name' in definition && /^(_|link__|federation__)/.test(definition.name?.value ?? ''));
  }
}
