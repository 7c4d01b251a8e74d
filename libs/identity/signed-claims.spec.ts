import { afterEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { generatePrivateKeys } from './private-keys.js';
import { InvalidToken, signClaims, verifyClaims } from './signed-claims.js';

const RealDate = Date;

/** A second passes at every look at the clock, as it may on a busy machine. */
function hurry(): void {
  let passed = 0;
  class HurriedDate extends RealDate {
    constructor(given?: number) {
      super(given ?? RealDate.now() + (passed += 1_000));
    }
  }
  Reflect.set(globalThis, 'Date', HurriedDate);
}

describe('what is signed for so many seconds', () => {
  afterEach(() => {
    globalThis.Date = RealDate;
  });

  it('is never good for longer, though a second passes while it is written', async () => {
    const { signing } = await generatePrivateKeys();
    hurry();
    const token = await signClaims({ typ: 'x+jwt', audience: 'bat' }, { issuer: 'gateway', subject: 'gateway', claims: {} }, signing, '60s');
    const { iat = 0, exp = 0 } = decodeJwt(token);
    expect([59, 60]).toContain(exp - iat);
  });
});

describe('row 40: why something is refused', () => {
  it('is said without a word of what it holds', async () => {
    const { signing } = await generatePrivateKeys();
    const kind = { typ: 'x+jwt', audience: 'bat' };
    const [header = '', , signature = ''] = (await signClaims(kind, { issuer: 'bat', subject: 'bat', claims: {} }, signing, '60s')).split('.');
    const token = `${header}.${Buffer.from('Кузнецова Анна').toString('base64url')}.${signature}`;
    await expect(verifyClaims(kind, token, () => undefined)).rejects.toThrow(new InvalidToken('It cannot be read.'));
  });
});
