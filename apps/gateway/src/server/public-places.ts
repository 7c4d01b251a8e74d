import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type FieldNode, type GraphQLFormattedError, Kind, type OperationDefinitionNode, type SelectionSetNode, parse } from 'graphql';
import { fragmentsOf } from '../college/document-parts.js';
import { fieldSets, namesIn } from '../supergraph/field-sets.js';

type Path = readonly (string | number)[];

/** The links by what they need of the thing that they hang on (`@join__field(requires:)`), by its name. */
type LinksByNeed = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Says of each error where it is in what the client asked. What the planner asks for by itself has no place there: its errors are those
 * of the links that need it.
 * @param supergraph says which links need what
 */
export function publicPlaces(supergraph: string): ApolloServerPlugin {
  const links = linksByNeed(supergraph);
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body }, document, operation }) => {
          if (body.kind === 'single' && body.singleResult.errors && document && operation) {
            const placesOf = placesIn(operation, document, links);
            const placed = body.singleResult.errors.flatMap((error) => (error.path ? placesOf(error.path).map((path) => ({ ...error, path })) : error));
            body.singleResult.errors = saidOnce(placed);
          }
          return Promise.resolve();
        },
      }),
  };
}

/**
 * Gives an error's place as the client knows it, or the places of the links that it concerns; the thing itself where there are none.
 * Each selection is looked through once, however many errors there are.
 */
export function placesIn(operation: OperationDefinitionNode, document: DocumentNode, links: LinksByNeed): (path: Path) => Path[] {
  const fragments = fragmentsOf(document);
  const known = new Map<SelectionSetNode, ReadonlyMap<string, FieldNode[]>>();

  const fieldsOf = (selectionSet: SelectionSetNode): FieldNode[] =>
    selectionSet.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection;
      const within = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet;
      return within ? fieldsOf(within) : [];
    });
  const byKey = (selectionSet: SelectionSetNode): ReadonlyMap<string, FieldNode[]> => {
    const before = known.get(selectionSet);
    if (before) return before;
    const fields = new Map<string, FieldNode[]>();
    for (const field of fieldsOf(selectionSet)) {
      const alike = fields.get(keyOf(field));
      if (alike) alike.push(field);
      else fields.set(keyOf(field), [field]);
    }
    known.set(selectionSet, fields);
    return fields;
  };

  return (path) => {
    let asked = [operation.selectionSet];
    for (const [index, step] of path.entries()) {
      if (typeof step === 'number') continue;
      const found = asked.flatMap((selectionSet) => byKey(selectionSet).get(step) ?? []);
      if (found.length === 0) {
        const concerned = asked.flatMap((selectionSet) => [...byKey(selectionSet).values()].flat()).filter(({ name }) => links.get(step)?.has(name.value));
        const keys = new Set(concerned.map(keyOf));
        return keys.size > 0 ? [...keys].map((key) => [...path.slice(0, index), key]) : [path.slice(0, index)];
      }
      asked = found.flatMap(({ selectionSet }) => selectionSet ?? []);
    }
    return [path];
  };
}

/** The same of the same place is said once: a link that needs several fields lacks each of them for one reason. */
export function saidOnce(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const said = new Map<string, GraphQLFormattedError>();
  for (const error of errors) {
    const { path, message, extensions } = error;
    const what = JSON.stringify([path, message, extensions?.['code'], extensions?.['college']]);
    if (!said.has(what)) said.set(what, error);
  }
  return [...said.values()];
}

/** @param supergraph its SDL, with the join directives */
export function linksByNeed(supergraph: string): LinksByNeed {
  const links = new Map<string, Set<string>>();
  for (const definition of parse(supergraph, { noLocation: true }).definitions) {
    for (const field of definition.kind === Kind.OBJECT_TYPE_DEFINITION ? (definition.fields ?? []) : []) {
      for (const need of fieldSets(field.directives ?? [], 'requires').flatMap(namesIn)) links.set(need, (links.get(need) ?? new Set()).add(field.name.value));
    }
  }
  return links;
}

function keyOf({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}
