import type { FieldMiddleware } from '@nestjs/graphql';
import { OperationTypeNode } from 'graphql';
import type { GraphContext, Loaders } from './request-context.js';

const answers = new WeakMap<Loaders, Map<string, unknown>>();

/**
 * For fields of the one college that a node has: a query that comes upon it as the host of each of a hundred events asks the database
 * once. Not so a mutation, whose every field sees what those before it changed.
 */
export const onceARequest: FieldMiddleware<unknown, GraphContext> = ({ args, context: { loaders }, info }, next) => {
  if (info?.operation.operation !== OperationTypeNode.QUERY) return next();
  const known = answers.get(loaders) ?? new Map<string, unknown>();
  answers.set(loaders, known);
  const key = `${info.fieldName} ${JSON.stringify(args)}`;
  if (!known.has(key)) known.set(key, next());
  return known.get(key);
};
