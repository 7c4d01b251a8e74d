import { describe, expect, it } from '@jest/globals';
import { cp1251 } from '#support/cp1251.js';
import { decode } from './decode.js';

const TEXT = 'ФИО;Группа\r\nЁлкина Анна;ХТ-21\r\n';
const utf8 = Buffer.from(TEXT);
const utf16 = Buffer.from(`\uFEFF${TEXT}`, 'utf16le');

describe('the letters of a file', () => {
  it.each([
    ['UTF-8', utf8],
    ['UTF-8 BOM', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8])],
    ['windows-1251', cp1251(TEXT)],
    ['UTF-16', utf16],
    ['UTF-16', Buffer.from(utf16).swap16()],
  ])('are read from %s', (encoding, bytes) => {
    expect(decode(bytes)).toEqual({ text: TEXT, encoding });
  });

  it('stay UTF-8 where a byte of it is broken, and the broken letter is marked', () => {
    const broken = Buffer.from(utf8);
    broken[1] = 0xff;
    expect(decode(broken)).toMatchObject({ encoding: 'UTF-8', text: expect.stringContaining('Группа') });
    expect(decode(broken).text).toContain('\uFFFD');
  });
});
