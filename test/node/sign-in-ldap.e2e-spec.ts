import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Attribute, Change } from 'ldapts';
import { CodeFlow } from '#cli/token/code-flow.js';
import type { Actor } from '#identity/actor.js';
import { verifyAccessToken } from '#identity/access-token.js';
import { PersonEntity } from '#node/people/person.entity.js';
import type { LdapSettings } from '#node/sign-in/sign-in.settings.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { LDAP_ADMIN, LDAP_BASE, Slapd, hasSlapd } from '#support/slapd.js';
import { BootedNode, PAGE_ORIGIN } from './booted-node.js';

const PEOPLE = ['irina', 'anna', 'nobody', 'moving', 'sofia'];
const GROUPS = { curators: ['irina', 'moving', 'sofia'], mentors: ['irina'], students: ['anna', 'somebody'] };
const DIRECTORY = `dn: ${LDAP_BASE}
objectClass: dcObject
objectClass: organization
o: College
dc: college

${PEOPLE.map(
  (uid) => `dn: uid=${uid},${LDAP_BASE}
objectClass: inetOrgPerson
uid: ${uid}
uid: ${uid}-too
cn: ${uid} of LDAP
sn: ${uid}
mail: ${uid}@college.example
userPassword: ${uid}-password
`,
).join('\n')}
${Object.entries(GROUPS)
  .map(([name, members]) => `dn: cn=${name},${LDAP_BASE}\nobjectClass: groupOfNames\ncn: ${name}\n${members.map((uid) => `member: uid=${uid},${LDAP_BASE}`).join('\n')}\n`)
  .join('\n')}`;

const volunteer = aVolunteer({ displayName: 'Анна К.', email: 'Anna@college.example' });

if (!hasSlapd) console.warn('Signing in by LDAP is not tested: there is no slapd here (Debian: apt-get install slapd).');

(hasSlapd ? describe : describe.skip)('signing in by the college’s LDAP server', () => {
  let slapd: Slapd;
  let node: BootedNode;

  const settings = (overrides: Partial<LdapSettings> = {}): LdapSettings => ({
    url: `ldaps://127.0.0.1:${slapd.tlsPort}`,
    base: LDAP_BASE,
    ...LDAP_ADMIN,
    loginAttribute: 'uid',
    groupsBase: LDAP_BASE,
    ca: slapd.ca,
    ...overrides,
  });
  const roleGroups = [
    { role: 'CURATOR' as const, group: `CN=curators, ${LDAP_BASE}` },
    { role: 'MENTOR' as const, group: `cn=mentors,${LDAP_BASE}` },
    { role: 'VOLUNTEER' as const, group: `cn=students,${LDAP_BASE}` },
  ];
  const startNode = (ldap: LdapSettings) => BootedNode.start({ signIn: { ldap, roleGroups } });

  beforeAll(async () => {
    slapd = await Slapd.start(DIRECTORY);
    node = await startNode(settings());
    await node.rows.manager.insert(volunteer.constructor, volunteer);
  });
  afterAll(async () => {
    await node.stop();
    await slapd.stop();
  });

  async function signIn(login: string, password: string, at = node): Promise<Actor> {
    const { access_token: token } = await new CodeFlow(at.issuer, PAGE_ORIGIN).signIn(login, password);
    return (await verifyAccessToken(token, at.findKey)).actor;
  }

  it('enters staff at their first sign-in, with the weightiest of their groups’ roles, and knows them again', async () => {
    const actor = await signIn('irina', 'irina-password');
    expect(actor).toMatchObject({ roles: ['CURATOR'] });
    expect(await signIn('IRINA', 'irina-password')).toEqual(actor);
    expect(await node.rows.manager.countBy(PersonEntity, { displayName: 'irina of LDAP' })).toBe(1);
  });

  it('knows a volunteer of the college’s list by their e-mail address', async () => {
    expect(await signIn('anna', 'anna-password')).toMatchObject({ id: `chhtt:${volunteer.id}`, roles: ['VOLUNTEER'] });
  });

  it('lets a volunteer who is a mentor as well in as the volunteer, and as a mentor once they are no volunteer any more', async () => {
    const change = (group: string, operation: 'add' | 'delete') =>
      slapd.change((client) => client.modify(`cn=${group},${LDAP_BASE}`, new Change({ operation, modification: new Attribute({ type: 'member', values: [`uid=anna,${LDAP_BASE}`] }) })));
    const asVolunteer = await signIn('anna', 'anna-password');
    await change('mentors', 'add');
    expect(await signIn('anna', 'anna-password')).toEqual(asVolunteer);
    await change('students', 'delete');
    const asMentor = await signIn('anna', 'anna-password');
    expect(asMentor).toMatchObject({ roles: ['MENTOR'] });
    expect(asMentor.id).not.toBe(asVolunteer.id);
    expect(await signIn('anna', 'anna-password')).toEqual(asMentor);
  });

  it('is asked again after a day, for it may have removed them', async () => {
    const flow = new CodeFlow(node.issuer, PAGE_ORIGIN);
    await flow.signIn('irina', 'irina-password');
    await node.signedInBefore(86_400 - 600);
    expect(await flow.begin({ prompt: 'none' })).toMatch(`${PAGE_ORIGIN}/?code=`);
    await node.signedInBefore(86_400 + 60);
    expect(await flow.begin({ prompt: 'none' })).toMatch(`${PAGE_ORIGIN}/?error=login_required`);
  });

  it.each([
    ['a wrong password', 'irina', 'wrong'],
    ['no password, which an LDAP server would agree to', 'irina', ''],
    ['an unknown login', 'stranger', 'x'],
    ['somebody in no group of ours', 'nobody', 'nobody-password'],
    ['a filter in the place of a login', '*', 'irina-password'],
    ['more of a filter', 'irina)(uid=*', 'irina-password'],
  ])('refuses %s', async (_what, login, password) => {
    await expect(signIn(login, password)).rejects.toThrow('403');
  });

  it('row 26: is tried ten times for one person, however their login is written, and then not with the right password', async () => {
    const forget = () => node.rows.query('DELETE FROM sign_in_attempt');
    const statusOf = async (login: string, password: string) => {
      const flow = new CodeFlow(node.issuer, PAGE_ORIGIN);
      return (await flow.submit(await flow.begin(), login, password)).status;
    };
    for (const [guessed, spelt] of [['irina', ['ｉｒｉｎａ', 'ｉrina', 'IRINA']], ['sofia', ['sofia-too']]] as const) {
      await forget();
      for (let wrong = 0; wrong < 10; wrong += 1) expect(await statusOf(guessed, 'wrong')).toBe(403);
      for (const login of [guessed, ...spelt]) {
        expect([login, await statusOf(login, `${guessed}-password`)]).toEqual([login, 429]);
        expect([login, await statusOf(login, 'wrong')]).toEqual([login, 429]);
      }
    }
    await forget();
    expect(await statusOf('ｉrina', 'irina-password')).toBe(303);
  });

  it('begins TLS before anything is said, where the port is the plain one', async () => {
    const plain = await startNode(settings({ url: `ldap://127.0.0.1:${slapd.port}` }));
    try {
      expect(await signIn('irina', 'irina-password', plain)).toMatchObject({ roles: ['CURATOR'] });
    } finally {
      await plain.stop();
    }
  });

  it('row 22: asks the directory as often for a login that it lacks as for a wrong password', async () => {
    let connections = 0;
    const inBetween = createServer((socket) => {
      connections += 1;
      const onward = connect(slapd.tlsPort, '127.0.0.1');
      socket.pipe(onward).pipe(socket);
      for (const end of [socket, onward]) end.on('error', () => end.destroy());
    });
    await once(inBetween.listen(0, '127.0.0.1'), 'listening');
    const address = inBetween.address();
    const asking = await startNode(settings({ url: `ldaps://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` }));
    try {
      const asked = async (login: string) => {
        connections = 0;
        const flow = new CodeFlow(asking.issuer, PAGE_ORIGIN);
        expect((await flow.submit(await flow.begin(), login, 'wrong')).status).toBe(403);
        return connections;
      };
      expect(await asked('irina')).toBe(2);
      expect(await asked('whoever')).toBe(2);
    } finally {
      await asking.stop();
      inBetween.close();
    }
  });

  it.each([
    ['a server that nobody vouches for', () => settings({ ca: null })],
    ['a server that is away', () => settings({ url: 'ldaps://127.0.0.1:9' })],
    ['a service account that is refused', () => settings({ bindPassword: 'wrong' })],
  ])('says that the directory is away, and no more, of %s', async (_what, ldap) => {
    const broken = await startNode(ldap());
    try {
      const flow = new CodeFlow(broken.issuer, PAGE_ORIGIN);
      const answer = await flow.submit(await flow.begin({ ui_locales: 'en' }), 'irina', 'irina-password');
      expect(answer.status).toBe(503);
      const page = await answer.text();
      expect(page).toContain('role="alert"');
      expect(page).not.toMatch(/self.signed|ECONNREFUSED|credentials|127\.0\.0\.1/i);
    } finally {
      await broken.stop();
    }
  });
});
