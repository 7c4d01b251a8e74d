import { describe, expect, it } from '@jest/globals';
import { printable } from './printable.js';

const all = () => true;

describe('a text on paper', () => {
  it.each([
    ['is as it was', 'Форум «Перекрёсток» – Ёлка №1', 'Форум «Перекрёсток» – Ёлка №1'],
    ['is in one line', 'два\r\n\t  слова\u2028\u00a0и  ещё ', 'два слова и ещё'],
    ['has no control characters', 'a\u0000b\u001b[31mc\u007f', 'ab[31mc'],
    ['is not turned around', '\u202Eтекст\u202C \u2066и\u2069', 'текст и'],
    ['has no halves of pairs', 'a\ud83cb\udf89', 'ab'],
    ['has no pictures', '🎉 Праздник 👩‍👩‍👧🏽 🇷🇺 1️⃣', 'Праздник 1'],
    ['has two marks on a letter at most', `З${'\u0301'.repeat(500)}а`, 'З\u0301\u0301а'],
    ['is composed', 'е\u0308', 'ё'],
  ])('%s', (_what, text, expected) => {
    expect(printable(text, 400, all)).toBe(expected);
  });

  it('has a square where the font has no letter', () => {
    expect(printable('汉 и я', 400, (codePoint) => codePoint < 0x500)).toBe('□ и я');
  });

  it('is cut, and says so', () => {
    expect(printable('я'.repeat(10), 10, all)).toBe('я'.repeat(10));
    expect(printable('я'.repeat(11), 10, all)).toBe(`${'я'.repeat(10)}…`);
    expect(printable('\u200b'.repeat(50) + 'я', 10, all)).toBe('…');
    expect(printable('🎉'.repeat(1_000_000), 10, all)).toBe('…');
  });
});
