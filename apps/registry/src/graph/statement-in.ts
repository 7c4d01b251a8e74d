import { z } from 'zod';
import { badInput } from './domain-error.js';

const body = z.object({ statement: z.string().max(10_000) });

/** The one thing that a college's machine posts beside an invitation. @throws DomainError BAD_USER_INPUT */
export function statementIn(given: unknown): string {
  const parsed = body.safeParse(given);
  if (!parsed.success) throw badInput('The body must be JSON with `statement`, a signed one.');
  return parsed.data.statement;
}
