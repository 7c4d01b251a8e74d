import { describe, expect, it } from '@jest/globals';
import { canonicalLogin } from './login.js';

describe('row 55: a login', () => {
  it.each([
    ['  IRINA ', 'irina'],
    ['ｉｒｉｎａ', 'irina'],
    ['ｉrina', 'irina'],
    ['𝐈𝐫𝐢𝐧𝐚', 'irina'],
    ['ſofia', 'sofia'],
    ['К\u0418\u0306', 'кй'],
    ['ⅸ', 'ix'],
  ])('%s is %s, and stays it', (typed, login) => {
    expect(canonicalLogin(typed)).toBe(login);
    expect(canonicalLogin(login)).toBe(login);
  });
});
