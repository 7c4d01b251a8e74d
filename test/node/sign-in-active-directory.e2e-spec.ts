import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Attribute, Change } from 'ldapts';
import { CodeFlow } from '#cli/token/code-flow.js';
import type { Actor } from '#identity/actor.js';
import { verifyAccessToken } from '#identity/access-token.js';
import { AccountEntity } from '#node/sign-in/accounts/account.entity.js';
import { LDAP_BASE, Slapd, hasSlapd } from '#support/slapd.js';
import { BootedNode, PAGE_ORIGIN } from './booted-node.js';

/** Nobody's but Active Directory's, by their numbers there ([MS-ADA2], [MS-ADA3]). */
const SCHEMA = `
attributetype ( 1.2.840.113556.1.4.2 NAME 'objectGUID' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.221 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectclass ( 1.2.840.113556.1.5.9 NAME 'user' SUP inetOrgPerson STRUCTURAL MUST ( objectGUID $ sAMAccountName ) )
moduleload memberof`;

/** Entries list their groups, and have no name of OpenLDAP's making. */
const DATABASE = `
overlay memberof
memberof-dangling ignore
access to attrs=entryUUID by * none`;

const READER = { bindDn: `cn=dobroset,${LDAP_BASE}`, bindPassword: 'reader-password' };

/** Bytes, of which the second would be a text as well. */
const GUIDS = { irina: 'ff00fe8041c3284ea0b1f5c6d7e8f900', oleg: '4142434445464748494a4b4c4d4e4f50', rogue: '00000000000000000000000000000001' };
const dnOf = (login: string) => `cn=${login}\\, человек,ou=Сотрудники,${LDAP_BASE}`;
const groupDn = (name: string) => `cn=${name},ou=Группы,${LDAP_BASE}`;

const DIRECTORY = `dn: ${LDAP_BASE}
objectClass: dcObject
objectClass: organization
o: College
dc: college

dn: ${READER.bindDn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: dobroset
userPassword: ${READER.bindPassword}

dn: ou=Сотрудники,${LDAP_BASE}
objectClass: organizationalUnit
ou: Сотрудники

dn: ou=Группы,${LDAP_BASE}
objectClass: organizationalUnit
ou: Группы

${Object.entries(GUIDS)
  .map(
    ([login, guid]) => `dn: ${dnOf(login)}
objectClass: user
cn: ${login}, человек
sn: ${login}
displayName: ${login} из AD
sAMAccountName: ${login}
objectGUID:: ${Buffer.from(guid, 'hex').toString('base64')}
userPassword: ${login}-password
`,
  )
  .join('\n')}`;

if (!hasSlapd) console.warn('Signing in by Active Directory is not tested: there is no slapd here (Debian: apt-get install slapd).');

(hasSlapd ? describe : describe.skip)('signing in by the college’s Active Directory', () => {
  let slapd: Slapd;
  let node: BootedNode;

  beforeAll(async () => {
    slapd = await Slapd.start(DIRECTORY, { before: SCHEMA, database: DATABASE });
    await slapd.change(async (client) => {
      await client.add(groupDn('Кураторы'), { objectClass: ['groupOfNames'], cn: 'Кураторы', member: [dnOf('irina'), dnOf('oleg')] });
      await client.add(groupDn('Наставники'), { objectClass: ['groupOfNames'], cn: 'Наставники', member: [dnOf('irina')] });
      await client.add(groupDn('Прочие'), { objectClass: ['groupOfNames'], cn: 'Прочие', member: [dnOf('rogue')] });
    });
    const ldap = { url: `ldaps://127.0.0.1:${slapd.tlsPort}`, base: LDAP_BASE, ...READER, loginAttribute: 'sAMAccountName', groupsBase: null, ca: slapd.ca };
    const roleGroups = [
      { role: 'CURATOR' as const, group: `CN=кураторы,OU=Группы,${LDAP_BASE.toUpperCase()}` },
      { role: 'MENTOR' as const, group: groupDn('Наставники') },
    ];
    node = await BootedNode.start({ signIn: { ldap, roleGroups } });
  });
  afterAll(async () => {
    await node.stop();
    await slapd.stop();
  });

  async function signIn(login: string, password = `${login}-password`): Promise<Actor> {
    const { access_token: token } = await new CodeFlow(node.issuer, PAGE_ORIGIN).signIn(login, password);
    return (await verifyAccessToken(token, node.findKey)).actor;
  }

  it('takes roles from what an entry lists in memberOf, and nobody whose groups are not ours', async () => {
    expect(await signIn('irina')).toMatchObject({ roles: ['CURATOR'] });
    await expect(signIn('irina', 'wrong')).rejects.toThrow('403');
    await expect(signIn('rogue')).rejects.toThrow('403');
  });

  it('tells people apart by the bytes of their GUID, be they a text or not', async () => {
    const [irina, oleg] = [await signIn('irina'), await signIn('oleg')];
    expect(irina.id).not.toBe(oleg.id);
    const accounts = await node.rows.manager.find(AccountEntity, { order: { subject: 'ASC' } });
    expect(accounts.map(({ subject }) => subject)).toEqual([`ldap:${GUIDS.oleg}`, `ldap:${GUIDS.irina}`]);
  });

  it('knows somebody again under another login and name, with the role of today', async () => {
    const before = await signIn('oleg');
    await slapd.change(async (client) => {
      const rename = (type: string, value: string) => new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) });
      await client.modify(dnOf('oleg'), [rename('sAMAccountName', 'olegov'), rename('displayName', 'Олегов О.')]);
      await client.modify(groupDn('Наставники'), new Change({ operation: 'add', modification: new Attribute({ type: 'member', values: [dnOf('oleg')] }) }));
      await client.modify(groupDn('Кураторы'), new Change({ operation: 'delete', modification: new Attribute({ type: 'member', values: [dnOf('oleg')] }) }));
    });
    expect(await signIn('olegov', 'oleg-password')).toEqual({ ...before, roles: ['MENTOR'] });
    await expect(signIn('oleg')).rejects.toThrow('403');
  });
});
