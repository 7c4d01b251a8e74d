import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CodeFlow } from '#cli/token/code-flow.js';
import { verifyAccessToken } from '#identity/access-token.js';
import { type CliRun, runCli } from '#support/cli-run.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { BootedNode, PAGE_ORIGIN } from '../node/booted-node.js';

const volunteer = aVolunteer({ email: 'anna@example.org' });

let node: BootedNode;

beforeAll(async () => {
  node = await BootedNode.start();
  await node.rows.manager.insert(volunteer.constructor, volunteer);
});
afterAll(() => node.stop());

const run = (...args: string[]): Promise<CliRun> => runCli([...args, '--database', node.database.url]);
const passwordIn = ({ told }: CliRun): string => /this once: (?<password>\S+)/.exec(told)?.groups?.['password'] ?? '';

async function whoIs(login: string, password: string) {
  const { access_token: token } = await new CodeFlow(node.issuer, PAGE_ORIGIN).signIn(login, password);
  return (await verifyAccessToken(token, node.findKey)).actor;
}

describe('dobroset staff', () => {
  it('adds the first curator, who signs in with the password that is printed once', async () => {
    const added = await run('staff', 'add', 'Irina', '--role', 'CURATOR', '--name', 'Ирина Петрова');
    expect(added).toMatchObject({ exitCode: 0, problems: [] });
    expect(await whoIs('irina', passwordIn(added))).toMatchObject({ roles: ['CURATOR'] });
    const [row] = await node.rows.query(`SELECT password_hash FROM account WHERE login = 'irina'`);
    expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('gives a new password, and the old one is no more', async () => {
    const old = passwordIn(await run('staff', 'add', 'oleg', '--role', 'OPERATOR', '--name', 'Олег'));
    const changed = await run('staff', 'password', 'oleg');
    expect(await whoIs('oleg', passwordIn(changed))).toMatchObject({ roles: ['OPERATOR'] });
    await expect(whoIs('oleg', old)).rejects.toThrow('403');
  });

  it.each([
    ['a login twice', 1, ['staff', 'add', 'irina', '--role', 'MENTOR', '--name', 'Другая']],
    ['a login with a space', 1, ['staff', 'add', 'i p', '--role', 'MENTOR', '--name', 'И']],
    ['a name of nothing', 1, ['staff', 'add', 'petr1', '--role', 'MENTOR', '--name', '']],
    ['a name of spaces', 1, ['staff', 'add', 'petr2', '--role', 'MENTOR', '--name', ' \u00a0 ']],
    ['a name that turns round what stands behind it', 1, ['staff', 'add', 'petr3', '--role', 'MENTOR', '--name', 'Пётр\u202e']],
    ['a name that goes on and on', 1, ['staff', 'add', 'petr4', '--role', 'MENTOR', '--name', 'П'.repeat(201)]],
    ['a partner without a name', 1, ['partner', 'add', '']],
    ['somebody who is not there', 1, ['staff', 'disable', 'nobody']],
    ['a password without a terminal', 1, ['staff', 'add', 'petr', '--role', 'MENTOR', '--name', 'Пётр', '--ask']],
    ['a role that does not exist', 2, ['staff', 'add', 'petr', '--role', 'ROOT', '--name', 'Пётр']],
    ['a scope that does not exist', 2, ['partner', 'add', 'x', '--scope', 'everything']],
  ])('refuses %s, and says so', async (_what, exitCode, args) => {
    const refused = await run(...args);
    expect(refused).toMatchObject({ exitCode, told: '' });
    expect(refused.problems.length).toBeGreaterThan(0);
  });

  it('helps in Russian where that is read', async () => {
    const { told } = await runCli(['staff', '--help'], { LANG: 'ru_RU.UTF-8' });
    expect(told).toContain('Кто из сотрудников колледжа может входить');
  });
});

describe('dobroset volunteer', () => {
  it('gives a volunteer of the list a login, once', async () => {
    const added = await run('volunteer', 'login', 'anna', '--email', 'ANNA@example.org');
    expect(await whoIs('anna', passwordIn(added))).toMatchObject({ id: `chhtt:${volunteer.id}`, roles: ['VOLUNTEER'] });
    expect((await run('volunteer', 'login', 'anna2', '--email', 'anna@example.org')).exitCode).toBe(1);
  });
});

describe('dobroset partner', () => {
  const token = (id: string, secret: string, scope = 'events:read') =>
    fetch(`${node.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    });

  it('row 21: lets a system in with a secret that is kept as a hash, for its own scopes alone, and shuts it out again', async () => {
    const { told } = await run('partner', 'add', 'Добро.рф', '--scope', 'events:read');
    const { id = '', secret = '' } = /client_id: +(?<id>\S+)\nclient_secret: (?<secret>\S+)/.exec(told)?.groups ?? {};
    expect((await token(id, secret)).status).toBe(200);
    for (const scope of ['events:write', 'events:read everything']) {
      const refused = await token(id, secret, scope);
      expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_scope' }]);
    }
    expect(JSON.stringify(await node.rows.query('SELECT * FROM partner_client'))).not.toContain(secret);
    expect((await run('partner', 'disable', 'Добро.рф')).exitCode).toBe(0);
    expect((await token(id, secret)).status).toBe(401);
  });
});
