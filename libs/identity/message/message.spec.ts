import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CompactEncrypt, importJWK } from 'jose';
import { v7 as uuid } from 'uuid';
import { generateSigningKey } from '../keys.js';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf } from '../private-keys.js';
import { type FindKey, InvalidToken, signClaims } from '../signed-claims.js';
import { type ReceiptOf, signReceipt, verifyReceipt } from './receipt.js';
import { bodyDigest, signRelayPass, verifyRelayPass } from './relay-pass.js';
import { openMessage, sealMessage } from './sealed-message.js';

let keys: ReadonlyMap<string, PrivateKeys>;

beforeAll(async () => {
  keys = new Map([
    ['kpk', await generatePrivateKeys()],
    ['hgt', await generatePrivateKeys()],
    ['bat', await generatePrivateKeys()],
  ]);
});
afterEach(() => void jest.useRealTimers());

function of(code: string): PrivateKeys {
  const found = keys.get(code);
  if (!found) throw new Error(code);
  return found;
}

const findKey: FindKey = (code, kid) => {
  const key = keys.get(code)?.signing;
  return key?.kid === kid ? publicKeysOf(of(code)).signing : undefined;
};

const message = { id: uuid(), from: 'kpk', to: 'hgt', thread: `kpk:${uuid()}`, sequence: 7, kind: 'SEAT_REQUESTED', content: { subjectName: 'Анна К.' } };

const sealed = (to = 'hgt', by = 'kpk') => sealMessage({ ...message, to }, of(by).signing, publicKeysOf(of(to)).encryption);
const opened = (jwe: string, at = 'hgt') => openMessage(jwe, at, of(at).decryption, findKey);

/** Sealed to the receiver anew, as somebody in between might. */
async function resealed(jws: string, to: string): Promise<string> {
  const { encryption } = publicKeysOf(of(to));
  return new CompactEncrypt(Buffer.from(jws)).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: encryption.kid }).encrypt(await importJWK({ ...encryption }, 'ECDH-ES'));
}

/** The clock alone stands elsewhere. */
function at(minutes: number): void {
  jest.useFakeTimers({ now: Date.now() + minutes * 60_000, doNotFake: ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
}

describe('a sealed message', () => {
  it('is opened by its receiver, and says what its sender wrote', async () => {
    expect(await opened(await sealed())).toEqual(message);
  });

  it('cannot be read on its way', async () => {
    const jwe = await sealed();
    expect(jwe.split('.')).toHaveLength(5);
    const [header = ''] = jwe.split('.');
    const shown: unknown = JSON.parse(Buffer.from(header, 'base64url').toString());
    expect(shown).toEqual({ alg: 'ECDH-ES', enc: 'A256GCM', cty: 'JWT', kid: publicKeysOf(of('hgt')).encryption.kid, epk: expect.any(Object) });
  });

  it('row 2: is refused by another college, sealed to it or not', async () => {
    await expect(opened(await sealed('hgt'), 'bat')).rejects.toThrow(InvalidToken);
    const claims = { thread: message.thread, sequence: 1, kind: 'SEAT_WITHDRAWN', content: {} };
    const forHgt = await signClaims({ typ: 'college-message+jwt', audience: 'hgt' }, { issuer: 'kpk', subject: 'kpk', id: message.id, claims }, of('kpk').signing, '4m');
    await expect(opened(await resealed(forHgt, 'hgt'))).resolves.toMatchObject({ from: 'kpk' });
    await expect(opened(await resealed(forHgt, 'bat'), 'bat')).rejects.toThrow('aud');
  });

  it('row 3: is refused with any one byte altered', async () => {
    const jwe = await sealed();
    for (let place = 0; place < jwe.length; place += 7) {
      const other = jwe[place] === 'A' ? 'Q' : 'A';
      if (jwe[place] === '.') continue;
      await expect(opened(`${jwe.slice(0, place)}${other}${jwe.slice(place + 1)}`)).rejects.toThrow(InvalidToken);
    }
  });

  it('is refused when a college signs in another’s name, or is no member', async () => {
    await expect(opened(await sealed('hgt', 'bat'))).rejects.toThrow('no such key');
    await expect(openMessage(await sealed(), 'hgt', of('hgt').decryption, () => undefined)).rejects.toThrow('no such key');
  });

  it.each([6, -6])('row 70: is refused when it was written %p minutes ago', async (minutes) => {
    at(-minutes);
    const jwe = await sealed();
    jest.useRealTimers();
    await expect(opened(jwe)).rejects.toThrow(InvalidToken);
  });

  it('row 70: is refused where its sender makes it good for longer', async () => {
    const claims = { thread: message.thread, sequence: 1, kind: 'SEAT_WITHDRAWN', content: {} };
    const long = await signClaims({ typ: 'college-message+jwt', audience: 'hgt' }, { issuer: 'kpk', subject: 'kpk', id: message.id, claims }, of('kpk').signing, '10m');
    await expect(opened(await resealed(long, 'hgt'))).rejects.toThrow('too long');
  });

  it('is refused when it is something else that the college signed', async () => {
    const other = await signClaims({ typ: 'assertion+jwt', audience: 'hgt' }, { issuer: 'kpk', subject: 'kpk', claims: {} }, of('kpk').signing, '4m');
    await expect(opened(await resealed(other, 'hgt'))).rejects.toThrow('typ');
    await expect(opened('nothing')).rejects.toThrow(InvalidToken);
  });
});

describe('a receipt', () => {
  const given: ReceiptOf = { sender: 'kpk', receiver: 'hgt', messageId: message.id };

  it('says what the receiver says', async () => {
    expect(await verifyReceipt(await signReceipt(given, { outcome: 'REFUSED', reason: 'No.' }, of('hgt').signing), given, findKey)).toEqual({ outcome: 'REFUSED', reason: 'No.' });
  });

  it('cannot be made by a relay, or by another college', async () => {
    const taken = { outcome: 'TAKEN', reason: null } as const;
    const forged = { ...(await generateSigningKey()), kid: of('hgt').signing.kid ?? '' };
    await expect(verifyReceipt(await signReceipt(given, taken, forged), given, findKey)).rejects.toThrow(InvalidToken);
    await expect(verifyReceipt(await signReceipt({ ...given, receiver: 'bat' }, taken, of('bat').signing), given, findKey)).rejects.toThrow('not the receiver’s');
    await expect(verifyReceipt(await signReceipt({ ...given, messageId: uuid() }, taken, of('hgt').signing), given, findKey)).rejects.toThrow('another message');
    await expect(verifyReceipt(await signReceipt({ ...given, sender: 'bat' }, taken, of('hgt').signing), given, findKey)).rejects.toThrow('aud');
  });
});

describe('a relay pass', () => {
  it('is good at one gateway, for one body, for a minute', async () => {
    const pass = await signRelayPass('kpk', 'gateway', '{}', of('kpk').signing);
    expect(await verifyRelayPass(pass, 'gateway', findKey)).toEqual({ sender: 'kpk', digest: bodyDigest('{}') });
    await expect(verifyRelayPass(pass, 'other', findKey)).rejects.toThrow('aud');
    at(3);
    await expect(verifyRelayPass(pass, 'gateway', findKey)).rejects.toThrow('exp');
  });
});
