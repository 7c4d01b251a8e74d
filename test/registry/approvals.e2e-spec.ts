import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Actor } from '#identity/actor.js';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { farewell, keyProof, rotation } from '#membership/statements.js';
import { RegistryNetwork, aPerson } from '#support/registry-network.js';
import { until } from '#support/until.js';

jest.setTimeout(120_000);

const APPROVE = 'mutation ($code: ID!) { approveMember(code: $code) { status } }';
const SUSPEND = 'mutation ($code: ID!) { suspendMember(code: $code, reason: "ключ украден") { status } }';
const LOG = 'query ($code: ID!) { membershipDecisions(code: $code) { decision actor reason } }';

let network: RegistryNetwork;
let observers = 0;
const third = aPerson('bat', 'COORDINATOR');

beforeAll(async () => {
  network = await RegistryNetwork.start(['chhtt', 'namt', 'bat'], {}, 3);
  await until('every node answers', async () => (await network.ask('{ colleges { about } }')).errors.length === 0);
});
afterAll(() => network.stop());

/** A college that has joined, and whose node nobody asks here. */
async function anObserver(): Promise<string> {
  const code = `obs${(observers += 1)}`;
  await network.registry.rowsOf(
    `INSERT INTO membership (code, name, short_name, city, region, status, endpoint, contract_version, keys)
     SELECT $1, name, short_name, city, region, 'OBSERVER', endpoint, contract_version, '[]' FROM membership WHERE code = 'bat'`,
    [code],
  );
  return code;
}

async function approve(code: string, actor: Actor): Promise<unknown> {
  const { data, errors } = await network.ask(APPROVE, { code }, actor);
  expect(errors).toEqual([]);
  return data.approveMember.status;
}

/** What the log tells of approvals that count no more. */
async function forgottenOf(code: string): Promise<unknown[]> {
  const { data } = await network.ask(LOG, { code }, network.coordinators[1]);
  return data.membershipDecisions.filter(({ decision }: { decision: string }) => decision === 'APPROVAL_FORGOTTEN');
}

async function rotateAtOnce(code: string, keys: PrivateKeys): Promise<PrivateKeys> {
  const next = await generatePrivateKeys();
  const proof = await keyProof.sign(code, { replaces: keys.signing.kid ?? '' }, next.signing);
  const statement = await rotation.sign(code, { keys: publicKeysOf(next), isUrgent: true, proof }, keys.signing);
  expect((await network.registry.post('keys/rotate', { statement })).status).toBe(200);
  return next;
}

async function refound(chhttCoordinates: boolean): Promise<void> {
  const colleges = network.founders.colleges.map((college) => (college.code === 'chhtt' ? { ...college, coordinates: chhttCoordinates } : college));
  await network.registry.kill();
  await network.registry.writeFounding({ ...network.founders, colleges });
  await network.registry.restart();
}

describe('row 15: an approval counts as long as its coordinator’s college does', () => {
  it('is forgotten when that college is suspended, for good, and the log says so', async () => {
    const [one, other] = network.coordinators;
    const [first, second] = [await anObserver(), await anObserver()];
    for (const code of [first, second]) expect(await approve(code, one)).toBe('OBSERVER');
    expect((await network.ask(SUSPEND, { code: 'chhtt' }, other)).data.suspendMember).toEqual({ status: 'SUSPENDED' });
    expect(await approve(first, third)).toBe('OBSERVER');
    expect(await approve(first, other)).toBe('MEMBER');
    const reason = `The approval by ${one.id} does not count: chhtt was suspended.`;
    expect(await forgottenOf(first)).toEqual([{ decision: 'APPROVAL_FORGOTTEN', actor: other.id, reason }]);

    expect(await approve('chhtt', other)).toBe('SUSPENDED');
    expect(await approve('chhtt', third)).toBe('MEMBER');
    expect(await approve(second, third)).toBe('OBSERVER');
    await until('its people’s tokens count again', async () => (await network.ask('{ viewer { id } }', {}, one)).status === 200);
    expect(await approve(second, one)).toBe('MEMBER');
  });

  it('does not take part in a decision either where it was not forgotten', async () => {
    const code = await anObserver();
    await network.registry.rowsOf(`INSERT INTO approval (code, coordinator, approved_at) VALUES ($1, 'left:1', now())`, [code]);
    expect(await approve(code, network.coordinators[1])).toBe('OBSERVER');
    const { data } = await network.ask(LOG, { code }, network.coordinators[1]);
    expect(data.membershipDecisions.map(({ decision }: { decision: string }) => decision)).toEqual(['APPROVED']);
  });

  it('is forgotten when that college coordinates no more', async () => {
    const code = await anObserver();
    const [one, other] = network.coordinators;
    expect(await approve(code, one)).toBe('OBSERVER');
    await refound(false);
    expect(await approve(code, other)).toBe('OBSERVER');
    expect(await forgottenOf(code)).toEqual([{ decision: 'APPROVAL_FORGOTTEN', actor: 'founding', reason: expect.stringContaining('chhtt coordinates no more') }]);
    await refound(true);
    expect(await approve(code, one)).toBe('MEMBER');
  });

  it('is forgotten when that college’s keys may have been another’s, and when it leaves', async () => {
    const [stolen, gone] = [await anObserver(), await anObserver()];
    const other = network.coordinators[1];
    expect(await approve(stolen, third)).toBe('OBSERVER');
    const keys = await rotateAtOnce('bat', network.node('bat').keys);
    expect(await approve(stolen, other)).toBe('OBSERVER');
    expect(await forgottenOf(stolen)).toEqual([{ decision: 'APPROVAL_FORGOTTEN', actor: 'bat', reason: expect.stringContaining('seen by others') }]);

    const token = await network.tokenBy(third, keys);
    await until('its new keys are known', async () => (await network.askWith('{ viewer { id } }', token)).status === 200);
    expect((await network.askWith(APPROVE, token, { code: gone })).data.approveMember).toEqual({ status: 'OBSERVER' });
    expect((await network.registry.post('leave', { statement: await farewell.sign('bat', {}, keys.signing) })).body).toEqual({ status: 'LEFT' });
    expect(await approve(gone, other)).toBe('OBSERVER');
    expect(await forgottenOf(gone)).toEqual([{ decision: 'APPROVAL_FORGOTTEN', actor: 'bat', reason: expect.stringContaining('bat has left') }]);
  });
});
