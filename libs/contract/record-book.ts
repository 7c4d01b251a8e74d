/** The path at a node, beside its GraphQL, under which it gives a record book as a file; at a gateway the form stands behind it. */
export const RECORD_BOOK_PATH = 'record-book';

export const RECORD_BOOK_FORMS = ['pdf', 'json'] as const;
export type RecordBookForm = (typeof RECORD_BOOK_FORMS)[number];

/** In which languages the paper speaks. */
export const RECORD_BOOK_LANGUAGES = ['ru', 'en'] as const;
export type RecordBookLanguage = (typeof RECORD_BOOK_LANGUAGES)[number];

/** Which file a gateway asks a node for. */
export interface RecordBookAsked {
  /** Global id of the volunteer. */
  readonly volunteer: string;
  readonly form: RecordBookForm;
  readonly language: RecordBookLanguage;
}
