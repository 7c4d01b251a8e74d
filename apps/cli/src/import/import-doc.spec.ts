import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Column, LEFT_UNREAD } from './column.js';
import { eventColumns } from './events/event-columns.js';
import { eventAudiences, eventFormats, eventKinds, eventStatuses } from './events/event-words.js';
import type { Vocabulary } from './vocabulary.js';
import { volunteerColumns } from './volunteers/volunteer-columns.js';
import { volunteerKinds } from './volunteers/volunteer-row.js';

const doc = readFileSync('docs/import.md', 'utf8');

function headersTable(columns: readonly Column[]): string {
  const rows = columns.map(({ ru, en, holds }) => `| **${ru[0]}** | ${[...ru.slice(1), ...en].join(', ')} | ${holds.en} |`);
  return ['| header | also accepted | what its cells hold |', '|---|---|---|', ...rows].join('\n');
}

function wordsTable<Meaning extends string>(title: string, { words }: Vocabulary<Meaning>): string {
  const meanings: readonly (readonly [string, { readonly ru: readonly string[]; readonly en: readonly string[] }])[] = Object.entries(words);
  const rows = meanings.map(([meaning, { ru, en }]) => `| \`${meaning}\` | ${ru.join(', ')} | ${en.join(', ')} |`);
  return [`| ${title} | по-русски | in English |`, '|---|---|---|', ...rows].join('\n');
}

describe('docs/import.md', () => {
  it.each([
    ['volunteers', volunteerColumns],
    ['events', eventColumns],
  ])('names every header of %s that is accepted, and no other', (_what, columns) => {
    expect(doc).toContain(`\n\n${headersTable(columns)}\n\n`);
  });

  it.each([
    ['Категория', wordsTable('Категория', volunteerKinds)],
    ['Вид', wordsTable('Вид', eventKinds)],
    ['Формат', wordsTable('Формат', eventFormats)],
    ['Для кого', wordsTable('Для кого', eventAudiences)],
    ['Состояние', wordsTable('Состояние', eventStatuses)],
  ])('names every word of «%s» that is accepted, and no other', (_column, table) => {
    expect(doc).toContain(`\n\n${table}\n\n`);
  });

  it('names the columns that are left unread', () => {
    expect(doc).toContain(`${LEFT_UNREAD.map((header) => `«${header}»`).join(', ')}.`);
  });

  it.each(['volunteers', 'events'])('shows the example of %s as it is', (what) => {
    const example = readFileSync(`docs/examples/${what}.csv`, 'utf8').replace('\uFEFF', '').replaceAll('\r\n', '\n');
    expect(doc).toContain(`\`\`\`csv\n${example}\`\`\``);
  });
});
