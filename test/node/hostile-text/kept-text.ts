/** What looks like something else and is text: kept as it is. */
export const KEPT: Readonly<Record<string, string>> = {
  'right to left, and back': '\u202Eабв\u202C',
  SQL: `'); DROP TABLE event; --`,
  'a pattern': '%_\\',
  'a question to the index': `a & !b | 'c':* <-> "d"`,
  'a script': '<script>alert(1)</script>',
  'an address that runs': 'javascript:alert(1)',
  'calendar lines': 'A\r\nEND:VEVENT\r\nBEGIN:VEVENT',
  'a formula': `=HYPERLINK("http://x","y")`,
  'a prototype': '__proto__',
  'a placeholder': '${1} $1 {{x}} %s',
  'letters in parts, and white space': ' \u00A0Чаи\u0306 и е\u0308лка\t\tвечером\n ',
};

/** A text of one line as docs/programme.md says that it is kept. */
export function asLine(text: string): string {
  return text.normalize('NFC').split(/\s+/u).filter(Boolean).join(' ');
}

/** A text of several lines as docs/programme.md says that it is kept. */
export function asText(text: string): string {
  return text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll(/^\s+|\s+$/gu, '');
}
