import { LRUCache } from 'lru-cache';
import { InTurn } from './in-turn.js';
import { htmlOf } from './markdown.js';

/** Of bodies and what became of them, kept together. */
const REMEMBERED_CHARACTERS = 2 ** 22;

/** Bodies of practices as HTML. A long one takes some hundredths of a second, and a page has a hundred: so they are made in turn, and kept. */
export class RenderedBodies {
  private readonly turns = new InTurn();
  private readonly known = new LRUCache<string, string>({ maxSize: REMEMBERED_CHARACTERS, sizeCalculation: (html, body) => html.length + body.length });

  /**
   * @param asker what stands for the request
   * @returns null where `htmlOf` is
   */
  async html(asker: object, body: string): Promise<string | null> {
    return this.known.get(body) ?? this.turns.do(asker, () => this.known.get(body) ?? this.made(body));
  }

  private made(body: string): string | null {
    const html = htmlOf(body);
    if (html) this.known.set(body, html);
    return html;
  }
}
