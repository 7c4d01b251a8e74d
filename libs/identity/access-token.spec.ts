import { beforeAll, describe, expect, it } from '@jest/globals';
import { type JWK, SignJWT, UnsecuredJWT, importJWK } from 'jose';
import type { Actor } from './actor.js';
import { signAccessToken, verifyAccessToken } from './access-token.js';
import { signAssertion, verifyAssertion } from './assertion.js';
import { BearerTokens } from './bearer.js';
import { generateSigningKey, publicHalf } from './keys.js';
import { type FindKey, InvalidToken } from './signed-claims.js';

const actor: Actor = {
  id: 'bat:0192f3c4-0000-7000-8000-000000000001',
  college: 'bat',
  roles: ['CURATOR'],
};

let key: JWK;
let foreign: JWK;
let findKey: FindKey;
/** What the college vouches for, inside the tokens of these tests. */
let assertion: string;

beforeAll(async () => {
  key = await generateSigningKey();
  foreign = await generateSigningKey();
  assertion = await signAssertion(actor, key, '1h');
  findKey = (college, kid) => (college === 'bat' && kid === key.kid ? publicHalf(key) : undefined);
});

function tokenWith(claims: Record<string, unknown>, signedWith: JWK = key, header: Record<string, unknown> = {}) {
  const now = Math.floor(Date.now() / 1_000);
  const payload = { iss: 'bat', aud: 'dobroset', sub: actor.id, iat: now, exp: now + 60, jti: 'one', name: 'Анна К.', roles: ['CURATOR'], assertion, ...claims };
  return importJWK(signedWith, 'EdDSA').then((signingKey) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'at+jwt', ...header }).sign(signingKey),
  );
}

/** What the last letter of a signature can be, and another that is read alike: its last four bits are of no byte. */
const NEXT: Readonly<Record<string, string>> = { A: 'B', Q: 'R', g: 'h', w: 'x' };

const refused = (token: Promise<string>) => expect(token.then((text) => verifyAccessToken(text, findKey))).rejects.toThrow(InvalidToken);
const accepted = (token: Promise<string>) => expect(token.then((text) => verifyAccessToken(text, findKey))).resolves.toMatchObject({ actor });
const now = () => Math.floor(Date.now() / 1_000);

describe('an access token', () => {
  it('says who is asking, and holds what the nodes accept', async () => {
    const { actor: verified, assertion } = await verifyAccessToken(await signAccessToken(actor, key, '1h'), findKey);
    expect(verified).toEqual(actor);
    expect((await verifyAssertion(assertion, findKey)).actor).toEqual(actor);
  });

  it('names the same person however its subject writes the id', async () => {
    await accepted(tokenWith({ sub: actor.id.toUpperCase().replace('BAT', 'bat') }));
  });

  it('is refused with an assertion about somebody else, or by another’s key', async () => {
    const other = { ...actor, id: 'bat:0192f3c4-0000-7000-8000-000000000002' };
    await refused(tokenWith({ assertion: await signAssertion(other, key, '1h') }));
    await refused(tokenWith({ assertion: await signAssertion(actor, foreign, '1h') }));
  });

  it.each<[string, (whole: string) => string]>([
    ['a line break', (whole) => whole.replace(/(?<=\.[^.]{20})(?=[^.]*$)/, '\n')],
    ['a space', (whole) => `${whole} `],
    ['padding', (whole) => `${whole}==`],
    ['bits that nobody reads', (whole) => `${whole.slice(0, -1)}${NEXT[whole.slice(-1)]}`],
  ])('row 19: is refused with an assertion that holds %s', async (_what, bent) => {
    expect(bent(assertion)).not.toBe(assertion);
    await refused(tokenWith({ assertion: bent(assertion) }));
    await expect(verifyAssertion(bent(assertion), findKey)).rejects.toThrow(InvalidToken);
  });

  it('row 19: is refused with an assertion that is too long for a header', async () => {
    const roles = Array.from({ length: 300 }, () => 'CURATOR' as const);
    await accepted(tokenWith({ assertion: await signAssertion({ ...actor, roles: roles.slice(0, 100) }, key, '1h') }));
    const long = await signAssertion({ ...actor, roles }, key, '1h');
    await refused(tokenWith({ assertion: long }));
    await expect(verifyAssertion(long, findKey)).rejects.toThrow(InvalidToken);
  });

  it.each([
    ['is no id', 'bat:curator'],
    ['has no end', `${actor.id}${'x'.repeat(1_000)}`],
    ['is of the whole college', 'bat'],
  ])('row 19: is refused with a subject that %s, whatever its college vouches for', async (_what, sub) => {
    const odd = await signAssertion({ ...actor, id: sub }, key, '1h');
    await refused(tokenWith({ sub, assertion: odd }));
    await expect(verifyAssertion(odd, findKey)).rejects.toThrow(InvalidToken);
  });

  it('may be of a session with a long name', async () => {
    await accepted(tokenWith({ sid: 'x'.repeat(100) }));
  });

  it('row 12: is no assertion, and an assertion is no access token', async () => {
    await expect(verifyAssertion(await signAccessToken(actor, key, '1h'), findKey)).rejects.toThrow(InvalidToken);
    await refused(signAssertion(actor, key, '1h'));
  });

  it('is believed while clocks differ by less than a minute', async () => {
    await accepted(tokenWith({ exp: now() - 50 }));
    await accepted(tokenWith({ iat: now() + 50 }));
    await refused(tokenWith({ exp: now() - 70 }));
    await refused(tokenWith({ iat: now() + 70 }));
  });

  it('row 19: is good for a day at most, whatever its college writes', async () => {
    await accepted(tokenWith({ exp: now() + 86_400 }));
    await refused(tokenWith({ exp: now() + 86_520 }));
    await refused(tokenWith({ exp: now() + 10 * 365 * 86_400 }));
  });

  it.each([
    ['another audience', { aud: 'elsewhere' }],
    ['a second audience', { aud: ['dobroset', 'elsewhere'] }],
    ['an expiry in the past', { exp: 1_000_000 }],
    ['no expiry', { exp: undefined }],
    ['no id', { jti: undefined }],
    ['an issuer that the roster does not name', { iss: 'hgt' }],
    ['an issuer that is a path', { iss: '../bat' }],
    ["another college's subject", { sub: 'hgt:0192f3c4-0000-7000-8000-000000000001' }],
    ['a session without an end', { sid: 'x'.repeat(101) }],
    ['a session that is no text', { sid: 7 }],
    ['a role that does not exist', { roles: ['ROOT'] }],
    ['no role', { roles: [] }],
    ['no assertion', { assertion: undefined }],
    ['an assertion that is none', { assertion: 'a.b.c' }],
    ['a day that is not yet', { nbf: 9_999_999_999 }],
  ])('row 19: is refused with %s', async (_what, claims) => {
    await refused(tokenWith(claims));
  });

  it.each([
    ['another type', { typ: 'JWT' }],
    ['no type', { typ: undefined }],
    ['a key id that is a path', { kid: '../../etc/passwd' }],
    ['a key id that is SQL', { kid: "' OR 1=1 --" }],
    ['critical headers', { crit: ['b64'], b64: true }],
  ])('row 19: is refused with %s in its header', async (_what, header) => {
    await refused(tokenWith({}, key, header));
  });

  it('row 19: is not checked with a key, or a place of keys, that it brings itself', async () => {
    await refused(tokenWith({}, foreign, { jwk: publicHalf(foreign), kid: foreign.kid }));
    await refused(tokenWith({}, foreign, { jku: 'http://127.0.0.1:1/keys', x5u: 'http://127.0.0.1:1/', kid: foreign.kid }));
    await refused(tokenWith({}, foreign));
  });

  it.each(['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256'])('row 19: is refused with %s in its header, whoever signed it', async (name) => {
    const brought = { jwk: publicHalf(key), x5c: ['MIIB'] }[name] ?? 'http://127.0.0.1:1/keys';
    await refused(tokenWith({}, key, { [name]: brought }));
  });

  it('row 19: is refused unsigned, or signed by HMAC with the public key', async () => {
    const claims = { iss: 'bat', aud: 'dobroset', sub: actor.id, name: 'x', roles: ['CURATOR'], iat: 1, exp: 9_999_999_999, jti: 'one', assertion: 'a' };
    const unsigned = new UnsecuredJWT(claims).encode();
    const hmac = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: key.kid, typ: 'at+jwt' }).sign(Buffer.from(key.x ?? '', 'base64url'));
    for (const token of [unsigned, hmac, '', 'a.b.c', 'x']) await refused(Promise.resolve(token));
  });
});

describe('bearer tokens', () => {
  it('make a visitor of nobody, and refuse what is not a bearer token', async () => {
    const tokens = new BearerTokens((token) => verifyAccessToken(token, findKey));
    expect(await tokens.read(undefined)).toBeNull();
    await expect(tokens.read('Basic YTpi')).rejects.toThrow(InvalidToken);
    await expect(tokens.read('Bearer')).rejects.toThrow(InvalidToken);
  });

  it('forget what they verified when the keys change', async () => {
    let known = true;
    const tokens = new BearerTokens((token) => verifyAccessToken(token, (college, kid) => (known ? findKey(college, kid) : undefined)));
    const header = `Bearer ${await signAccessToken(actor, key, '1h')}`;
    expect(await tokens.read(header)).toMatchObject({ actor });
    known = false;
    tokens.forget();
    await expect(tokens.read(header)).rejects.toThrow(InvalidToken);
  });
});
