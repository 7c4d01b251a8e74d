import { decodeCursor, encodeCursor } from '#contract/event-key.js';
import { z } from 'zod';
import { badInput } from '../graph/domain-error.js';

/** A comment's cursor is its id, which is random. */
export function commentCursor({ id }: { readonly id: string }): string {
  return encodeCursor(id);
}

/** @throws DomainError BAD_USER_INPUT for what `commentCursor` did not make */
export function parseCommentCursor(cursor: string): string {
  const id = z.uuid().safeParse(decodeCursor(cursor));
  if (!id.success) throw badInput('after', 'is not a cursor that this list gave');
  return id.data;
}
