import { beforeAll, describe, expect, it } from '@jest/globals';
import { type JWK, SignJWT, UnsecuredJWT, importJWK } from 'jose';
import type { Actor } from './actor.js';
import { BearerTokens } from './bearer.js';
import { generateSigningKey, publicHalf } from './keys.js';
import { type FindKey, InvalidToken, signToken, verifyToken } from './token.js';

const actor: Actor = {
  id: 'bat:0192f3c4-0000-7000-8000-000000000001',
  college: 'bat',
  displayName: 'Анна К.',
  roles: ['CURATOR'],
};

let key: JWK;
let foreign: JWK;
let findKey: FindKey;

beforeAll(async () => {
  key = await generateSigningKey();
  foreign = await generateSigningKey();
  findKey = (college, kid) => (college === 'bat' && kid === key.kid ? publicHalf(key) : undefined);
});

function tokenWith(claims: Record<string, unknown>, signedWith: JWK = key, header: Record<string, unknown> = {}) {
  const now = Math.floor(Date.now() / 1_000);
  const payload = { iss: 'bat', aud: 'dobroset', sub: actor.id, iat: now, exp: now + 60, name: 'Анна К.', roles: ['CURATOR'], ...claims };
  return importJWK(signedWith, 'EdDSA').then((signingKey) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: key.kid, ...header }).sign(signingKey),
  );
}

describe('a token', () => {
  it('says who is asking', async () => {
    const { actor: verified } = await verifyToken(await signToken(actor, key, '1h'), findKey);
    expect(verified).toEqual(actor);
  });

  it.each([
    ['another audience', { aud: 'elsewhere' }],
    ['an expiry in the past', { exp: 1_000_000 }],
    ['no expiry', { exp: undefined }],
    ['an issuer that the roster does not name', { iss: 'hgt' }],
    ['an issuer that is a path', { iss: '../bat' }],
    ["another college's subject", { sub: 'hgt:0192f3c4-0000-7000-8000-000000000001' }],
    ['a role that does not exist', { roles: ['ROOT'] }],
    ['no role', { roles: [] }],
  ])('is refused with %s', async (_what, claims) => {
    await expect(tokenWith(claims).then((token) => verifyToken(token, findKey))).rejects.toThrow(InvalidToken);
  });

  it('is refused when another key signed it', async () => {
    await expect(tokenWith({}, foreign).then((token) => verifyToken(token, findKey))).rejects.toThrow(InvalidToken);
  });

  it('is refused unsigned, or signed by HMAC with the public key', async () => {
    const claims = { iss: 'bat', aud: 'dobroset', sub: actor.id, name: 'x', roles: ['CURATOR'], iat: 1, exp: 9_999_999_999 };
    const unsigned = new UnsecuredJWT(claims).encode();
    const hmac = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(Buffer.from(key.x ?? '', 'base64url'));
    for (const token of [unsigned, hmac, '', 'a.b.c', 'x']) {
      await expect(verifyToken(token, findKey)).rejects.toThrow(InvalidToken);
    }
  });
});

describe('bearer tokens', () => {
  it('make a visitor of nobody, and refuse what is not a bearer token', async () => {
    const tokens = new BearerTokens(findKey);
    expect(await tokens.actorOf(undefined)).toBeNull();
    await expect(tokens.actorOf('Basic YTpi')).rejects.toThrow(InvalidToken);
    await expect(tokens.actorOf('Bearer')).rejects.toThrow(InvalidToken);
  });

  it('forget what they verified when the keys change', async () => {
    let known = true;
    const tokens = new BearerTokens((college, kid) => (known ? findKey(college, kid) : undefined));
    const header = `Bearer ${await signToken(actor, key, '1h')}`;
    expect(await tokens.actorOf(header)).toEqual(actor);
    known = false;
    tokens.forget();
    await expect(tokens.actorOf(header)).rejects.toThrow(InvalidToken);
  });
});
