import { describe, expect, it } from '@jest/globals';
import { lineOf, textOf } from './input-text.js';

const NOTHING = ['', ' ', '\t\n', '\u200B', '\u3164', '\u2800', '\u202E\u00AD', ' \uFE0F '];

describe('a text as it is kept', () => {
  it.each(NOTHING)('shows something: %j is none', (text) => {
    for (const kept of [lineOf, textOf]) expect(() => kept(text, 'input.title', 200)).toThrow('input.title: must not be empty');
  });

  it('keeps what joins letters and signs', () => {
    for (const text of ['семья 👨‍👩‍👧', 'می‌خواهم', '⠓⠊']) expect(lineOf(text, 'input.title', 200)).toBe(text);
  });

  it('is of one line, in the composed form', () => {
    expect(lineOf('  Андрей\n\tКу\u0438\u0306 ', 'input.title', 200)).toBe('Андрей Куй');
    expect(textOf(' а\r\nб\r ', 'input.body', 200)).toBe('а\nб');
  });
});
