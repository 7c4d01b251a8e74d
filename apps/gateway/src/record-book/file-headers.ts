import type { RecordBookAsked, RecordBookForm } from '#contract/record-book.js';

const MEDIA_TYPES: Readonly<Record<RecordBookForm, string>> = { pdf: 'application/pdf', json: 'application/json; charset=utf-8' };

const NAMES = { ru: 'Книжка волонтёра', en: 'Volunteer record book' } as const;

/**
 * What goes with the file, whatever the node said of it: it is saved under a name that says nothing of its owner, kept by
 * nobody on the way, and should a browser show it, nothing in it runs.
 * @param day YYYY-MM-DD, today
 */
export function fileHeaders({ form, language }: Pick<RecordBookAsked, 'form' | 'language'>, day: string): Readonly<Record<string, string>> {
  const name = encodeURIComponent(`${NAMES[language]} ${day}.${form}`);
  return {
    'content-type': MEDIA_TYPES[form],
    // RFC 6266 §4.3: the second is for whoever reads it, which is everybody; the first for the rest.
    'content-disposition': `attachment; filename="record-book-${day}.${form}"; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'no-store',
  };
}
