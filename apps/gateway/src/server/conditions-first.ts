import type { ApolloServerPlugin, BaseContext, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { type DocumentNode, type OperationDefinitionNode, getVariableValues } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Selected, decidingVariables, selected } from '../plan/selected.js';
import { badInput } from './http-refusal.js';

/** Characters of the documents that are remembered with their conditions decided. */
const REMEMBERED_CHARACTERS = 2 ** 20;

type Request = GraphQLRequestContextDidResolveOperation<BaseContext>;

/**
 * Decides @skip and @include before a query is planned. The planner (2.14) leaves what a skipped field requires out of one fetch and
 * requires it in the next all the same, which then drops the whole entity: its other links were null without a word.
 */
export class ConditionsFirst implements ApolloServerPlugin {
  private readonly deciding = new WeakMap<OperationDefinitionNode, readonly string[] | null>();
  private readonly known = new LRUCache<string, Selected>({ maxSize: REMEMBERED_CHARACTERS });

  async requestDidStart() {
    return Promise.resolve({
      didResolveOperation: (request: Request) => {
        const decided = this.decided(request);
        if (decided) Object.assign(request, decided); // Apollo Server hands this very object to whoever plans and runs it
        return Promise.resolve();
      },
    });
  }

  /**
   * Null where nothing is to be decided, or variables are not what they are said to be: whoever runs it says so.
   * @throws GraphQLError where one that decides is null
   */
  private decided({ document, operation, schema, source, queryHash, operationName, request: { variables = {} } }: Request) {
    const deciding = operation && this.decidingIn(document, operation);
    if (!deciding) return null;
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
    if (!coerced) return null;
    const undecided = deciding.find((name) => typeof coerced[name] !== 'boolean');
    if (undecided !== undefined) throw badInput(`The variable "$${undecided}" decides an @include or @skip: give it true or false.`);
    const values = deciding.map((name) => coerced[name]);
    const hash = [queryHash, operationName, ...values].join(' ');
    const known = this.known.get(hash) ?? selected(document, operation, coerced);
    this.known.set(hash, known, { size: source.length + 1 });
    return { ...known, queryHash: hash };
  }

  private decidingIn(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] | null {
    const known = this.deciding.get(operation);
    if (known !== undefined) return known;
    const names = decidingVariables(document, operation);
    this.deciding.set(operation, names);
    return names;
  }
}
