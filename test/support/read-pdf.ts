import { createCanvas } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Where a piece of text stands, in points from the page's lower left corner. */
interface TextPiece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface ReadPage {
  readonly pieces: readonly TextPiece[];
  /** All of its text, with single spaces. */
  readonly text: string;
}

/** Points of white around a code. */
const QUIET = 5;

/** A PDF as another program reads it: Mozilla's pdf.js. */
export class ReadPdf {
  private constructor(
    private readonly document: Awaited<ReturnType<typeof getDocument>['promise']>,
    readonly pages: readonly ReadPage[],
  ) {}

  static async from(file: Uint8Array): Promise<ReadPdf> {
    const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise;
    const pages: ReadPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      const pieces = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [{ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width }] : []));
      pages.push({ pieces, text: items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('').replace(/\s+/g, ' ') });
    }
    return new ReadPdf(document, pages);
  }

  get text(): string {
    return this.pages.map(({ text }) => text).join(' ');
  }

  async metadata(): Promise<object> {
    return (await this.document.getMetadata()).info;
  }

  /** The page as a telephone's camera sees it, a PNG. */
  async picture(number: number, scale = 3): Promise<Buffer> {
    return (await this.render(number, scale)).toBuffer('image/png');
  }

  /** The links of a page from the top down, and what is written in the QR code at the place of each. */
  async codes(number: number): Promise<{ readonly url: string; readonly code: string | undefined }[]> {
    const scale = 4;
    const page = await this.document.getPage(number);
    const links: { readonly url: string; readonly rect: readonly number[] }[] = (await page.getAnnotations()).filter(({ subtype }) => subtype === 'Link');
    const canvas = await this.render(number, scale);
    return links
      .map(({ url, rect: [left = 0, bottom = 0, right = 0, top = 0] }) => ({ url, x: left, y: (page.view[3] ?? 0) - Math.max(top, bottom), side: right - left }))
      .sort((one, other) => one.y - other.y)
      .map(({ url, x, y, side }) => {
        const [at, size] = [(points: number) => Math.round((points - QUIET) * scale), Math.round((side + 2 * QUIET) * scale)];
        const { data, width, height } = canvas.getContext('2d').getImageData(at(x), at(y), size, size);
        return { url, code: jsQR.default(data, width, height)?.data };
      });
  }

  async close(): Promise<void> {
    await this.document.destroy();
  }

  private async render(number: number, scale: number) {
    const page = await this.document.getPage(number);
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(viewport.width, viewport.height);
    // The canvas is Skia's, which has all that pdf.js asks of a browser's.
    await page.render({ canvas: null, canvasContext: canvas.getContext('2d') as unknown as CanvasRenderingContext2D, viewport }).promise;
    return canvas;
  }
}
