/** Octets that a line may have, without what ends it (RFC 5545 §3.1). */
const LONGEST_LINE = 75;

/** No text has them (§3.3.11), but for the tabulator. */
const CONTROL = /(?!\t)\p{Cc}/gu;

/** A property whose value is text, in time that grows with its length and no faster. */
export function textLine(name: string, text: string): string {
  const oneLine = text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|[\r\n]/g, String.raw`\n`);
  return contentLine(name, oneLine.replaceAll(CONTROL, ''));
}

/** A property whose value is an address, which has neither spaces nor a second line. */
export function addressLine(name: string, address: string): string {
  return contentLine(`${name};VALUE=URI`, address.replaceAll(/[\s\p{Cc}]/gu, ''));
}

/** A property that is written as it stands, folded where it is long. */
export function contentLine(name: string, value: string): string {
  const line = `${name}:${value}`;
  const parts: string[] = [];
  let start = 0;
  let octets = 0;
  for (let index = 0; index < line.length; ) {
    const codePoint = line.codePointAt(index) ?? 0;
    const size = octetsOf(codePoint);
    if (octets + size > LONGEST_LINE) {
      parts.push(line.slice(start, index));
      start = index;
      octets = 1; // the space in front of what goes on
    }
    octets += size;
    index += codePoint > 0xffff ? 2 : 1;
  }
  parts.push(line.slice(start));
  return `${parts.join('\r\n ')}\r\n`;
}

/** In UTF-8. */
function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
