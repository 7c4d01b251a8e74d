import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { NextFunction, Request, Response } from 'express';
import { CLIENT_DOCUMENTS } from '#contract/limits.js';

/** Refuses a document for its length before it is parsed: a text in it of a megabyte is one token, and half a second's work. */
export function documentLength(request: Request, response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  if (typeof query !== 'string' || query.length <= CLIENT_DOCUMENTS.characters) return next();
  const message = `The document is longer than ${CLIENT_DOCUMENTS.characters} characters. Ask for less at once, or in several requests.`;
  response.status(400).json({ errors: [{ message, extensions: { code: ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED } }] });
}
