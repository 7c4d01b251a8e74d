const decoder = new TextDecoder('windows-1251');
const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));

/** Text as Excel writes it where it does not write Unicode. @throws Error for a letter that windows-1251 lacks */
export function cp1251(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const byte = bytes.get(letter);
      if (byte === undefined) throw new Error(`There is no ${letter} in windows-1251.`);
      return byte;
    }),
  );
}
