import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Contract } from './contract.js';
import { fetchEntities } from './entities.js';
import type { GraphContext, NodeError, Variables } from './graph-context.js';
import { type RootAnswer, addAnswer, route } from './root-fields.js';
import { type RootField, type Splittable, Splittables } from './split.js';

/** Errors that one fetch may give: the gateway makes an Error with a stack of each, and nobody reads that many. */
const MOST_ERRORS = 2_000;

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/**
 * The logical subgraph `college`, served by as many nodes as the roster names. Cuts what the planner asks by owner, asks
 * each owner for its part, and puts the answers together again. Errors are returned and never thrown: a thrown one would
 * lose its path and everybody else's answer.
 */
export class CollegeDataSource<Context extends GraphContext> implements GraphQLDataSource<Context> {
  private readonly operations = new Splittables();

  constructor(private readonly contract: Contract) {}

  async process(options: GraphQLDataSourceProcessOptions<Context>): Promise<Answer> {
    if (!('incomingRequestContext' in options)) return { data: { __typename: 'Query' } };
    const { request, context } = options;
    const operation = this.operations.of(request.query ?? '');
    const variables: Variables = request.variables ?? {};
    const representations: unknown = variables['representations'];
    if (Array.isArray(representations)) {
      const { entities, errors } = await fetchEntities(operation, representations, variables, context.roster, context.nodes);
      return answerOf({ _entities: entities }, errors);
    }
    const { data, errors } = operation.isMutation
      ? await this.mutate(operation, variables, context)
      : await this.query(operation, variables, context);
    return answerOf(data, errors);
  }

  /** Every owner at once, each asked for all of its fields in one operation. */
  private async query(operation: Splittable, variables: Variables, context: GraphContext): Promise<RootAnswer> {
    const answer: RootAnswer = { data: {}, errors: [] };
    const byCollege = new Map<string, RootField[]>();
    for (const { field, college } of route(operation, variables, context, this.contract, answer)) {
      byCollege.set(college, [...(byCollege.get(college) ?? []), field]);
    }
    await Promise.all(
      [...byCollege].map(async ([college, fields]) => {
        const { document, names } = operation.only(fields);
        const given = await context.nodes.read(college, document, pick(variables, names));
        addAnswer(answer, fields, given, college, this.contract);
      }),
    );
    return answer;
  }

  /** One field after the other, in document order (GraphQL §6.2.2); one that fails keeps none of the next from running. */
  private async mutate(operation: Splittable, variables: Variables, context: GraphContext): Promise<RootAnswer> {
    const answer: RootAnswer = { data: {}, errors: [] };
    for (const { field, college } of route(operation, variables, context, this.contract, answer)) {
      const { document, names } = operation.only([field]);
      const given = await context.nodes.mutate(college, document, pick(variables, names));
      addAnswer(answer, [field], given, college, this.contract);
    }
    return answer;
  }
}

/** What one college is asked with is none of another's business. */
function pick(variables: Variables, names: ReadonlySet<string>): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(name)));
}

function answerOf(data: Record<string, unknown>, errors: readonly NodeError[]): Answer {
  return errors.length > 0 ? { data, errors: fewEnough(errors) } : { data };
}

/** Where there are too many, some of each college in turn, so that none's are lost behind another's. */
function fewEnough(errors: readonly NodeError[]): readonly NodeError[] {
  if (errors.length <= MOST_ERRORS) return errors;
  const byCollege = new Map<string | undefined, NodeError[]>();
  for (const error of errors) {
    const { college } = error.extensions;
    const others = byCollege.get(college);
    if (others) others.push(error);
    else byCollege.set(college, [error]);
  }
  const few: NodeError[] = [];
  for (let turn = 0; few.length < MOST_ERRORS; turn += 1) {
    for (const ofOne of byCollege.values()) few.push(...ofOne.slice(turn, turn + 1));
  }
  return few.slice(0, MOST_ERRORS);
}
