import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A copy on disk of the last text that was good; nowhere when no path is given. */
export class KeptText {
  constructor(private readonly path: string | undefined) {}

  /** Null where there is none. */
  read(): string | null {
    if (this.path === undefined) return null;
    try {
      return readFileSync(this.path, 'utf8');
    } catch {
      return null;
    }
  }

  /** Written beside and renamed, so that a crash never leaves half a copy. */
  keep(text: string): void {
    if (this.path === undefined) return;
    writeFileSync(`${this.path}.new`, text);
    renameSync(`${this.path}.new`, this.path);
  }
}
