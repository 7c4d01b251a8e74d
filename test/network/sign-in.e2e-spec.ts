import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type JWK, SignJWT, UnsecuredJWT, decodeJwt, importJWK } from 'jose';
import { CodeFlow, type Tokens } from '#cli/token/code-flow.js';
import { publicHalf } from '#identity/keys.js';
import { PartnerClientEntity } from '#node/sign-in/partners/partner-client.entity.js';
import { hashSecret } from '#node/sign-in/partners/partner-secret.js';
import { v7 as uuid } from 'uuid';
import { runCli } from '#support/cli-run.js';
import { PASSWORD, anAccount } from '#support/factories/account.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { type GraphAnswer, askGraph } from '#support/graph-client.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { until } from '#support/until.js';

const WHO = '{ viewer { id displayName roles } }';
const ENDS_WITHIN_MS = 30_000;

const curator = aPerson({ displayName: 'Ирина П.' });
const operator = aPerson({ displayName: 'Олег С.', role: 'OPERATOR' });
const aPartner = (name: string, scopes: readonly string[]) =>
  Object.assign(new PartnerClientEntity(), { id: uuid(), name, scopes, secretHash: hashSecret('secret'), createdAt: new Date(), disabledAt: null });
const partner = aPartner('Добро.рф', ['events:read']);
const mute = aPartner('Без прав', []);
const inNetwork = anEvent({ title: 'Для сети', audience: 'NETWORK', startsAt: new Date(Date.now() + 3_600_000) });

let network: TestNetwork;

beforeAll(async () => {
  network = await startNetwork('chhtt', 'bat');
  await network.node('chhtt').has(curator, operator, partner, mute, inNetwork);
  await network.node('chhtt').has(await anAccount({ person: curator }, 'irina'), await anAccount({ person: operator }, 'oleg'));
});

afterAll(() => network.stop());

const browser = () => new CodeFlow(network.node('chhtt').issuer, network.gateway.origin);
const askAs = (token: string, query = WHO): Promise<GraphAnswer> => askGraph(`${network.gateway.origin}/graphql`, query, {}, token);
const isRefused = async (token: string): Promise<boolean> => (await askAs(token)).status === 401;

async function tokenOf(client: PartnerClientEntity, secret = 'secret', scope = 'events:read'): Promise<Response> {
  return fetch(`${network.node('chhtt').issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) }),
  });
}

describe('whoever signed in at their college', () => {
  it('is known through the gateway', async () => {
    const { access_token: token } = await browser().signIn('irina', PASSWORD);
    const { data, errors } = await askAs(token);
    expect(errors).toEqual([]);
    expect(data.viewer).toEqual({ id: `chhtt:${curator.id}`, displayName: 'Ирина П.', roles: ['CURATOR'] });
  });

  it('row 38: is named in no token, for what is inside goes to every college that is asked', async () => {
    const { access_token: token } = await browser().signIn('irina', PASSWORD);
    const { assertion, ...access } = decodeJwt(token);
    expect(Object.keys(decodeJwt(String(assertion))).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'roles', 'sub']);
    expect(JSON.stringify([access, decodeJwt(String(assertion))])).not.toContain('Ирина');
  });

  it('finds where by the network itself', async () => {
    const { data } = await network.ask('{ colleges { code issuer } }');
    expect(data.colleges).toContainEqual({ code: 'chhtt', issuer: network.node('chhtt').issuer });
  });
});

describe('row 27: a session that ended', () => {
  const endings: Readonly<Record<string, (flow: CodeFlow, tokens: Tokens) => Promise<unknown>>> = {
    'by signing out': (flow, tokens) => flow.signOut(tokens.id_token ?? ''),
    'by a withdrawn refresh token': (flow, tokens) => flow.revoke(tokens.refresh_token ?? ''),
    'by the second use of a refresh token': async (flow, tokens) => {
      await flow.refresh(tokens.refresh_token ?? '');
      await expect(flow.refresh(tokens.refresh_token ?? '')).rejects.toThrow('400');
    },
  };
  const ended = new Map<string, { readonly flow: CodeFlow; readonly tokens: Tokens }>();

  beforeAll(async () => {
    const every = Object.entries(endings);
    const end = async ([how, by]: (typeof every)[number]) => {
      const flow = browser();
      const tokens = await flow.signIn('irina', PASSWORD);
      expect(await isRefused(tokens.access_token)).toBe(false);
      await by(flow, tokens);
      ended.set(how, { flow, tokens });
    };
    await Promise.all(every.map(end)); // at once, for each takes its time to be heard of
  });

  it.each(Object.keys(endings))('%s is refused within half a minute, and cannot be gone on with', async (how) => {
    const { flow, tokens } = ended.get(how)!;
    await until('the token is refused', () => isRefused(tokens.access_token), ENDS_WITHIN_MS);
    await expect(flow.refresh(tokens.refresh_token ?? '')).rejects.toThrow('400');
  });

  it('ends with the account that is shut, for whom nobody signs in any more', async () => {
    const { access_token: token } = await browser().signIn('oleg', PASSWORD);
    expect(await isRefused(token)).toBe(false);
    const { exitCode } = await runCli(['staff', 'disable', 'oleg', '--database', network.node('chhtt').database.url]);
    expect(exitCode).toBe(0);
    await until('the token is refused', () => isRefused(token), ENDS_WITHIN_MS);
    await expect(browser().signIn('oleg', PASSWORD)).rejects.toThrow('403');
  });

  it('leaves the same person’s other browser alone', async () => {
    const [one, other] = [browser(), browser()];
    const ended = await one.signIn('irina', PASSWORD);
    const kept = await other.signIn('irina', PASSWORD);
    await one.revoke(ended.refresh_token ?? '');
    await until('the token is refused', () => isRefused(ended.access_token), ENDS_WITHIN_MS); // a slow node's answer counts from the next request
    expect(await isRefused(kept.access_token)).toBe(false);
  });

  it('is not held against anybody while the college’s node is away', async () => {
    const { access_token: token } = await browser().signIn('irina', PASSWORD);
    network.node('chhtt').freeze();
    try {
      const { status, milliseconds } = await askAs(token, '{ colleges { code } }');
      expect(status).toBe(200);
      expect(milliseconds).toBeLessThan(1_500);
    } finally {
      network.node('chhtt').resume();
    }
  });
});

describe('a partner’s system', () => {
  const events = '{ events { nodes { title } } viewer { displayName roles } }';

  it('signs in by itself and reads what its scopes add to what everybody sees', async () => {
    const { access_token: token, scope } = await (await tokenOf(partner)).json();
    expect(scope).toBe('events:read');
    const { data } = await askAs(token, events);
    expect(data.events.nodes).toEqual([{ title: 'Для сети' }]);
    expect(data.viewer).toEqual({ displayName: 'Добро.рф', roles: ['PARTNER'] });
  });

  it('row 21: sees what a visitor sees where it asked for nothing, or has nothing', async () => {
    for (const response of [await tokenOf(partner, 'secret', ''), await tokenOf(mute, 'secret', '')]) {
      const { data } = await askAs((await response.json()).access_token, events);
      expect(data.events.nodes).toEqual([]);
    }
    expect((await tokenOf(mute)).status).toBe(400);
  });

  it('does not get in with a wrong secret', async () => {
    const response = await tokenOf(partner, 'wrong');
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: 'invalid_client', error_description: 'client authentication failed' });
  });
});

describe('row 12: what a node or the gateway was given', () => {
  it('cannot be shown again: an access token at a node, an assertion at the gateway, either at another node', async () => {
    const { access_token: token } = await browser().signIn('irina', PASSWORD);
    const { assertion } = decodeJwt<{ assertion: string }>(token);
    expect((await askAs(assertion)).status).toBe(401);
    for (const college of ['chhtt', 'bat']) {
      for (const shown of [token, assertion]) {
        expect((await askGraph(network.node(college).endpoint, WHO, {}, shown)).status).toBe(401);
      }
    }
  });
});

describe('row 19: a forged token', () => {
  const forgeries = async (good: string, key: JWK): Promise<string[]> => {
    const claims = decodeJwt(good);
    const signingKey = await importJWK(key, 'EdDSA');
    const header = { alg: 'EdDSA', kid: key.kid ?? '', typ: 'at+jwt' };
    const sign = (changed: object, head: object = {}) => new SignJWT({ ...claims, ...changed }).setProtectedHeader({ ...header, ...head }).sign(signingKey);
    const hmac = new SignJWT({ ...claims }).setProtectedHeader({ ...header, alg: 'HS256' }).sign(Buffer.from(publicHalf(key).x, 'base64url'));
    return Promise.all([
      Promise.resolve(new UnsecuredJWT(claims).encode()),
      hmac,
      sign({ aud: 'elsewhere' }),
      sign({ iss: 'bat' }),
      sign({ exp: 1 }),
      sign({ exp: undefined }),
      sign({}, { jku: 'http://127.0.0.1:1/', kid: 'none' }),
      sign({}, { jwk: publicHalf(key), kid: 'none' }),
      sign({}, { kid: '../../etc/passwd' }),
      sign({ sid: 7 }),
      Promise.resolve(`${good.slice(0, -8)}AAAAAAAA`),
      Promise.resolve('x'),
    ]);
  };

  it('gets the one same answer, whatever is wrong with it', async () => {
    const { access_token: good } = await browser().signIn('irina', PASSWORD);
    const answers = new Set<string>();
    for (const forged of await forgeries(good, network.node('chhtt').keys.signing)) {
      const { status, errors } = await askAs(forged);
      answers.add(JSON.stringify({ status, errors }));
    }
    expect([...answers]).toEqual([
      JSON.stringify({ status: 401, errors: [{ message: 'The token is not valid or has expired; sign in again.', extensions: { code: 'UNAUTHENTICATED' } }] }),
    ]);
  });
});

describe('row 40: the logs', () => {
  it('hold no password, no token and no login', async () => {
    const flow = browser();
    const { access_token: token, refresh_token: refreshToken = '' } = await flow.signIn('irina', PASSWORD);
    await askAs(token);
    await askAs(`${token}x`);
    await flow.submit(await browser().begin(), 'oleg@example.org', 'my secret password');
    await flow.refresh(refreshToken);
    const said = network.gateway.log + network.node('chhtt').log;
    expect(said).toContain('refused');
    for (const secret of [token.slice(-40), refreshToken, PASSWORD, 'my secret password', 'oleg@', 'irina']) expect(said).not.toContain(secret);
  });
});
