import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';

const require = createRequire(import.meta.url);

/** A font of the paper: DejaVu, which has Cyrillic and most other alphabets, and may be put into any file. */
export interface PaperFont {
  readonly data: Buffer;
  readonly characters: ReadonlySet<number>;
}

export type FontName = 'plain' | 'bold' | 'heading';
export type PaperFonts = Readonly<Record<FontName, PaperFont>>;

let read: PaperFonts | undefined;

/** Read once, when the first paper is made. */
export function paperFonts(): PaperFonts {
  return (read ??= { plain: font('DejaVuSans'), bold: font('DejaVuSans-Bold'), heading: font('DejaVuSerif-Bold') });
}

function font(name: string): PaperFont {
  const data = readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  const opened = create(data);
  if (!('characterSet' in opened)) throw new Error(`${name} is a collection of fonts, where one was expected.`);
  return { data, characters: new Set(opened.characterSet) };
}
