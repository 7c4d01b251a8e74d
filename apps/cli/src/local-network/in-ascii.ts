/** A template whose tag reads it as it is typed: an escape in its text would be text. */
const RAW_BEYOND_ASCII = /\braw\s*`(?:[^`\\]|\\[^])*?[^\0-\x7f`]/;

/**
 * The same code with nothing beyond ASCII in it: a byte a character, it is read at once and takes half the memory.
 * @param code JavaScript without comments
 * @throws Error where `String.raw` has more than ASCII, which cannot be written otherwise
 */
export function inAscii(code: string): string {
  const raw = RAW_BEYOND_ASCII.exec(code);
  if (raw) throw new Error(`Only ASCII may stand in String.raw: …${raw[0].slice(-60)}`);
  return code.replace(/(\\*)([\u0080-\uffff])/g, (_, slashes: string, unit: string) => {
    const before = slashes.length % 2 === 0 ? slashes : slashes.slice(1); // «\é» is «é», where it is allowed
    return `${before}\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
