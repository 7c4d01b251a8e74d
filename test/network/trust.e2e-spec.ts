import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type CallHeaders, CallSigner } from '#identity/call/call-signer.js';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { keyProof, rotation } from '#membership/statements.js';
import { signRoster } from '#roster/signed-roster.js';
import { parseRoster } from '#roster/roster.js';
import { RegistryNetwork, aPerson } from '#support/registry-network.js';
import { GATEWAY_ID } from '#support/test-roster.js';
import { until } from '#support/until.js';

const MINUTE_MS = 60_000;
const ABOUT = '{ colleges { code about } }';
const SUSPEND = 'mutation ($code: ID!) { suspendMember(code: $code, reason: "ключ потерян") { status } }';
const VIEWER = '{ viewer { id } }';

jest.setTimeout(240_000);

let network: RegistryNetwork;
/** These go on beside the other tests, for they wait most of their minute. */
let expiry: Promise<void>;
let oldKeyEnds: Promise<void> = Promise.reject(new Error('No key was rotated.'));
oldKeyEnds.catch(() => undefined); // its own test tells

beforeAll(async () => {
  network = await RegistryNetwork.start(['chhtt', 'namt', 'bat', 'hgt'], { OVERLAP_SECONDS: '30' }, 3);
  await until('every node answers', async () => (await network.ask(ABOUT)).errors.length === 0, MINUTE_MS);
  expiry = rosterExpires();
  expiry.catch(() => undefined); // its own test tells
});

afterAll(async () => {
  await Promise.allSettled([expiry, oldKeyEnds]);
  await network.stop();
});

const body = JSON.stringify({ query: '{ __typename }' });

interface Call {
  readonly of?: RegistryNetwork;
  readonly as?: string;
  readonly keys?: PrivateKeys;
  readonly meant?: string;
  readonly sent?: string;
  /** What the node calls the request in its log. */
  readonly id?: string;
}

/** Signs as somebody for the node of a college, and sends it to the node of another, or of the same. */
async function call(to: string, { of = network, as = GATEWAY_ID, keys, meant = to, sent = body, id }: Call = {}): Promise<number> {
  const recipient = publicKeysOf(of.node(meant).keys).encryption;
  const signed = await new CallSigner(as, (keys ?? of.gatewayKeys).signing, meant, recipient).headersFor({ body, authorization: undefined });
  return post(of.node(to).endpoint, sent, { ...signed, ...(id !== undefined && { 'x-request-id': id }) });
}

async function post(endpoint: string, sent: string, headers: Partial<CallHeaders> & { readonly 'x-request-id'?: string } = {}): Promise<number> {
  const response = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: sent });
  await response.arrayBuffer();
  return response.status;
}

describe('a node of a network whose roster is published', () => {
  it('row 1: answers a gateway of the roster; no signature, a self-made key or another member’s key is refused, and logged', async () => {
    expect(await call('bat', { id: 'by-the-gateway' })).toBe(200);
    expect(await post(network.node('bat').endpoint, body, { 'x-request-id': 'by-nobody' })).toBe(401);
    expect(await call('bat', { id: 'self-made', keys: await generatePrivateKeys() })).toBe(401);
    expect(await call('bat', { id: 'as-a-member', as: 'hgt', keys: network.node('hgt').keys })).toBe(401);
    expect(await call('bat', { id: 'by-a-members-key', keys: network.node('hgt').keys })).toBe(401);
    const refusals = ['by-nobody', 'self-made', 'as-a-member', 'by-a-members-key'];
    const linesOf = (id: string) => network.node('bat').log.split('\n').filter((line) => line.includes(`"requestId":"${id}"`) && line.includes('"refused":'));
    await until('the log tells of each', () => refusals.every((id) => linesOf(id).length === 1));
    expect(linesOf('by-the-gateway')).toEqual([]);
  });

  it('row 2: refuses a request that was meant for another node', async () => {
    expect(await call('hgt', { meant: 'bat' })).toBe(401);
  });

  it('row 3: refuses a body with one byte flipped', async () => {
    expect(await call('bat', { sent: body.replace('{ __', '{  _') })).toBe(401);
  });
});

describe('row 4: keys that are rotated', () => {
  const curator = aPerson('hgt', 'CURATOR');

  it('pass both during the overlap', async () => {
    const { keys } = network.node('hgt');
    const next = await generatePrivateKeys();
    const proof = await keyProof.sign('hgt', { replaces: keys.signing.kid ?? '' }, next.signing);
    const statement = await rotation.sign('hgt', { keys: publicKeysOf(next), isUrgent: false, proof }, keys.signing);
    const { status } = await network.registry.post('keys/rotate', { statement });
    expect(status).toBe(200);
    expect((await network.registry.post('keys/rotate', { statement })).status).toBe(401); // row 70
    const rotatedAt = Date.now();

    const oldToken = await network.tokenBy(curator, keys);
    const newToken = await network.tokenBy(curator, next);
    const counts = async (token: string) => (await network.askWith(VIEWER, token)).data?.viewer?.id === curator.id;
    // At the gateway and at the node, each of which fetches the roster by itself.
    await until('both keys count', async () => (await counts(newToken)) && (await counts(oldToken)));

    oldKeyEnds = ends(oldToken, rotatedAt, newToken);
    oldKeyEnds.catch(() => undefined); // its own test tells
  });

  it('are refused from a stranger, from another college, and without the new key’s proof', async () => {
    const next = await generatePrivateKeys();
    const { keys } = network.node('bat');
    const proof = await keyProof.sign('bat', { replaces: keys.signing.kid ?? '' }, next.signing);
    const claims = { keys: publicKeysOf(next), isUrgent: true, proof };
    const badProof = { ...claims, proof: await keyProof.sign('bat', { replaces: keys.signing.kid ?? '' }, keys.signing) };
    const statements = [
      await rotation.sign('bat', claims, next.signing),
      await rotation.sign('bat', claims, network.node('chhtt').keys.signing),
      await rotation.sign('bat', badProof, keys.signing),
    ];
    for (const statement of statements) expect((await network.registry.post('keys/rotate', { statement })).status).toBe(401);
    expect((await network.registry.post('leave', { statement: statements[0] })).status).toBe(401);
  });

  it('stop counting within a minute where it is urgent', async () => {
    const { keys } = network.node('bat');
    const oldToken = await network.token(aPerson('bat', 'CURATOR'));
    expect((await network.askWith(VIEWER, oldToken)).status).toBe(200);
    const next = await generatePrivateKeys();
    const proof = await keyProof.sign('bat', { replaces: keys.signing.kid ?? '' }, next.signing);
    const statement = await rotation.sign('bat', { keys: publicKeysOf(next), isUrgent: true, proof }, keys.signing);
    expect((await network.registry.post('keys/rotate', { statement })).status).toBe(200);
    await until('the old key counts no more', async () => (await network.askWith(VIEWER, oldToken)).status === 401, MINUTE_MS);
  });
});

describe('row 16: suspension', () => {
  it('stops a college’s traffic within 60 s, and nobody else’s', async () => {
    const token = await network.token(aPerson('namt', 'CURATOR'));
    expect((await network.askWith(VIEWER, token)).status).toBe(200);
    expect((await network.ask(SUSPEND, { code: 'namt' }, network.coordinators[0])).data.suspendMember).toEqual({ status: 'SUSPENDED' });

    await until('its people’s tokens count no more', async () => (await network.askWith(VIEWER, token)).status === 401, MINUTE_MS);
    const { data } = await network.ask('{ colleges { code } events { coverage { answered { code } missing { college { code } } } } college(code: "namt") { name status about } }');
    expect(data.colleges).not.toContainEqual({ code: 'namt' });
    expect(data.college).toEqual({ name: 'Техникум «namt»', status: 'SUSPENDED', about: null });
    const { answered, missing } = data.events.coverage;
    expect([...answered, ...missing]).not.toContainEqual(expect.objectContaining({ code: 'namt' }));
    expect(answered).toContainEqual({ code: 'chhtt' });
    // Its coordinator decides for the network no more.
    expect((await network.ask(SUSPEND, { code: 'chhtt' }, network.coordinators[1])).status).toBe(401);
  });
});

describe('the registry away', () => {
  it('row 77: gateway and nodes serve, and start anew, from the last good roster; its own fields say that it is away', async () => {
    await network.registry.kill();
    const [coordinator] = network.coordinators;
    const { data, errors } = await network.ask('{ invitations { code } college(code: "chhtt") { name about } }', {}, coordinator);
    expect(data).toMatchObject({ invitations: null, college: { name: 'Техникум «chhtt»' } });
    expect(errors).toMatchObject([{ path: ['invitations'], extensions: { code: 'NODE_UNAVAILABLE' } }]);
    const approval = await network.ask('mutation { first: approveMember(code: "bat") { code } second: leaveNetwork(code: "bat") { code } }', {}, coordinator);
    expect(approval.data).toEqual({ first: null, second: null });
    expect(approval.errors).toMatchObject([{ path: ['first'] }, { path: ['second'] }]);

    await network.node('chhtt').restart();
    await network.gateway.restart();
    await until('the node is asked', async () => (await network.ask('{ college(code: "chhtt") { about } }')).errors.length === 0, MINUTE_MS);
  });

  it('row 5: a forged, foreign or older roster at its address changes nothing', async () => {
    const good = await network.lastGoodRoster();
    const stranger = await generatePrivateKeys();
    const { expiresAt = '', ...rest } = parseRoster(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const emptied = { ...rest, version: rest.version + 1, expiresAt, colleges: [] };
    const forgeries = [
      await signRoster(emptied, stranger.signing),
      await signRoster(emptied, { ...stranger.signing, kid: network.registry.keys.signing.kid ?? '' }),
      await signRoster({ ...emptied, version: 1 }, network.registry.keys.signing),
      good.replace(/\.[^.]*\./, `.${Buffer.from(JSON.stringify(emptied)).toString('base64url')}.`),
    ];
    const impostor = await network.registry.impostor(() => forgeries[impostor.asked % forgeries.length] ?? '');
    try {
      await until('everybody has been offered each', () => impostor.asked > 3 * forgeries.length, 2 * MINUTE_MS);
    } finally {
      await impostor.stop();
    }
    // By an emptied roster the gateway would know no college, and its node no gateway: it would refuse to say what it is about.
    const { data, errors } = await network.ask('{ college(code: "chhtt") { about status } colleges { code } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({ college: { about: null, status: 'MEMBER' }, colleges: expect.arrayContaining([{ code: 'chhtt' }]) });
  });
});

describe('row 20: a flood of unknown keys', () => {
  it('makes a node ask the registry once a cooldown, and no more', async () => {
    const good = await network.lastGoodRoster();
    const registry = await network.registry.impostor(() => good);
    try {
      await until('the registry is asked again', () => registry.asked > 0, MINUTE_MS);
      const before = registry.asked;
      const strangers = await Promise.all(Array.from({ length: 5 }, () => generatePrivateKeys()));
      const startedAt = Date.now();
      for (let round = 0; round < 200; round += 1) {
        const statuses = await Promise.all(strangers.map((keys) => call('chhtt', { keys })));
        expect(new Set(statuses)).toEqual(new Set([401]));
      }
      // Four nodes and the gateway ask every ten seconds by themselves, and this one node every five for the keys.
      const seconds = (Date.now() - startedAt) / 1_000;
      expect(registry.asked - before).toBeLessThanOrEqual(5 * Math.ceil(seconds / 10 + 1) + Math.ceil(seconds / 5) + 1);
      expect(await call('chhtt')).toBe(200);
    } finally {
      await registry.stop();
    }
  });
});

describe('row 4: a key whose overlap is over', () => {
  it('counts no more, and the new one does', () => oldKeyEnds);
});

describe('row 6: a roster that has expired', () => {
  it('is served by before, and not after; and once more when the registry is back', () => expiry, 3 * MINUTE_MS);
});

/** The gateway may be away for a moment, for others kill it meanwhile. */
async function ends(oldToken: string, rotatedAt: number, newToken: string): Promise<void> {
  const statusOf = (token: string) => network.askWith(VIEWER, token).then(({ status }) => status, () => null);
  await until('the old key counts no more', async () => (await statusOf(oldToken)) === 401, MINUTE_MS);
  expect(Date.now() - rotatedAt).toBeLessThan(30_000 + MINUTE_MS);
  await until('the new key counts', async () => (await statusOf(newToken)) === 200, MINUTE_MS);
}

/** A network of its own, which waits for its roster to expire and then for another. */
async function rosterExpires(): Promise<void> {
  const shortLived = await RegistryNetwork.start(['chhtt', 'namt'], { ROSTER_SECONDS: '20' });
  try {
    await until('it serves', async () => (await shortLived.ask(ABOUT)).errors.length === 0, MINUTE_MS);
    await shortLived.registry.kill();
    expect((await shortLived.ask(ABOUT)).errors).toEqual([]);
    await until('it is closed', async () => (await shortLived.ask(ABOUT)).status === 503, MINUTE_MS);
    await until('the node is closed too', async () => (await call('chhtt', { of: shortLived })) === 503, MINUTE_MS);
    await shortLived.registry.restart();
    await until('it serves again', async () => (await shortLived.ask(ABOUT)).errors.length === 0, MINUTE_MS);
  } finally {
    await shortLived.stop();
  }
}
