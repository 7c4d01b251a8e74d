import type { ApolloGatewayDriverConfig } from '@nestjs/apollo';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import { noPrototypeAlias } from './reserved-names.js';
import { writtenAnswer } from './written-answer.js';

const DOCUMENT_CACHE_BYTES = 30 * 2 ** 20;

/** How much every gateway remembers of query plans. */
export const PLAN_CACHE_MEBIBYTES = 30;

/** What every graph is served with, the network's and an ordinary one; whether it may be introspected is said by each. */
export const serverOptions: NonNullable<ApolloGatewayDriverConfig['server']> = {
  path: '/graphql',
  graphiql: false,
  csrfPrevention: true,
  persistedQueries: false,
  allowBatchedHttpRequests: false,
  includeStacktraceInErrorResponses: false,
  cache: 'bounded',
  validationRules: [noPrototypeAlias],
  documentStore: new InMemoryLRUCache<DocumentNode>({ maxSize: DOCUMENT_CACHE_BYTES }),
  stringifyResult: writtenAnswer,
};
