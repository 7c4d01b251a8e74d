import { setImmediate as turn } from 'node:timers/promises';
import { shortForm } from '#credentials/short-form.js';
import { type RecordBook, type RecordBookEntry, checkingUrl, totalsOf } from '../record-book.js';
import { type Days, daysIn } from './days.js';
import { printable } from './printable.js';
import { qrImage } from './qr-image.js';
import { COLORS, LONGEST_TEXT, PAGE, Sheet } from './sheet.js';
import { type Language, type Words, wordsIn } from './words.js';

/** Points: a module of a usual entry's code is then a third of a millimetre, which any telephone reads. */
const CODE_SIDE = 105;
const ENTRY_HEIGHT = CODE_SIDE + 13;
const UNSIGNED_HEIGHT = 108;
const CORRECTED_HEIGHT = 58;
const NUMBER_WIDTH = 30;
const TEXT_X = PAGE.margin + NUMBER_WIDTH;
const CODE_X = PAGE.width - PAGE.margin - CODE_SIDE;
const FIRST_TOP = 300;
const OTHER_TOP = 66;
const BOTTOM = PAGE.height - 64;

interface Placed {
  readonly entry: RecordBookEntry;
  /** As the reader counts, from 1. */
  readonly number: number;
  readonly y: number;
}

/**
 * A record book to hand in: one file, whole in memory. The event loop has its turn after each entry.
 * @throws whatever the signal was aborted with
 */
export async function recordBookPdf(book: RecordBook, language: Language, signal?: AbortSignal): Promise<Buffer> {
  const paper = new Paper(book, wordsIn(language));
  await paper.begin();
  const pages = paginated(book.entries);
  for (const [index, page] of pages.entries()) {
    paper.beginPage(index + 1, pages.length);
    for (const placed of page) {
      paper.entry(placed);
      await turn(undefined, signal && { signal });
    }
  }
  return paper.end();
}

/** Which entries stand on which page, and how far down. */
function paginated(entries: readonly RecordBookEntry[]): Placed[][] {
  let page: Placed[] = [];
  const pages = [page];
  let y = FIRST_TOP;
  entries.forEach((entry, index) => {
    const height = heightOf(entry);
    if (y + height > BOTTOM) {
      pages.push((page = []));
      y = OTHER_TOP;
    }
    page.push({ entry, number: index + 1, y });
    y += height;
  });
  return pages;
}

function heightOf({ revokedAt, credential }: RecordBookEntry): number {
  if (revokedAt !== null) return CORRECTED_HEIGHT;
  return credential === null ? UNSIGNED_HEIGHT : ENTRY_HEIGHT;
}

/** Draws a book's pages, one after another. */
class Paper {
  private readonly sheet: Sheet;
  private readonly days: Days;

  constructor(
    private readonly book: RecordBook,
    private readonly words: Words,
  ) {
    const { volunteer, college, timeZone } = book;
    this.sheet = new Sheet(`${words.title}: ${volunteer.fullName}`, college.name, words.language);
    this.days = daysIn(words.language, timeZone);
  }

  begin(): Promise<void> {
    return this.sheet.readFonts();
  }

  beginPage(number: number, of: number): void {
    this.sheet.addPage();
    if (number === 1) this.cover();
    else this.runningHead();
    this.foot(number, of);
  }

  entry({ entry, number, y }: Placed): void {
    this.sheet.line(y - 7);
    this.sheet.text(`${number}`, { font: 'bold', size: 9, color: COLORS.soft, y: y + 1, width: NUMBER_WIDTH });
    if (entry.revokedAt === null) this.credited(entry, y);
    else this.corrected(entry, entry.revokedAt, y);
  }

  end(): Promise<Buffer> {
    return this.sheet.end();
  }

  private cover(): void {
    const { sheet, words, book, days } = this;
    const { volunteer, college } = book;
    sheet.box(0, 0, PAGE.width, 10, COLORS.leaf);
    sheet.text(words.network, { font: 'plain', size: 9, color: COLORS.soft, y: 34 });
    sheet.text(words.title, { font: 'heading', size: 14, color: COLORS.leaf, y: 54 });
    const about = [volunteer.group !== null && words.group(volunteer.group), words.joined(days.calendarDay(volunteer.joinedAt))].filter((part) => part !== false);
    let y = 76;
    y += 4 + sheet.text(volunteer.fullName, { font: 'heading', size: 20, y, lines: 2 });
    y += 4 + sheet.text(`${college.name}, ${college.city}`, { font: 'plain', size: 10.5, y, lines: 2 });
    sheet.text(about.join(' · '), { font: 'plain', size: 9.5, color: COLORS.soft, y });
    this.figures(180);
    this.checking(246);
    if (book.entries.length === 0) sheet.text(words.nothingYet, { font: 'plain', size: 11, color: COLORS.soft, y: FIRST_TOP });
  }

  private figures(y: number): void {
    const { sheet, words, book } = this;
    const totals = totalsOf(book);
    const under = words.figures(totals);
    const figures = [
      { figure: words.duration(totals.minutes), label: under.time },
      { figure: String(totals.events), label: under.events },
      { figure: String(totals.colleges), label: under.colleges },
    ];
    const width = (PAGE.width - 2 * PAGE.margin) / figures.length;
    sheet.box(PAGE.margin, y, PAGE.width - 2 * PAGE.margin, 54, COLORS.pale);
    figures.forEach(({ figure, label }, index) => {
      const at = { x: PAGE.margin + index * width + 14, width: width - 20 };
      sheet.text(figure, { font: 'heading', size: 16, color: COLORS.leaf, y: y + 10, ...at });
      sheet.text(label, { font: 'plain', size: 9, color: COLORS.soft, y: y + 34, ...at });
    });
  }

  private checking(y: number): void {
    const { sheet, words, book } = this;
    const how = book.gatewayUrl === null ? words.cannotBeChecked : words.howToCheck(checkingUrl(book.gatewayUrl));
    sheet.text(how, { font: 'plain', size: 8.5, color: COLORS.soft, y, lines: 4 });
  }

  private runningHead(): void {
    const { sheet, words, book } = this;
    sheet.box(0, 0, PAGE.width, 4, COLORS.leaf);
    sheet.text(`${words.title} · ${book.volunteer.fullName}`, { font: 'plain', size: 8.5, color: COLORS.soft, y: 34 });
  }

  private foot(number: number, of: number): void {
    const { sheet, words, book, days } = this;
    const small = { font: 'plain', size: 7.5, color: COLORS.soft } as const;
    const half = (PAGE.width - 2 * PAGE.margin) * 0.78;
    sheet.line(PAGE.height - 58);
    sheet.text(`${words.madeAt(days.moment(book.madeAt))}. ${words.clock(book.timeZone)}`, { ...small, y: PAGE.height - 50, width: half });
    sheet.text(words.volunteerId(book.volunteer.id), { ...small, y: PAGE.height - 38, width: half });
    sheet.text(words.page(number, of), { ...small, y: PAGE.height - 50, x: PAGE.margin + half, align: 'right' });
  }

  private credited(entry: RecordBookEntry, y: number): void {
    const { sheet, words, days } = this;
    const { host, credential } = entry;
    const at = { x: TEXT_X, width: CODE_X - TEXT_X - 16 };
    let below = y;
    below += 4 + sheet.text(titleOf(entry, words), { font: 'bold', size: 10.5, y: below, lines: 3, ...at });
    below += 4 + sheet.text(host.name, { font: 'plain', size: 9, y: below, lines: 2, ...at });
    below += 3 + sheet.text(this.timeOf(entry), { font: 'plain', size: 9, color: COLORS.soft, y: below, ...at });
    sheet.text(words.duration(entry.minutes), { font: 'heading', size: 12, color: COLORS.leaf, y: below, ...at });
    const recorded = days.day(entry.recordedAt);
    const origin = credential === null ? words.unsigned(recorded) : `${words.signed(recorded)} · ${entry.id}`;
    sheet.text(origin, { font: 'plain', size: 6.5, color: COLORS.soft, y: y + heightOf(entry) - 23, ...at });
    if (credential !== null) this.code(credential, y);
  }

  private code(credential: string, y: number): void {
    const { sheet, words, book } = this;
    if (book.gatewayUrl === null) return;
    const url = checkingUrl(book.gatewayUrl, shortForm(credential));
    const image = qrImage(url);
    if (image) {
      sheet.image(image.png, CODE_X, y, CODE_SIDE);
      sheet.link(CODE_X, y, CODE_SIDE, CODE_SIDE, url);
    } else {
      sheet.text(words.tooLongForCode, { font: 'plain', size: 8, color: COLORS.soft, x: CODE_X, y, width: CODE_SIDE, lines: 6 });
    }
  }

  private corrected(entry: RecordBookEntry, revokedAt: Date, y: number): void {
    const { sheet, words, days } = this;
    const at = { x: TEXT_X, lines: 1 };
    sheet.text(titleOf(entry, words), { font: 'bold', size: 9.5, color: COLORS.soft, y, ...at });
    sheet.text([entry.host.name, this.timeOf(entry)].filter((part) => part !== '').join(' · '), { font: 'plain', size: 8.5, color: COLORS.soft, y: y + 15, ...at });
    sheet.text(words.duration(entry.minutes), { font: 'plain', size: 9, color: COLORS.soft, y: y + 29, x: TEXT_X, width: 80, strike: true });
    sheet.text(words.corrected(days.day(revokedAt)), { font: 'plain', size: 9, color: COLORS.rowan, y: y + 29, x: TEXT_X + 84 });
  }

  private timeOf({ time }: RecordBookEntry): string {
    return time === null ? '' : this.days.span(time.startsAt, time.endsAt);
  }
}

function titleOf({ title }: RecordBookEntry, { untitled }: Words): string {
  return printable(title, LONGEST_TEXT, () => true) === '' ? untitled : title;
}
