/** A column that an import reads, and what people may call it. */
export interface Column {
  readonly key: string;
  /** Accepted headers; the first is what we call it ourselves. Case, spaces, punctuation, «ё» and what stands in brackets do not matter. */
  readonly ru: readonly [string, ...string[]];
  readonly en: readonly [string, ...string[]];
  /** What its cells hold. */
  readonly holds: { readonly ru: string; readonly en: string };
  /** Key of the column that says it already: where the file has that one, this is left unread. */
  readonly insteadOf?: string;
}

/** Columns that lists kept for people have; they are left unread. */
export const LEFT_UNREAD = ['№', '№ п/п', 'п/п', 'Номер', 'Примечание', 'Примечания', 'Комментарий', 'No', 'Note', 'Notes', 'Comment'] as const;

/** A header without what people write differently. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFC')
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[^\p{L}\p{N}№]/gu, '');
}

/** Every way to write every column's header, made plain, with the column that it names. */
export function headerIndex(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(columns.flatMap((column) => [...column.ru, ...column.en].map((header) => [plainHeader(header), column] as const)));
}
