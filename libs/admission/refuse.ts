import type { Response } from 'express';

/** Answers a whole HTTP request with one error, in the shape in which GraphQL gives its own. */
export function refuse(response: Response, status: number, code: string, message: string, correlationId?: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code, correlationId } }] });
}
