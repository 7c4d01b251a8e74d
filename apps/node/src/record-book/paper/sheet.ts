import { setImmediate as turn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { type FontName, paperFonts } from './fonts.js';
import { printable } from './printable.js';

/** Points, of which 72 make an inch: A4. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48 } as const;

export const COLORS = { ink: '#1d2b24', soft: '#5b6b63', leaf: '#2c6e51', pale: '#eef5f0', line: '#cfdcd4', rowan: '#a8402a' } as const;

/** How a piece of text is set, and where: what does not fit ends in an ellipsis. */
export interface Setting {
  readonly font: FontName;
  readonly size: number;
  readonly color?: string;
  readonly x?: number;
  readonly y: number;
  readonly width?: number;
  /** 1 where not said. */
  readonly lines?: number;
  readonly align?: 'left' | 'right' | 'center';
  readonly strike?: boolean;
}

/** Nobody reads more of a title on paper. */
export const LONGEST_TEXT = 400;

/** A document under way, in which nothing flows by itself: whoever draws says where. */
export class Sheet {
  private readonly chunks: Buffer[] = [];
  private readonly document: PDFKit.PDFDocument;
  private readonly written: Promise<Buffer>;
  private readonly fonts = paperFonts();

  constructor(title: string, author: string, language: string) {
    this.document = new PDFDocument({
      size: [PAGE.width, PAGE.height],
      margin: 0,
      autoFirstPage: false,
      font: '',
      pdfVersion: '1.7',
      lang: language,
      displayTitle: true,
      info: { Title: this.tame(title), Author: this.tame(author), Creator: 'Dobroset', Producer: 'Dobroset' },
    });
    for (const [name, { data }] of Object.entries(this.fonts)) this.document.registerFont(name, data);
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.written = new Promise((resolve, reject) => {
      this.document.once('end', () => resolve(Buffer.concat(this.chunks)));
      this.document.once('error', reject);
    });
  }

  /** Each font is taken apart when it is first used, which takes a tenth of a second: others have their turn in between. */
  async readFonts(): Promise<void> {
    for (const name of Object.keys(this.fonts)) {
      this.document.font(name).widthOfString('А');
      await turn();
    }
  }

  addPage(): void {
    this.document.addPage();
  }

  /** @returns how high it came out */
  text(text: string, { font, size, color = COLORS.ink, x = PAGE.margin, y, width = PAGE.width - PAGE.margin - x, lines = 1, align = 'left', strike = false }: Setting): number {
    const { characters } = this.fonts[font];
    const tame = printable(text, LONGEST_TEXT, (codePoint) => characters.has(codePoint));
    const document = this.document.font(font).fontSize(size).fillColor(color);
    const line = document.currentLineHeight(true);
    const height = Math.min(document.heightOfString(tame, { width }), line * lines);
    // A point more than the lines take: a rounding error must not cost the last one.
    document.text(tame, x, y, { width, height: line * lines + 1, ellipsis: true, align, strike });
    return height;
  }

  line(y: number, color: string = COLORS.line): void {
    this.document.moveTo(PAGE.margin, y).lineTo(PAGE.width - PAGE.margin, y).lineWidth(0.6).strokeColor(color).stroke();
  }

  box(x: number, y: number, width: number, height: number, color: string): void {
    this.document.rect(x, y, width, height).fill(color);
  }

  image(png: Buffer, x: number, y: number, side: number): void {
    this.document.image(png, x, y, { width: side, height: side });
  }

  link(x: number, y: number, width: number, height: number, url: string): void {
    this.document.link(x, y, width, height, url);
  }

  /** The whole file. */
  end(): Promise<Buffer> {
    this.document.end();
    return this.written;
  }

  private tame(text: string): string {
    return printable(text, LONGEST_TEXT, () => true);
  }
}
