import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { inAscii } from './in-ascii.js';

describe('code in ASCII', () => {
  it.each([
    ['a text', `'Чапаевск — «Добросет»'`],
    ['a template', '`Слёт: ${1 + 1} человека`'],
    ['a character of two units', `'😀'.codePointAt(0)`],
    ['a name', `(() => { const слёт = 7; return слёт; })()`],
    ['an expression of letters', `'Ёлка и ёж'.match(/[а-яё]+/giu).join()`],
    ['an expression of characters of two units', `/^[😀-😂]$/u.test('😁')`],
    ['a character after a backslash', `'\\é'.length + '\\\\é' + /^\\–$/.test('–')`],
  ])('means the same: %s', (_, code) => {
    const ascii = inAscii(code);
    expect(ascii).toMatch(/^[\0-\x7f]+$/);
    expect(runInNewContext(ascii)).toEqual(runInNewContext(code));
  });

  it.each(['String.raw`Ё\\d`', 'const raw = String.raw; raw`\\`\\d ё`'])('is refused where an escape would be text: %s', (code) => {
    expect(() => inAscii(code)).toThrow('String.raw');
  });

  it('is not refused for what stands behind a raw template', () => {
    expect(inAscii('String.raw`\\d` + `ё`')).toBe('String.raw`\\d` + `\\u0451`');
  });
});
