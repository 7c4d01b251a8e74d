import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor } from '#identity/actor.js';
import { type PrivateKeys, generatePrivateKeys, privateKeysJson, publicKeysOf } from '#identity/private-keys.js';
import { farewell, keyProof, rotation } from '#membership/statements.js';
import { parseRoster } from '#roster/roster.js';
import { RegistryNetwork, aPerson } from '#support/registry-network.js';
import { until } from '#support/until.js';
import { JoiningCollege } from './joining-college.js';

jest.setTimeout(180_000);

const INVITE = `mutation ($code: ID!) { inviteCollege(input: { code: $code, name: "Колледж", shortName: "К", city: "Сызрань", region: "Самарская область" }) { token } }`;
const APPROVE = 'mutation ($code: ID!) { approveMember(code: $code) { status } }';
const SUSPEND = 'mutation ($code: ID!) { suspendMember(code: $code, reason: "ключ потерян") { status } }';
const LEAVE = 'mutation ($code: ID!) { leaveNetwork(code: $code) { status } }';
const VIEWER = '{ viewer { id } }';

let network: RegistryNetwork;

beforeAll(async () => {
  network = await RegistryNetwork.start(['chhtt', 'namt', 'bat']);
  await until('every node answers', async () => (await network.ask('{ colleges { about } }')).errors.length === 0);
});
afterAll(() => network.stop());

async function rotatedAtOnce(code: string, keys: PrivateKeys): Promise<PrivateKeys> {
  const next = await generatePrivateKeys();
  const proof = await keyProof.sign(code, { replaces: keys.signing.kid ?? '' }, next.signing);
  const statement = await rotation.sign(code, { keys: publicKeysOf(next), isUrgent: true, proof }, keys.signing);
  expect((await network.registry.post('keys/rotate', { statement })).status).toBe(200);
  return next;
}

async function leave(code: string, { signing }: PrivateKeys): Promise<{ status: number; body: unknown }> {
  return network.registry.post('leave', { statement: await farewell.sign(code, {}, signing) });
}

/** Founds the network anew with some of it written otherwise. @param besides members that the file names by their codes */
async function refound(change: Readonly<Record<string, object>>, besides: readonly string[] = []): Promise<void> {
  const colleges = network.founders.colleges.map((college) => ({ ...college, ...change[college.code] }));
  await network.registry.kill();
  await network.registry.writeFounding({ ...network.founders, colleges: [...colleges, ...besides.map((code) => ({ code, coordinates: true }))] });
  await network.registry.restart();
}

async function keysOnRoster(code: string): Promise<{ kid: string; retiredAt?: string }[]> {
  const [row] = await network.registry.rowsOf('SELECT keys FROM membership WHERE code = $1', [code]);
  return JSON.parse(JSON.stringify(row?.['keys']));
}

const refusedWith = (message: string) => [{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining(message) }];

describe('row 4: keys that a college once had', () => {
  let college: JoiningCollege;

  async function invited(code: string, keys?: PrivateKeys): Promise<JoiningCollege> {
    const { data } = await network.ask(INVITE, { code }, network.coordinators[0]);
    college = await JoiningCollege.invited(code, data.inviteCollege.token, network.registry, keys);
    await college.startNode();
    return college;
  }
  afterEach(() => college.stop());

  const kept: PrivateKeys[] = [];

  it('come back with it where nothing replaced them, once', async () => {
    const { keys } = await invited('syz');
    await college.becomeObserver();
    expect((await leave('syz', keys)).body).toEqual({ status: 'LEFT' });
    expect(await network.memberPublished('syz')).toMatchObject({ status: 'LEFT' });
    expect(await network.memberPublished('syz')).not.toHaveProperty('leftAt'); // row 15: whom nobody approved has been no member, and never becomes an issuer by leaving
    await college.stop();
    await invited('syz', keys);
    await college.becomeObserver();
    const { signing, encryption } = publicKeysOf(keys);
    expect(await keysOnRoster('syz')).toEqual([signing, encryption]);
    kept.push(keys);
  });

  it('do not where they were revoked, by leaving and joining anew, nor do another college’s', async () => {
    const [stolen] = kept;
    if (!stolen) throw new Error('It has no keys.');
    const next = await rotatedAtOnce('syz', stolen);
    expect((await leave('syz', next)).status).toBe(200);
    await invited('syz', stolen);
    expect(await college.join()).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('were replaced before') }] } });
    const ofBat = await college.join(network.node('bat').endpoint, network.node('bat').keys);
    expect(ofBat).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('are another college’s') }] } });
    const halfOld = { ...(await generatePrivateKeys()), decryption: stolen.decryption };
    expect((await college.join(college.node.endpoint, halfOld)).status).toBe(400);
    await college.stop();

    await invited('syz', next);
    await college.becomeObserver();
    const keys = await keysOnRoster('syz');
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
    expect(keys.filter(({ retiredAt }) => retiredAt === undefined).map(({ kid }) => kid)).toEqual(Object.values(publicKeysOf(next)).map(({ kid }) => kid));
  });

  it('are not needed where they were lost: the college is suspended and invited anew, and two must approve it', async () => {
    const [one, other] = network.coordinators;
    expect((await network.ask(SUSPEND, { code: 'syz' }, one)).data.suspendMember).toEqual({ status: 'SUSPENDED' });
    await invited('syz');
    await college.become('SUSPENDED');
    expect((await network.ask(APPROVE, { code: 'syz' }, one)).data.approveMember).toEqual({ status: 'SUSPENDED' });
    expect((await network.ask(APPROVE, { code: 'syz' }, other)).data.approveMember).toEqual({ status: 'MEMBER' });
    kept.push(college.keys);
  });

  it('have signed what counts until its college left, also when that is back and nobody has approved it yet', async () => {
    const keys = kept.at(-1);
    if (!keys) throw new Error('It has no keys.');
    expect((await leave('syz', keys)).body).toEqual({ status: 'LEFT' });
    const gone = await network.memberPublished('syz');
    expect(gone).toMatchObject({ status: 'LEFT', leftAt: expect.any(String) });
    await invited('syz', keys);
    await college.becomeObserver();
    expect(await network.memberPublished('syz')).toMatchObject({ status: 'OBSERVER', leftAt: gone?.leftAt });
  });
});

describe('row 15: the two without whom nobody is approved', () => {
  it('stay: neither is suspended or goes, and nobody takes another’s college off the network', async () => {
    const [one, other] = network.coordinators;
    const sentence = 'Without namt fewer than two colleges would coordinate the network';
    expect((await network.ask(SUSPEND, { code: 'namt' }, one)).errors).toMatchObject(refusedWith(sentence));
    expect((await network.ask(LEAVE, { code: 'namt' }, aPerson('namt', 'OPERATOR'))).errors).toMatchObject(refusedWith(sentence));
    expect(await leave('namt', network.node('namt').keys)).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('FOUNDING') }] } });
    for (const actor of [one, other, aPerson('chhtt', 'OPERATOR')]) {
      expect((await network.ask(LEAVE, { code: 'bat' }, actor)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect((await network.ask('{ invitations { code } }', {}, other)).errors).toEqual([]);
  });
});

describe('the registry itself', () => {
  const invitations = async () => (await network.ask('{ invitations { code } }', {}, network.coordinators[0])).errors;
  const known = async () => parseRoster(Buffer.from((await network.lastGoodRoster()).split('.')[1] ?? '', 'base64url').toString('utf8'));
  const named = () => network.registry.rowsOf(`SELECT details->>'endpoint' AS endpoint, details->'keys'->0->>'kid' AS kid FROM log_entry WHERE decision = 'REGISTRY_NAMED' ORDER BY number`);

  it('is asked with its new keys, and where it has moved to, by a gateway that goes on running', async () => {
    const { registry } = network;
    const [old, next] = [registry.keys, registry.nextKeys].map(({ signing }) => signing.kid);
    const endpoint = `${registry.url}graphql`;
    const elsewhere = registry.url.replace('127.0.0.1', 'localhost');
    await registry.restart({ KEYS: privateKeysJson(registry.nextKeys) });
    await until('its new key is sealed to', async () => (await invitations()).length === 0);
    await registry.restart({ PUBLIC_URL: elsewhere });
    await until('the gateway knows where it is', async () => (await known()).registry?.endpoint === `${elsewhere}graphql`);
    expect(await invitations()).toEqual([]);
    expect(await named()).toEqual([{ endpoint, kid: old }, { endpoint, kid: next }, { endpoint: `${elsewhere}graphql`, kid: next }]);
  });
});

describe('the founding file', () => {
  let keys: PrivateKeys;
  const decides = async (actor: Actor, by: PrivateKeys) => (await network.askWith('{ invitations { code } }', await network.tokenBy(actor, by))).errors.length === 0;

  it('row 4: brings no revoked key back with what it says anew', async () => {
    const stolen = network.node('bat').keys;
    const token = await network.tokenBy(aPerson('bat', 'CURATOR'), stolen);
    keys = await rotatedAtOnce('bat', stolen);
    const before = await keysOnRoster('bat');
    await until('the old key counts no more', async () => (await network.askWith(VIEWER, token)).status === 401);

    await refound({ bat: { coordinates: true } }, ['syz']);
    await until('bat decides for the network', () => decides(aPerson('bat', 'COORDINATOR'), keys));
    expect(await keysOnRoster('bat')).toEqual(before);
    expect((await network.askWith(VIEWER, token)).status).toBe(401);
    const rows = await network.registry.rowsOf('SELECT code FROM membership WHERE coordinates ORDER BY code');
    expect(rows.map(({ code }) => code)).toEqual(['bat', 'chhtt', 'namt', 'syz']);
  });

  it('row 15: names others that coordinate, and one of the first may be suspended then', async () => {
    const [one] = network.coordinators;
    expect((await network.ask(SUSPEND, { code: 'namt' }, one)).data.suspendMember).toEqual({ status: 'SUSPENDED' });
    const another = await network.askWith(APPROVE, await network.tokenBy(aPerson('bat', 'COORDINATOR'), keys), { code: 'namt' });
    expect(another.data.approveMember).toEqual({ status: 'SUSPENDED' });
    expect((await network.ask(APPROVE, { code: 'namt' }, one)).data.approveMember).toEqual({ status: 'MEMBER' });
  });

  it.each([
    ['keys that a college never had', { bat: { keys: [{ kid: 'k1', kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) }] } }, [], 'it gives bat keys that this registry never had for it'],
    ['a college that has not joined', {}, ['nowhere'], 'no college "nowhere" has joined'],
  ])('is refused for %s, before anything is changed', async (_what, change, besides, sentence) => {
    const before = await network.registry.rowsOf('SELECT * FROM membership ORDER BY code');
    await expect(refound(change, besides)).rejects.toThrow();
    expect(network.registry.log).toContain(sentence);
    expect(await network.registry.rowsOf('SELECT * FROM membership ORDER BY code')).toEqual(before);
  });
});
