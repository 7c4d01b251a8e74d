import { z } from 'zod';
import { ErrorCode } from '#contract/error-codes.js';
import { parseGlobalId } from '#contract/ids.js';
import { RECORD_BOOK_LANGUAGES, type RecordBookAsked, type RecordBookForm } from '#contract/record-book.js';
import { httpRefusal } from '../server/http-refusal.js';

const query = z.object({
  volunteer: z.string().refine((id) => parseGlobalId(id) !== null, 'must be a volunteer’s id').optional(),
  lang: z.enum(RECORD_BOOK_LANGUAGES, { error: 'must be ru or en' }).default('ru'),
});

/**
 * Which file the address asks for.
 * @param self global id of whoever asks: their own book where none is named
 * @throws GraphQLError that becomes HTTP 400
 */
export function fileAsked(form: RecordBookForm, parameters: unknown, self: string): RecordBookAsked {
  const parsed = query.safeParse(parameters);
  if (parsed.success) return { volunteer: parsed.data.volunteer ?? self, form, language: parsed.data.lang };
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw httpRefusal(problems.join('; '), ErrorCode.BAD_USER_INPUT, 400, {});
}
