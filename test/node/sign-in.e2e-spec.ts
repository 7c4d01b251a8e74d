import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { CodeFlow, SignInRefused } from '#cli/token/code-flow.js';
import { verifyAccessToken } from '#identity/access-token.js';
import { verifyAssertion } from '#identity/assertion.js';
import { generatePrivateKeys, readSigningKeys } from '#identity/private-keys.js';
import { AccountEntity } from '#node/sign-in/accounts/account.entity.js';
import { PASSWORD, anAccount } from '#support/factories/account.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import type { Json } from '#support/graph-client.js';
import { BootedNode, PAGE_ORIGIN } from './booted-node.js';

const curator = aPerson({ displayName: 'Ирина П.' });
const volunteer = aVolunteer({ displayName: 'Анна К.' });

let node: BootedNode;

beforeAll(async () => {
  node = await BootedNode.start();
  await node.rows.manager.insert(curator.constructor, curator);
  await node.rows.manager.insert(volunteer.constructor, volunteer);
  await node.rows.manager.insert(AccountEntity, await anAccount({ person: curator }, 'irina'));
  await node.rows.manager.insert(AccountEntity, await anAccount({ volunteer }, 'anna'));
});
afterAll(() => node.stop());

const browser = () => new CodeFlow(node.issuer, PAGE_ORIGIN);
const refusal = async (work: Promise<unknown>): Promise<unknown> => {
  await expect(work).rejects.toThrow(SignInRefused);
  return work.catch((error: unknown) => error);
};

describe('signing in with a login and a password', () => {
  it('gives an access token that the gateway believes, with an assertion for the nodes inside it', async () => {
    const { access_token: token, expires_in: seconds, id_token: idToken } = await browser().signIn('Irina ', PASSWORD);
    const { actor, assertion, sid } = await verifyAccessToken(token, node.findKey);
    expect(actor).toEqual({ id: `chhtt:${curator.id}`, college: 'chhtt', roles: ['CURATOR'] });
    expect((await verifyAssertion(assertion, node.findKey)).actor).toEqual(actor);
    expect(sid).toMatch(/^[\w-]{43}$/);
    expect(seconds).toBe(600);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    expect(decodeJwt(token)).toMatchObject({ iss: 'chhtt', aud: 'dobroset', sub: `chhtt:${curator.id}` });
    expect(decodeJwt(idToken ?? '')).toMatchObject({ iss: node.issuer, aud: 'dobroset-page', sub: `chhtt:${curator.id}` });
  });

  it('knows a volunteer as themselves', async () => {
    const { access_token: token } = await browser().signIn('anna', PASSWORD);
    const { actor, assertion } = await verifyAccessToken(token, node.findKey);
    expect(actor).toEqual({ id: `chhtt:${volunteer.id}`, college: 'chhtt', roles: ['VOLUNTEER'] });
    const answer = await node.post({ query: '{ viewer { id volunteer { fullName } } }' }, assertion);
    expect(await answer.json()).toMatchObject({ data: { viewer: { id: actor.id, volunteer: { fullName: volunteer.fullName } } } });
  });

  it('asks nobody twice in one browser', async () => {
    const flow = browser();
    await flow.signIn('irina', PASSWORD);
    expect(await flow.begin()).toMatch(`${PAGE_ORIGIN}/?code=`);
  });

  it('asks again a week after the password was typed, however often they came since and whatever they ask for', async () => {
    const flow = browser();
    const week = 7 * 86_400;
    const refreshTokensLast = async (): Promise<number[]> =>
      (await node.rows.query<{ left: number }[]>(`SELECT extract(epoch FROM expires_at - now())::int AS "left" FROM provider_record WHERE kind = 'RefreshToken' AND consumed_at IS NULL`)).map(({ left }) => left);
    await flow.signIn('irina', PASSWORD);
    await node.rows.query(`DELETE FROM provider_record WHERE kind = 'RefreshToken'`);
    await node.signedInBefore(week - 3_600);
    const code = new URL(await flow.begin()).searchParams.get('code') ?? '';
    const { refresh_token: refreshToken = '' } = await flow.exchange(code);
    await flow.refresh(refreshToken);
    for (const left of await refreshTokensLast()) expect(left).toBeLessThanOrEqual(3_600);
    expect(await refreshTokensLast()).toHaveLength(1);

    await node.signedInBefore(week + 60);
    expect(await flow.begin({ prompt: 'none', max_age: '999999999' })).toMatch(`${PAGE_ORIGIN}/?error=login_required`);
    await flow.codeBehind(await flow.submit(await flow.begin(), 'irina', PASSWORD));
    expect(await flow.begin({ prompt: 'none' })).toMatch(`${PAGE_ORIGIN}/?code=`);
  });

  it('goes on by a refresh token, which is good once', async () => {
    const flow = browser();
    const first = await flow.signIn('irina', PASSWORD);
    const second = await flow.refresh(first.refresh_token ?? '');
    await verifyAccessToken(second.access_token, node.findKey);
    expect(second.refresh_token).not.toBe(first.refresh_token);
  });

  it('begins anew once a refresh token was given back: the browser’s session ended with it', async () => {
    const flow = browser();
    const { refresh_token: refreshToken = '' } = await flow.signIn('irina', PASSWORD);
    await flow.revoke(refreshToken);
    expect(await flow.begin({ prompt: 'none' })).toMatch(`${PAGE_ORIGIN}/?error=login_required`);
    expect(await flow.begin()).toContain('/interaction/');
  });

  it('begins anew once a refresh token was used twice', async () => {
    const flow = browser();
    const { refresh_token: refreshToken = '' } = await flow.signIn('irina', PASSWORD);
    const other = browser();
    await other.signIn('irina', PASSWORD);
    await flow.refresh(refreshToken);
    await refusal(flow.refresh(refreshToken));
    expect(await flow.begin({ prompt: 'none' })).toMatch(`${PAGE_ORIGIN}/?error=login_required`);
    expect(await other.begin({ prompt: 'none' })).toMatch(`${PAGE_ORIGIN}/?code=`);
  });

  it('row 27: begins anew once a refresh token was used twice at the same moment: neither may be the thief', async () => {
    const flow = browser();
    const { refresh_token: refreshToken = '' } = await flow.signIn('irina', PASSWORD);
    const both = await Promise.allSettled([flow.refresh(refreshToken), flow.refresh(refreshToken)]);
    expect(both.map(({ status }) => status)).toContain('rejected');
    for (const one of both) {
      if (one.status === 'fulfilled') expect(await refusal(flow.refresh(one.value.refresh_token ?? ''))).toMatchObject({ status: 400 });
    }
    expect(await flow.begin({ prompt: 'none' })).toMatch(`${PAGE_ORIGIN}/?error=login_required`);
  });

  it('takes a code once, and with its verifier alone', async () => {
    const flow = browser();
    const code = await flow.codeBehind(await flow.submit(await flow.begin(), 'irina', PASSWORD));
    expect(await refusal(browser().exchange(code))).toMatchObject({ status: 400 });
    const { refresh_token: refreshToken = '' } = await flow.exchange(code);
    expect(await refusal(flow.exchange(code))).toMatchObject({ status: 400 });
    expect(await refusal(flow.refresh(refreshToken))).toMatchObject({ status: 400 }); // whoever has the code may have more
  });

  it.each([
    ['PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['PKCE by its hash', { code_challenge_method: 'plain' }],
  ])('does not begin without %s', async (_what, extra) => {
    expect(await browser().begin(extra)).toMatch(`${PAGE_ORIGIN}/?error=invalid_request`);
  });

  it.each(['form_post', 'fragment', 'web_message', 'query.jwt'])('does not begin where the answer should come as %s, and says so where the page reads it', async (mode) => {
    expect(await browser().begin({ response_mode: mode })).toMatch(`${PAGE_ORIGIN}/?error=unsupported_response_mode&error_description=unsupported`);
  });

  it('answers in the query, asked for or not', async () => {
    const flow = browser();
    const code = await flow.codeBehind(await flow.submit(await flow.begin({ response_mode: 'query' }), 'irina', PASSWORD));
    await verifyAccessToken((await flow.exchange(code)).access_token, node.findKey);
  });

  it('sends nobody to an address that is not the page’s', async () => {
    const answer = await browser().get(browser().authorizationUrl({ redirect_uri: 'https://elsewhere.example/' }));
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    const page = await answer.text();
    expect(page).toContain('PAGE_ORIGINS');
    expect(page).not.toContain('too long ago');
  });
});

describe('the provider', () => {
  const read = async (path: string): Promise<Json> => (await fetch(`${node.issuer}/${path}`)).json();

  it('says of itself what it does, and nothing that it does not', async () => {
    expect(await read('.well-known/openid-configuration')).toMatchObject({
      issuer: node.issuer,
      authorization_endpoint: `${node.issuer}/auth`,
      token_endpoint: `${node.issuer}/token`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      id_token_signing_alg_values_supported: ['EdDSA'],
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('publishes the public half of the college’s signing key, and nothing private', async () => {
    const { keys } = await read('jwks');
    expect(keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: expect.any(String), x: expect.any(String) }]);
  });

  it('goes on publishing an older key, and signs with the first alone', async () => {
    const [newer, older] = [await generatePrivateKeys(), await generatePrivateKeys()];
    const both = JSON.stringify({ keys: [newer.signing, ...newer.decryption, older.signing] });
    expect(readSigningKeys(both).map(({ kid }) => kid)).toEqual([newer.signing.kid, older.signing.kid]);
    const rotated = await BootedNode.start({ keySet: both });
    try {
      const { keys } = await (await fetch(`${rotated.issuer}/jwks`)).json();
      expect(keys.map(({ kid }: Json) => kid)).toEqual([newer.signing.kid, older.signing.kid]);
      expect(JSON.stringify(keys)).not.toContain('"d"');
      await rotated.rows.manager.insert(curator.constructor, curator);
      await rotated.rows.manager.insert(AccountEntity, await anAccount({ person: curator }, 'irina'));
      const { access_token: token } = await new CodeFlow(rotated.issuer, PAGE_ORIGIN).signIn('irina', PASSWORD);
      expect(decodeProtectedHeader(token).kid).toBe(newer.signing.kid);
    } finally {
      await rotated.stop();
    }
  });

  it('is where the configuration says, whatever the request does', async () => {
    const response = await fetch(`${node.issuer}/.well-known/openid-configuration`, { headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } });
    expect(JSON.stringify(await response.json())).not.toContain('evil');
  });

  it('row 25: lets no other origin than the page’s read anything', async () => {
    for (const [origin, allowed] of [[PAGE_ORIGIN, PAGE_ORIGIN], ['https://evil.example', null], ['null', null]] as const) {
      const response = await fetch(`${node.issuer}/jwks`, { headers: { origin } });
      expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
    }
  });
});

describe('signing out where nobody is signed in', () => {
  const signOut = (query: string, language = 'ru') => fetch(`${node.issuer}/session/end${query}`, { redirect: 'manual', headers: { accept: 'text/html', 'accept-language': language } });

  it.each([
    ['ru', 'Вы вышли'],
    ['en', 'You are signed out'],
  ])('is done already, and says so in %s on a page that needs no script', async (language, said) => {
    const answer = await signOut('', language);
    const page = await answer.text();

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page).toContain(said);
    expect(page).not.toMatch(/<script|<form/);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('leads back to the network’s page, and nowhere else', async () => {
    const back = (uri: string) => signOut(`?client_id=dobroset-page&state=a%26b&post_logout_redirect_uri=${encodeURIComponent(uri)}`);
    const own = await back(`${PAGE_ORIGIN}/`);
    expect([own.status, own.headers.get('location')]).toEqual([303, `${PAGE_ORIGIN}/?state=a%26b`]);

    const foreign = await back('https://evil.example/');
    expect([foreign.status, foreign.headers.get('location')]).toEqual([400, null]);
    const unsaid = await signOut(`?post_logout_redirect_uri=${encodeURIComponent('https://evil.example/')}`);
    expect([unsaid.status, unsaid.headers.get('location')]).toEqual([200, null]);
  });
});
