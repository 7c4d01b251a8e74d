import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { z } from 'zod';
import { ErrorCode } from '#contract/error-codes.js';
import { NodeFailure } from '../college/failure.js';
import { Splittables } from '../college/split.js';
import type { RegistryCalls } from './registry-calls.js';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

interface RegistryContext {
  readonly registry: RegistryCalls;
}

const errorShape = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).default([]),
  extensions: z.object({ code: z.string() }),
});

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  NODE_UNAVAILABLE: 'The registry cannot be reached. The network goes on without it; try this again later.',
  NODE_TIMEOUT: 'The registry did not answer in time. Look whether it was done before you try again.',
  UNAUTHENTICATED: 'The registry does not accept this token.',
};

const UNUSABLE = 'The registry gave an answer that cannot be used.';
const UNREADABLE = { message: UNUSABLE, path: [], extensions: { code: ErrorCode.NODE_BAD_ANSWER } };

/**
 * The subgraph `registry`. All of its fields are at the root, so whatever keeps it from answering stands at each of them,
 * and everything that others answer stands beside.
 */
export class RegistryDataSource<Context extends RegistryContext> implements GraphQLDataSource<Context> {
  private readonly operations = new Splittables();

  async process(options: GraphQLDataSourceProcessOptions<Context>): Promise<Answer> {
    if (!('incomingRequestContext' in options)) return { data: { __typename: 'Query' } };
    const { query = '', variables = {} } = options.request;
    try {
      const { registry } = options.context;
      const { data, errors } = await (this.operations.of(query).isMutation ? registry.mutate(query, variables) : registry.read(query, variables));
      const readable = errors.map((error) => errorShape.safeParse(error).data);
      if (data === null && !readable.some(Boolean)) throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, 'nothing');
      const spoken = readable.map((error) => error ?? UNREADABLE);
      return spoken.length > 0 ? { data: { ...data }, errors: spoken } : { data: { ...data } };
    } catch (error) {
      if (!(error instanceof NodeFailure)) throw error;
      return this.without(query, variables, error.code);
    }
  }

  private without(query: string, variables: Readonly<Record<string, unknown>>, code: ErrorCode): Answer {
    const keys = this.operations.of(query).rootFields(variables).map(({ key }) => key);
    const message = SENTENCES[code] ?? UNUSABLE;
    return {
      data: Object.fromEntries(keys.map((key) => [key, null])),
      errors: keys.map((key) => ({ message, path: [key], extensions: { code } })),
    };
  }
}
