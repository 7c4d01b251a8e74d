import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { generatePrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { farewell, keyProof, rotation } from '#membership/statements.js';
import { tableOf } from '#support/access-doc.js';
import { RegistryNetwork, aPerson } from '#support/registry-network.js';
import { GATEWAY_ID } from '#support/test-roster.js';
import { until } from '#support/until.js';
import { JoiningCollege } from './joining-college.js';
import { RegistryAccess, WHO } from './registry-access.js';

jest.setTimeout(120_000);

const INVITE = `mutation ($input: InviteCollegeInput!) { inviteCollege(input: $input) { code token expiresAt invitedAt status approvals } }`;
const APPROVE = 'mutation ($code: ID!) { approveMember(code: $code) { code name status } }';
const SUSPEND = 'mutation ($code: ID!, $reason: String!) { suspendMember(code: $code, reason: $reason) { status } }';
const INVITATIONS = '{ invitations { code token status approvals } }';

let network: RegistryNetwork;
/** As it first joined. */
let syz: JoiningCollege;

beforeAll(async () => {
  network = await RegistryNetwork.start(['chhtt', 'namt', 'bat']);
  await until('every node answers', async () => (await network.ask('{ colleges { about } }')).errors.length === 0);
});

afterAll(() => network.stop());

const collegeNamed = (code: string) => ({ code, name: `Колледж «${code}»`, shortName: code.toUpperCase(), city: 'Сызрань', region: 'Самарская область' });

async function invite(code: string): Promise<string> {
  const { data, errors } = await network.ask(INVITE, { input: collegeNamed(code) }, network.coordinators[0]);
  expect(errors).toEqual([]);
  return data.inviteCollege.token;
}

describe('an invitation', () => {
  it('is given by a coordinator, is good for 48 hours, and its token is shown once', async () => {
    const { data, errors } = await network.ask(INVITE, { input: collegeNamed('once') }, network.coordinators[0]);
    expect(errors).toEqual([]);
    const { token, invitedAt, expiresAt, ...rest } = data.inviteCollege;
    expect(rest).toEqual({ code: 'once', status: 'INVITED', approvals: 0 });
    expect(Date.parse(expiresAt) - Date.parse(invitedAt)).toBe(48 * 3_600_000);
    const listed = await network.ask(INVITATIONS, {}, network.coordinators[1]);
    expect(listed.data.invitations).toContainEqual({ code: 'once', token: null, status: 'INVITED', approvals: 0 });
    const kept = JSON.stringify(await network.registry.rowsOf('SELECT to_jsonb(invitation), (SELECT jsonb_agg(to_jsonb(log_entry)) FROM log_entry) FROM invitation'));
    expect(kept).not.toContain(token.split('.')[1]);
  });

  it.each([
    ['a visitor', undefined],
    ['a curator of a coordinating college', aPerson('chhtt', 'CURATOR')],
    ['someone whom a college that does not coordinate calls a coordinator', aPerson('bat', 'COORDINATOR')],
  ])('is refused to %s', async (_who, actor) => {
    const { data, errors } = await network.ask(INVITE, { input: collegeNamed('never') }, actor);
    expect(data).toEqual({ inviteCollege: null });
    expect(errors).toMatchObject([{ path: ['inviteCollege'], extensions: { code: 'FORBIDDEN' }, message: 'Only the network’s coordinators may invite a college.' }]);
    expect((await network.ask(INVITATIONS, {}, actor)).errors).toMatchObject([{ path: ['invitations'], extensions: { code: 'FORBIDDEN' } }]);
  });

  it.each([
    [{ code: 'Bad Code' }, /^code: must be 2 to 16/],
    [{ code: 'registry' }, /^code: registry is the registry itself/],
    [{ code: 'founding' }, /^code: founding is the founding file, in the log/],
    [{ code: 'network' }, /^code: network is what all colleges show together, in calendars/],
    [{ code: 'own' }, /^code: own is what is somebody’s own, in calendars/],
    [{ code: GATEWAY_ID }, /^code: gateway is a gateway’s id/],
    [{ code: 'bat' }, /^code: bat is on the network already, as MEMBER/],
    [{ code: 'okay', name: ' ' }, /^name: must not be empty/],
  ])('is refused for %j in a clear sentence', async (wrong, sentence) => {
    const { errors } = await network.ask(INVITE, { input: { ...collegeNamed('okay'), ...wrong } }, network.coordinators[0]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringMatching(sentence) }]);
  });

  it('has its token once: with other keys, expired, replaced or altered it is worth nothing', async () => {
    const college = await JoiningCollege.invited('tokens', await invite('tokens'), network.registry);
    await college.join();
    const thief = await JoiningCollege.invited('tokens', college.token, network.registry);
    expect(await thief.join()).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('was used with other keys'), extensions: { reason: 'INVITED_WITH_OTHER_KEYS' } }] } });

    const newer = await invite('tokens');
    expect(await college.join()).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('a newer one has replaced it'), extensions: { reason: 'NO_SUCH_INVITATION' } }] } });
    const again = await JoiningCollege.invited('tokens', newer, network.registry);
    await network.registry.rowsOf(`UPDATE invitation SET invited_at = invited_at - interval '48 hours', expires_at = expires_at - interval '48 hours' WHERE code = 'tokens'`);
    expect(await again.join()).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('has expired'), extensions: { reason: 'INVITATION_EXPIRED' } }] } });
  });
});

describe('row 15: joining takes two people', () => {
  beforeAll(async () => {
    syz = await JoiningCollege.invited('syz', await invite('syz'), network.registry);
    await syz.startNode();
    await syz.becomeObserver();
  });
  afterAll(() => syz.stop());

  const approve = (actor: Parameters<RegistryNetwork['ask']>[2]) => network.ask(APPROVE, { code: 'syz' }, actor);

  it('approving oneself, twice by one person, or as anybody else is refused; the second coordinator makes a member', async () => {
    await until('the gateway knows the observer', async () => (await network.ask('{ college(code: "syz") { status about } }')).data.college?.status === 'OBSERVER');
    const [one, other] = network.coordinators;
    // A college vouches for its own people, so an observer, whom one coordinator let in, could call anybody anything.
    const self = await syz.tokenOf(aPerson('syz', 'COORDINATOR'));
    expect((await network.askWith(APPROVE, self, { code: 'syz' })).status).toBe(401);
    expect((await network.askWith('{ viewer { id } }', await syz.tokenOf(aPerson('syz', 'CURATOR')))).status).toBe(401);

    expect((await approve(one)).data.approveMember).toEqual({ code: 'syz', name: 'Колледж «syz»', status: 'OBSERVER' });
    expect((await approve(one)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: 'You have approved syz already: now a coordinator of another college must.' }]);
    expect((await approve(aPerson('chhtt', 'COORDINATOR'))).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: 'A coordinator of chhtt has approved syz already: now a coordinator of another college must.' },
    ]);
    expect((await approve(aPerson('chhtt', 'CURATOR'))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await approve(other)).data.approveMember).toMatchObject({ status: 'MEMBER' });
    expect((await approve(other)).errors).toMatchObject([{ message: 'syz is a member already.' }]);
    expect((await network.ask(APPROVE, { code: 'bat' }, one)).errors).toMatchObject([{ message: 'bat is a member already.' }]);
    expect((await network.ask(APPROVE, { code: 'chhtt' }, one)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await network.ask(APPROVE, { code: 'nowhere' }, one)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('stands in a log that says who decided what, and that nobody can change', async () => {
    const [one, other] = network.coordinators;
    const { data } = await network.ask('{ membershipDecisions(code: "syz") { decision actor } }', {}, one);
    expect(data.membershipDecisions).toEqual([
      { decision: 'INVITED', actor: one.id },
      { decision: 'ANNOUNCED', actor: 'syz' },
      { decision: 'JOINED', actor: 'syz' },
      { decision: 'APPROVED', actor: one.id },
      { decision: 'APPROVED', actor: other.id },
      { decision: 'MADE_MEMBER', actor: other.id },
    ]);
    for (const sql of [`UPDATE log_entry SET actor = 'nobody'`, 'DELETE FROM log_entry', 'TRUNCATE log_entry']) {
      await expect(network.registry.rowsOf(sql)).rejects.toMatchObject({ constraint: 'log_entry_stays' });
    }
  });

  it('is part of the graph then', async () => {
    await until('its node is asked', async () => (await network.ask('{ college(code: "syz") { about status } }')).errors.length === 0);
    expect((await network.ask('{ events { coverage { answered { code } } } }')).data.events.coverage.answered).toContainEqual({ code: 'syz' });
    const ofItsOwn = await syz.tokenOf(aPerson('syz', 'COORDINATOR'));
    await until('its people’s tokens count', async () => (await network.askWith('{ viewer { id } }', ofItsOwn)).status === 200);
    expect((await network.askWith(APPROVE, ofItsOwn, { code: 'syz' })).errors).toMatchObject([{ path: ['approveMember'], extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('row 16: a suspension', () => {
  let college: JoiningCollege;

  beforeAll(async () => {
    const [one] = network.coordinators;
    const suspended = await network.ask(SUSPEND, { code: 'syz', reason: 'ключ потерян' }, one);
    expect(suspended.data.suspendMember).toEqual({ status: 'SUSPENDED' });
    expect((await network.registry.post('leave', { statement: await farewell.sign('syz', {}, syz.keys.signing) })).body).toEqual({ status: 'LEFT' });
    expect((await network.memberPublished('syz'))?.status).toBe('SUSPENDED'); // or whoever stole its key could speak for it again by saying «we leave»
    college = await JoiningCollege.invited('syz', await invite('syz'), network.registry);
    await college.startNode();
  });
  afterAll(() => college.stop());

  it('does not end by leaving and joining anew: two coordinators must approve', async () => {
    await college.become('SUSPENDED');
    const [one, other] = network.coordinators;
    const log = await network.ask('{ membershipDecisions(code: "syz") { decision reason } }', {}, one);
    expect(log.data.membershipDecisions.slice(-4)).toEqual([
      { decision: 'SUSPENDED', reason: 'ключ потерян' },
      { decision: 'LEFT', reason: null },
      { decision: 'INVITED', reason: null },
      { decision: 'JOINED', reason: expect.stringContaining('still suspended') },
    ]);
    expect((await network.ask(APPROVE, { code: 'syz' }, one)).data.approveMember).toMatchObject({ status: 'SUSPENDED' });
    expect((await network.ask(APPROVE, { code: 'syz' }, other)).data.approveMember).toMatchObject({ status: 'MEMBER' });
  });

  it('lets the college’s machine change keys that were stolen, and leave', async () => {
    const reason = 'ключ украден';
    expect((await network.ask(SUSPEND, { code: 'syz', reason }, network.coordinators[0])).data.suspendMember).toEqual({ status: 'SUSPENDED' });
    const stolen = college.keys;
    const next = await generatePrivateKeys();
    const proof = await keyProof.sign('syz', { replaces: stolen.signing.kid ?? '' }, next.signing);
    const statement = await rotation.sign('syz', { keys: publicKeysOf(next), isUrgent: true, proof }, stolen.signing);
    expect((await network.registry.post('keys/rotate', { statement })).status).toBe(200);
    expect((await network.registry.post('leave', { statement: await farewell.sign('syz', {}, stolen.signing) })).status).toBe(401);
    const goodbye = { statement: await farewell.sign('syz', {}, next.signing) };
    expect((await network.registry.post('leave', goodbye)).body).toEqual({ status: 'LEFT' });
    expect((await network.registry.post('leave', goodbye)).status).toBe(401); // row 70: whoever caught it may not say it again
    const again = await network.registry.post('leave', { statement: await farewell.sign('syz', {}, next.signing) });
    expect(again).toMatchObject({ status: 400, body: { errors: [{ message: 'syz has left already.' }] } });
    const late = await network.registry.post('keys/rotate', { statement: await rotation.sign('syz', { keys: publicKeysOf(next), isUrgent: true, proof }, next.signing) });
    expect(late).toMatchObject({ status: 400, body: { errors: [{ message: expect.stringContaining('syz has left') }] } });
  });
});

describe('row 28: what the registry refuses of a machine', () => {
  it('stands in its log under the id that the machine is told', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${network.registry.url}leave`, { method: 'POST', headers, body: JSON.stringify({ statement: 'x.y.z' }) });
    expect(answer.status).toBe(401);
    const id = answer.headers.get('x-request-id') ?? '';
    const line = () => network.registry.log.split('\n').find((one) => one.includes(`"requestId":"${id}"`)) ?? '';
    await until('it is in the log', () => line() !== '');
    expect(JSON.parse(line()).message).toEqual({ requestId: id, refused: expect.any(String) });
  });
});

describe('a text that a database cannot hold', () => {
  it.each(['кл\u0000юч', '\ud800'])('is refused as input: %j', async (text) => {
    const [one] = network.coordinators;
    const refused = [{ extensions: { code: 'BAD_USER_INPUT' } }];
    expect((await network.ask(INVITE, { input: { ...collegeNamed('okay'), name: text } }, one)).errors).toMatchObject(refused);
    expect((await network.ask(SUSPEND, { code: 'bat', reason: text }, one)).errors).toMatchObject(refused);
    expect((await network.ask(APPROVE, { code: text }, one)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await network.ask('query ($code: ID!) { membershipDecisions(code: $code) { decision } }', { code: text }, one)).data).toEqual({ membershipDecisions: [] });
  });

  it('is no reason for a suspension either where it would have to be cut', async () => {
    const { errors } = await network.ask(SUSPEND, { code: 'bat', reason: `${'а'.repeat(999)}😀` }, network.coordinators[0]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: 'reason: must be at most 1000 characters.' }]);
  });
});

describe('what goes wrong inside the registry', () => {
  it('is masked, and stands in its log under the id that the client is told', async () => {
    await network.registry.rowsOf('ALTER TABLE invitation RENAME TO invitation_away');
    try {
      const { errors } = await network.ask(INVITATIONS, {}, network.coordinators[0]);
      expect(errors).toMatchObject([{ message: 'Something went wrong inside Dobroset.', extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId: expect.any(String) } }]);
      const lines = network.registry.log.split('\n').filter((line) => line.includes(String(errors[0]?.extensions?.['correlationId'])));
      expect(lines).toEqual([expect.stringContaining('42P01')]);
    } finally {
      await network.registry.rowsOf('ALTER TABLE invitation_away RENAME TO invitation');
    }
  });

  it('is so for machines too, whose answer names it', async () => {
    const college = await JoiningCollege.invited('masked', await invite('masked'), network.registry);
    await network.registry.rowsOf('ALTER TABLE invitation RENAME TO invitation_away');
    try {
      const { status, body } = await college.join();
      expect({ status, body }).toEqual({
        status: 500,
        body: { errors: [{ message: 'Something went wrong at the registry.', extensions: { code: 'INTERNAL_SERVER_ERROR', correlationId: expect.any(String) } }] },
      });
      const lines = network.registry.log.split('\n').filter((line) => line.includes(body.errors[0].extensions.correlationId));
      expect(lines).toEqual([expect.stringContaining('42P01')]);
      expect(network.registry.log).not.toContain('does not exist');
    } finally {
      await network.registry.rowsOf('ALTER TABLE invitation_away RENAME TO invitation');
      await college.stop();
    }
  });
});

describe('row 52: what machines post', () => {
  it.each<Readonly<Record<string, string>>>([{}, { authorization: 'Bearer x' }])('is heard from one address only so often, whatever it brings: %j', async (more) => {
    const statuses: number[] = [];
    for (let sent = 0; sent < 40; sent += 1) {
      const response = await fetch(`${network.registry.url}leave`, { method: 'POST', headers: { 'content-type': 'application/json', ...more }, body: '{"statement":"x"}' });
      await response.body?.cancel();
      statuses.push(response.status);
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThan(30);
    expect(statuses).toContain(429);
  });
});

describe('row 21: docs/access.md, of the network itself', () => {
  const rows = tableOf('The network itself');
  const cells = rows.flatMap(({ fields, when, cells: ofRow }) => fields.flatMap((field) => ofRow.map((cell) => ({ field, when, ...cell }))));
  let access: RegistryAccess;
  beforeAll(() => {
    access = new RegistryAccess(network);
  });

  it('has a column for everybody', () => {
    for (const { cells: ofRow } of rows) expect(ofRow.map(({ who }) => who)).toEqual(Object.keys(WHO));
  });

  it.each(cells)('$field $when, $who: $says', async ({ field, when, who, says }) => {
    for (const actor of WHO[who] ?? []) {
      const asked = { roles: actor?.roles, college: actor?.college };
      expect({ ...asked, outcome: await access.outcome(field, when, actor) }).toEqual({ ...asked, outcome: says });
    }
  });
});
