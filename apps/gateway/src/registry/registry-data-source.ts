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

type RegistryError = z.infer<typeof errorShape>;

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  NODE_UNAVAILABLE: 'The registry cannot be reached. The network goes on without it; try this again later.',
  NODE_TIMEOUT: 'The registry did not answer in time. Look whether it was done before you try again.',
  UNAUTHENTICATED: 'The registry does not accept this token.',
};

const UNUSABLE = 'The registry gave an answer that cannot be used.';
const UNREADABLE: RegistryError = { message: UNUSABLE, path: [], extensions: { code: ErrorCode.NODE_BAD_ANSWER } };

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
      const { data, errors: given } = await (this.operations.of(query).isMutation ? registry.mutate(query, variables) : registry.read(query, variables));
      const readable = given.map((error) => errorShape.safeParse(error).data);
      if (data === null && !readable.some(Boolean)) throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, 'nothing');
      if (readable.length === 0) return { data: { ...data } };
      const missing = this.keysIn(query, variables).filter((key) => (data?.[key] ?? null) === null);
      const errors = readable.flatMap((error) => placed(error ?? UNREADABLE, missing));
      return { data: { ...nothingAt(missing), ...data }, errors };
    } catch (error) {
      if (!(error instanceof NodeFailure)) throw error;
      return this.without(query, variables, error.code);
    }
  }

  private without(query: string, variables: Readonly<Record<string, unknown>>, code: ErrorCode): Answer {
    const keys = this.keysIn(query, variables);
    return { data: nothingAt(keys), errors: placed({ message: SENTENCES[code] ?? UNUSABLE, path: [], extensions: { code } }, keys) };
  }

  private keysIn(query: string, variables: Readonly<Record<string, unknown>>): string[] {
    return this.operations.of(query).rootFields(variables).map(({ key }) => key);
  }
}

function nothingAt(keys: readonly string[]): Record<string, null> {
  return Object.fromEntries(keys.map((key) => [key, null]));
}

/** An error that is told of nowhere in particular stands at each root field that has nothing: so a refused request has it at all of them. */
function placed(error: RegistryError, missing: readonly string[]): RegistryError[] {
  return error.path.length > 0 || missing.length === 0 ? [error] : missing.map((key) => ({ ...error, path: [key] }));
}
