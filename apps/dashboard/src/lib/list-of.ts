import { formattingLocale } from './language.js';

/** «БАТ, ХГТ и КПК». */
export function listOf(items: readonly string[], language: string): string {
  return new Intl.ListFormat(formattingLocale(language), { type: 'conjunction' }).format(items);
}
