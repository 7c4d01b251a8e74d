import { describe, expect, it } from '@jest/globals';
import { chooseLanguage, withoutLanguage } from './language.js';

describe('the language to begin with', () => {
  it.each([
    ['what the address asks for', '?lang=en', 'ru', ['ru-RU'], 'en'],
    ['what was chosen before', '', 'en', ['ru-RU'], 'en'],
    ["the browser's first that we speak", '', null, ['tt-RU', 'en-US', 'ru'], 'en'],
    ['Russian, where the browser speaks neither', '', null, ['tt-RU', 'kk'], 'ru'],
    ['Russian, where nothing is known', '', null, [], 'ru'],
  ] as const)('is %s', (_rule, search, chosen, browser, expected) => {
    expect(chooseLanguage(search, chosen, browser)).toBe(expected);
  });

  it('takes no notice of a language we do not speak', () => {
    expect(chooseLanguage('?lang=fr', 'xx', ['en'])).toBe('en');
  });
});

describe('an address without its language', () => {
  it('keeps all else', () => {
    expect(withoutLanguage('?kind=forum&lang=en')).toBe('?kind=forum');
    expect(withoutLanguage('?lang=en')).toBe('');
    expect(withoutLanguage('?text=a%20b')).toBe('?text=a%20b');
  });
});
