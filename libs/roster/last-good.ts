import { KeptText } from './kept-text.js';

/** The last good roster's copy on disk. A disk that is full or read-only costs the copy and never the roster itself. */
export class LastGood {
  private readonly kept: KeptText;
  private isBehind = false;

  /** @param warn is told when the disk begins to refuse copies, and again only after it has taken one */
  constructor(
    private readonly path: string | undefined,
    private readonly warn: (notice: string) => void,
  ) {
    this.kept = new KeptText(path);
  }

  /** Null where there is none. */
  read(): string | null {
    return this.kept.read();
  }

  /** Never throws; the next text is tried again. */
  keep(text: string): void {
    try {
      this.kept.keep(text);
      this.isBehind = false;
    } catch (error) {
      if (!this.isBehind) this.warn(`${this.path ?? ''} (ROSTER_LAST_GOOD) cannot be written, so a restart would begin with an older roster or with none: ${String(error)}`);
      this.isBehind = true;
    }
  }
}
