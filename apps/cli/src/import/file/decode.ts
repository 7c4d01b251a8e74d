/** How a file's letters were written. */
export type Encoding = 'UTF-8' | 'UTF-8 BOM' | 'windows-1251' | 'UTF-16';

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Stands for bytes that mean nothing; whatever cell it is in is named as unreadable. */
export const UNREADABLE = '\uFFFD';

/**
 * Reads letters as Excel writes them in Russia: UTF-8 with or without a BOM, «Unicode text» (UTF-16 with a BOM), or
 * windows-1251, which is what does not read as UTF-8. UTF-8 with a few broken bytes stays UTF-8: as windows-1251 every
 * letter of it would be wrong.
 */
export function decode(bytes: Buffer): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  const hasBom = bytes.subarray(0, UTF8_BOM.length).equals(UTF8_BOM);
  const text = new TextDecoder('utf-8').decode(bytes);
  if (hasBom) return { text, encoding: 'UTF-8 BOM' };
  return isMostlyUtf8(text) ? { text, encoding: 'UTF-8' } : { text: new TextDecoder('windows-1251').decode(bytes), encoding: 'windows-1251' };
}

/** Letters of windows-1251 read as UTF-8 are nearly all broken; hardly two neighbours make a letter by chance. */
function isMostlyUtf8(text: string): boolean {
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  return broken === 0 || broken < (text.match(/[^\0-\x7F\uFFFD]/g)?.length ?? 0);
}
