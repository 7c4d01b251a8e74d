import { afterEach, describe, expect, it } from '@jest/globals';
import { fromShortForm } from '#credentials/short-form.js';
import { aRecordBook, anEntry } from '#support/factories/record-book.factory.js';
import { ReadPdf } from '#support/read-pdf.js';
import type { RecordBook } from '../record-book.js';
import { recordBookPdf } from './record-book.pdf.js';
import type { Language } from './words.js';

let read: ReadPdf | undefined;
afterEach(() => read?.close());

async function paper(book: RecordBook, language: Language = 'ru'): Promise<ReadPdf> {
  return (read = await ReadPdf.from(await recordBookPdf(book, language)));
}

const many = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => anEntry({ title: `Мероприятие № ${index}` })));

describe('a record book on paper', () => {
  const forum = { title: 'Форум «Перекрёсток»', host: { code: 'namt', name: 'Нижегородский автомеханический техникум' }, minutes: 605 };

  it('has whose it is, what is in it and how much that makes, in Russian', async () => {
    const { text } = await paper(aRecordBook({ entries: [await anEntry(), await anEntry(forum)] }));
    for (const part of [
      'Книжка волонтёра', 'Ёлкина Анастасия Щербаковна', 'Керченский политехнический колледж, Керчь', 'Группа ХТ-21', 'Волонтёр с 1 сентября 2025 г.',
      '12 ч 35 мин', 'отдано людям', '2 мероприятия', '2 колледжа',
      'Уборка берега Волги', 'Чапаевский химико-технологический техникум', '18 апреля 2026 г., 09:00–11:30', '2 ч 30 мин', 'Подписано 19 апреля 2026 г.',
      'Форум «Перекрёсток»', 'Нижегородский автомеханический техникум', '10 ч 5 мин',
      'https://dobroset.example/verify', 'Документ составлен 26 ноября 2026 г. в 07:00', 'Europe/Moscow', 'Страница 1 из 1',
    ]) expect(text).toContain(part);
  });

  it('speaks English to those who read it', async () => {
    const { text } = await paper(aRecordBook({ entries: [await anEntry()] }), 'en');
    for (const part of ['Volunteer record book', 'Group ХТ-21', 'Volunteer since 1 September 2025', '1 event', '2 h 30 min', '18 April 2026, 09:00–11:30', 'Page 1 of 1']) expect(text).toContain(part);
  });

  it('says what file it is', async () => {
    const metadata = await (await paper(aRecordBook())).metadata();
    expect(metadata).toMatchObject({ Title: 'Книжка волонтёра: Ёлкина Анастасия Щербаковна', Author: 'Керченский политехнический колледж', Language: 'ru' });
  });

  it('has a QR code beside each entry that brings exactly its credential to the page that checks it', async () => {
    const entries = await Promise.all([anEntry(), anEntry({ title: 'Ц'.repeat(300) }), anEntry(forum)]);
    const codes = await (await paper(aRecordBook({ entries }))).codes(1);
    expect(codes.map(({ url }) => url)).toEqual(codes.map(({ code }) => code));
    const short = codes.map(({ code }) => code?.split('https://dobroset.example/verify#')[1] ?? '');
    expect(short.map(fromShortForm)).toEqual(entries.map(({ credential }) => credential));
  });

  it('shows what was corrected, counts it no more and gives it no code', async () => {
    const corrected = await anEntry({ title: 'Помощь приюту', minutes: 300, revokedAt: new Date('2026-05-12T10:00:00Z') });
    const pdf = await paper(aRecordBook({ entries: [corrected, await anEntry({ title: 'Помощь приюту', minutes: 240 })] }));
    expect(pdf.text).toContain('5 ч Исправлено 12 мая 2026 г., не считается');
    expect(pdf.text).toContain('4 ч отдано людям 1 мероприятие 1 колледж');
    expect(await pdf.codes(1)).toHaveLength(1);
  });

  it('says of what nobody signed that nobody did, and of a network without an address how to check else', async () => {
    const book = aRecordBook({ entries: [await anEntry({ credential: null })] });
    expect((await paper(book)).text).toContain('Занесено 19 апреля 2026 г. по книгам своего колледжа, без подписи');
    const entries = [await anEntry()];
    const { text } = await paper(aRecordBook({ gatewayUrl: null, entries }));
    expect(text).toContain('dobroset verify');
    expect(await read?.codes(1)).toEqual([]);
  });

  it('says so when a credential is too long for a code', async () => {
    const { text } = await paper(aRecordBook({ entries: [await anEntry({ credential: `e30.${Buffer.from(crypto.getRandomValues(new Uint8Array(3_000))).toString('base64url')}.${'A'.repeat(86)}` })] }));
    expect(text).toContain('слишком длинна для QR-кода');
  });

  it('is a paper also before the first entry', async () => {
    const pdf = await paper(aRecordBook());
    expect(pdf.text).toContain('0 мин отдано людям 0 мероприятий 0 колледжей');
    expect(pdf.text).toContain('Пока ни одной зачтённой записи.');
    expect(pdf.pages).toHaveLength(1);
  });

  it('numbers its pages and its entries', async () => {
    const pdf = await paper(aRecordBook({ entries: await many(10) }));
    expect(pdf.pages.map(({ text }) => /Страница \d из \d/.exec(text)?.[0])).toEqual(['Страница 1 из 2', 'Страница 2 из 2']);
    expect(pdf.pages[1]?.text).toMatch(/Книжка волонтёра · Ёлкина Анастасия Щербаковна.* 5 Мероприятие № 4.* 10 Мероприятие № 9/);
  });
});

describe('a hostile title', () => {
  const hostile = [
    '\u202Eпереворот\u202C', '🎉 Праздник 👩‍👩‍👧', 'я'.repeat(10_000), 'слово '.repeat(2_000), 'a\u0000b\u001b[31mc\r\n\u2028d', 'שלום עולם مرحبا بالعالم',
    `З${'\u0301'.repeat(500)}алго`, '汉字标题', '\ud83c', ' ', '(\\) endstream endobj %%EOF', '\u200b'.repeat(3_000), `ﷺ${'﷽'.repeat(200)}`,
  ];

  it('breaks neither the file nor the layout', async () => {
    const entries = await Promise.all(hostile.map((title) => anEntry({ title, host: { code: 'chhtt', name: title } })));
    const name = hostile.join('');
    const pdf = await paper(aRecordBook({ volunteer: { ...aRecordBook().volunteer, fullName: name, group: name }, entries }));
    expect(pdf.pages).toHaveLength(3);
    expect(pdf.text).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    for (const { pieces } of pdf.pages) {
      for (const { x, y, width } of pieces) {
        expect(x).toBeGreaterThanOrEqual(47);
        expect(x + width).toBeLessThanOrEqual(596 - 47);
        expect(y).toBeGreaterThan(28);
        expect(y).toBeLessThan(842 - 30);
      }
    }
    expect(pdf.text.match(/Без названия/g)).toHaveLength(2);
    for (const { text } of pdf.pages) expect(text.match(/–11:30 2 ч 30 мин/g)).toHaveLength(text.match(/Подписано/g)?.length ?? 0);
  });

  it('is beside the code and never under it', async () => {
    const entries = await Promise.all(hostile.slice(0, 4).map((title) => anEntry({ title })));
    const { pages } = await paper(aRecordBook({ entries }));
    const ofEntries = pages[0]?.pieces.filter(({ y }) => y < 842 - 300 && y > 62) ?? [];
    expect(ofEntries.length).toBeGreaterThan(12);
    for (const { x, width } of ofEntries) expect(x + width).toBeLessThan(442);
  });
});

describe('a long record book', () => {
  it('takes a few seconds and never the event loop', async () => {
    const entries = await many(1_000);
    await recordBookPdf(aRecordBook({ entries: entries.slice(0, 1) }), 'ru'); // the fonts are read once
    const before = process.memoryUsage().rss;
    // Of the processor, for this one has others to serve; and turns, for how long one lasts is the machine's affair.
    const used = process.cpuUsage();
    let turns = 0;
    const count = () => {
      turns += 1;
      again = setImmediate(count);
    };
    let again = setImmediate(count);
    const file = await recordBookPdf(aRecordBook({ entries }), 'ru');
    clearImmediate(again);
    const { user, system } = process.cpuUsage(used);
    expect(turns).toBeGreaterThanOrEqual(1_000);
    expect((user + system) / 1e6).toBeLessThan(30);
    expect(file.length).toBeLessThan(5_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
    expect(file.subarray(-6).toString('latin1')).toContain('%%EOF');
  });

  it('is given up when nobody waits for it any more', async () => {
    const entries = await many(50);
    await expect(recordBookPdf(aRecordBook({ entries }), 'ru', AbortSignal.timeout(1))).rejects.toThrow();
  });
});
