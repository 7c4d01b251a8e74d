import type { Response } from 'express';

/**
 * Answers a whole HTTP request with one error, in the shape in which GraphQL gives its own.
 * @param reason what the sentence says, for programs
 */
export function refuse(response: Response, status: number, code: string, message: string, correlationId?: string, reason?: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code, correlationId, reason } }] });
}
