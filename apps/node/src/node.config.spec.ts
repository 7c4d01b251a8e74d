import { describe, expect, it } from '@jest/globals';
import { readConfig } from './node.config.js';

const good = { COLLEGE_CODE: 'chhtt', DATABASE_URL: 'postgres://u:secret@db/chhtt', PORT: '4001', KEYS: '/etc/keys.json', ROSTER: '/etc/roster.json' };

describe('the node’s configuration', () => {
  it('is read from the environment, frozen, with defaults', () => {
    const config = readConfig(good);
    expect(config).toEqual({
      collegeCode: 'chhtt',
      databaseUrl: good.DATABASE_URL,
      host: '127.0.0.1',
      port: 4001,
      keys: '/etc/keys.json',
      roster: '/etc/roster.json',
      rosterKeys: undefined,
      rosterLastGood: undefined,
      timeZone: undefined,
      poolSize: 10,
      poolWait: 1_000,
      firstWorkAfter: 0,
      privateAddresses: false,
      rateLimit: 300,
      trustProxy: 0,
      consentAges: { guardianUnder: 18, ownFrom: 14 },
      participationApproval: 'AUTOMATIC',
      signIn: { issuer: null, pageOrigins: [], upstream: null, ldap: null, roleGroups: [] },
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes ages of consent that go together, and no others', () => {
    const ages = (CONSENT_GUARDIAN_UNDER: string, CONSENT_OWN_FROM: string) => readConfig({ ...good, CONSENT_GUARDIAN_UNDER, CONSENT_OWN_FROM }).consentAges;
    expect(ages('16', '16')).toEqual({ guardianUnder: 16, ownFrom: 16 });
    expect(() => ages('14', '18')).toThrow('  CONSENT_OWN_FROM: must not be greater than CONSENT_GUARDIAN_UNDER');
  });

  it.each(['+04:00', '-03'])('takes no offset for a time zone, which SQL reads the other way round: %s', (TIME_ZONE) => {
    expect(() => readConfig({ ...good, TIME_ZONE })).toThrow('  TIME_ZONE: must be an IANA time zone');
  });

  it('names every problem at once and prints no value', () => {
    const bad = { ...good, COLLEGE_CODE: 'ЧХТТ', DATABASE_URL: 'mysql://u:secret@db', PORT: '70000', ROSTER: undefined, TIME_ZONE: 'Mars', DATABASE_POOL: '0', DATABASE_WAIT: 'long', CONSENT_OWN_FROM: 'fourteen' };
    expect(() => readConfig(bad)).toThrow(
      [
        'This node cannot start; please fix its environment:',
        '  COLLEGE_CODE: must be 2 to 16 characters of a-z and 0-9',
        '  DATABASE_URL: must start with postgres://',
        '  PORT: must be a number from 0 to 65535',
        '  ROSTER: is missing',
        '  TIME_ZONE: must be an IANA time zone such as Europe/Samara',
        '  DATABASE_POOL: must be a number from 1 to 999',
        '  DATABASE_WAIT: must be milliseconds, from 10 to 99999',
        '  CONSENT_OWN_FROM: must be a number from 0 to 99',
      ].join('\n'),
    );
  });

  it('reads what groups of the directory make of people', () => {
    const ldap = { LDAP_URL: 'ldaps://dc.example', LDAP_BASE: 'dc=x', LDAP_BIND_DN: 'cn=node', LDAP_BIND_PASSWORD: 'secret' };
    const { signIn } = readConfig({ ...good, ...ldap, ROLE_GROUPS: 'CURATOR=cn=curators,dc=x; MENTOR = cn=mentors,dc=x' });
    expect(signIn.roleGroups).toEqual([
      { role: 'CURATOR', group: 'cn=curators,dc=x' },
      { role: 'MENTOR', group: 'cn=mentors,dc=x' },
    ]);
    expect(signIn.ldap).toMatchObject({ url: 'ldaps://dc.example', loginAttribute: 'uid', groupsBase: null });
  });

  it.each([
    ['ISSUER', { ISSUER: 'http://college.example/oidc' }],
    ['ISSUER', { ISSUER: 'https://college.example/' }],
    ['ISSUER', { ISSUER: 'https://user:password@college.example/oidc' }],
    ['PAGE_ORIGINS', { PAGE_ORIGINS: 'https://network.example/page' }],
    ['OIDC_UPSTREAM', { OIDC_UPSTREAM: 'http://id.college.example' }],
    ['OIDC_UPSTREAM_CLIENT_SECRET', { OIDC_UPSTREAM: 'https://id.example', OIDC_UPSTREAM_CLIENT_ID: 'x', ROLE_GROUPS: 'CURATOR=c' }],
    ['LDAP_BIND_PASSWORD', { LDAP_URL: 'ldaps://dc.example', LDAP_BASE: 'dc=x', LDAP_BIND_DN: 'cn=x', ROLE_GROUPS: 'CURATOR=c' }],
    ['ROLE_GROUPS', { ROLE_GROUPS: 'PARTNER=x' }],
    ['ROLE_GROUPS', { ROLE_GROUPS: 'curators' }],
  ])('is not taken with a %s that cannot be', (name, bad) => {
    expect(() => readConfig({ ...good, ...bad })).toThrow(`  ${name}: `);
  });
});
