import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, Kind, type ValueNode, visit } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { MAX_REPRESENTATIONS } from '#contract/limits.js';

interface Representations {
  readonly values: readonly ValueNode[];
  /** Of the operation's variables. */
  readonly defaults: ReadonlyMap<string, ValueNode>;
}

/** Refuses an operation with too many representations before any resolver runs. */
export function entityFloodPlugin(): ApolloServerPlugin {
  const known = new WeakMap<DocumentNode, Representations>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ document, request }) => {
          const representations = known.get(document) ?? representationsIn(document);
          known.set(document, representations);
          if (countOf(representations, request.variables ?? {}) > MAX_REPRESENTATIONS) throw tooMany();
          return Promise.resolve();
        },
      }),
  };
}

/** Every value given for `_entities(representations:)`, whichever alias or fragment it stands in. */
function representationsIn(document: DocumentNode): Representations {
  const values: ValueNode[] = [];
  const defaults = new Map<string, ValueNode>();
  visit(document, {
    VariableDefinition: ({ variable, defaultValue }) => {
      if (defaultValue) defaults.set(variable.name.value, defaultValue);
    },
    Field: ({ name, arguments: given = [] }) => {
      if (name.value === '_entities') values.push(...given.map(({ value }) => value));
    },
  });
  return { values, defaults };
}

function countOf({ values, defaults }: Representations, variables: Readonly<Record<string, unknown>>): number {
  const lengthOf = (value: ValueNode | undefined): number => {
    if (value?.kind === Kind.LIST) return value.values.length;
    if (value?.kind !== Kind.VARIABLE) return 1;
    const given = variables[value.name.value];
    if (given === undefined) return lengthOf(defaults.get(value.name.value));
    return Array.isArray(given) ? given.length : 1;
  };
  return values.reduce((sum, value) => sum + lengthOf(value), 0);
}

function tooMany(): GraphQLError {
  return new GraphQLError(`representations: one operation takes at most ${MAX_REPRESENTATIONS}; send the rest in another.`, {
    extensions: { code: ErrorCode.BAD_USER_INPUT, http: { status: 400 } },
  });
}
