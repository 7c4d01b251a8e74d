import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Client, Entry } from 'ldapts';
import type { LdapSettings } from '../sign-in.settings.js';
import { type DirectoryPerson, DirectoryDown } from './directory-person.js';

const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 5_000;

/** What names a person for ever: OpenLDAP's entryUUID (RFC 4530), Active Directory's objectGUID. */
const STABLE = ['entryUUID', 'objectGUID'] as const;

/** Somebody's entry, before they have proved that it is theirs. */
export interface DirectoryEntry {
  readonly dn: string;
  readonly person: DirectoryPerson;
}

/** The college's LDAP server or Active Directory, by which people prove who they are. */
export class LdapDirectory {
  constructor(private readonly settings: LdapSettings) {}

  /**
   * Who has that login; null where nobody has, or several.
   * @throws DirectoryDown when it does not answer, or not as it should
   */
  async find(login: string): Promise<DirectoryEntry | null> {
    const { EqualityFilter } = await import('ldapts');
    const { base, bindDn, bindPassword, loginAttribute } = this.settings;
    return this.connected(async (client) => {
      await client.bind(bindDn, bindPassword).catch(down);
      const filter = new EqualityFilter({ attribute: loginAttribute, value: login });
      const attributes = ['cn', 'displayName', 'mail', 'memberOf', loginAttribute, ...STABLE];
      const { searchEntries } = await client.search(base, { scope: 'sub', filter, sizeLimit: 2, attributes, explicitBufferAttributes: ['objectGUID'] }).catch(down);
      const [entry, another] = searchEntries;
      if (!entry || another) return null;
      return { dn: entry.dn, person: this.person(entry, await this.groupsOf(client, entry)) };
    });
  }

  /**
   * Whether it is the password of whoever was found.
   * @throws DirectoryDown when it does not answer, or not as it should
   */
  async isPassword(password: string, { dn }: Pick<DirectoryEntry, 'dn'>): Promise<boolean> {
    if (password === '') return false; // a server takes a name without a password for nobody in particular, and agrees (RFC 4513 §5.1.2)
    const { InvalidCredentialsError } = await import('ldapts');
    return this.connected(async (client) => {
      try {
        await client.bind(dn, password);
        return true;
      } catch (error) {
        if (error instanceof InvalidCredentialsError) return false;
        throw new DirectoryDown(error);
      }
    });
  }

  /** As a wrong password does, for a login that nobody has: how long it takes shall not tell which logins there are. */
  async takeAsLong(password: string): Promise<void> {
    await this.isPassword(password, { dn: `cn=${randomUUID()},${this.settings.base}` });
  }

  private async connected<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const { Client: LdapClient } = await import('ldapts');
    const { url, ca } = this.settings;
    const { hostname } = new URL(url);
    const server = { host: hostname, ...(isIP(hostname) === 0 && { servername: hostname }) };
    const tlsOptions = { minVersion: 'TLSv1.2' as const, rejectUnauthorized: true, ...server, ...(ca !== null && { ca: [readFileSync(ca)] }) };
    const isTls = url.startsWith('ldaps:');
    const client = new LdapClient({ url, connectTimeout: CONNECT_WITHIN_MS, timeout: ANSWER_WITHIN_MS, strictDN: false, ...(isTls && { tlsOptions }) });
    try {
      // No password crosses a network in the clear: ldap:// becomes TLS before anything is said, or nothing is.
      if (!isTls) await client.startTLS(tlsOptions).catch(down);
      return await work(client);
    } finally {
      await client.unbind().catch(() => undefined);
    }
  }

  private async groupsOf(client: Client, entry: Entry): Promise<string[]> {
    const { groupsBase } = this.settings;
    if (groupsBase === null) return texts(entry['memberOf']);
    const { EqualityFilter, OrFilter } = await import('ldapts');
    const filter = new OrFilter({ filters: ['member', 'uniqueMember'].map((attribute) => new EqualityFilter({ attribute, value: entry.dn })) });
    const { searchEntries } = await client.search(groupsBase, { scope: 'sub', filter, attributes: ['cn'] }).catch(down);
    return searchEntries.map(({ dn }) => dn);
  }

  private person(entry: Entry, groups: readonly string[]): DirectoryPerson {
    const [stable] = STABLE.flatMap((attribute) => texts(entry[attribute]));
    if (stable === undefined) throw new DirectoryDown(new Error(`An entry has neither ${STABLE.join(' nor ')}; let the account that is bound read it.`));
    const [login = ''] = texts(entry[this.settings.loginAttribute]);
    const [displayName = login] = [...texts(entry['displayName']), ...texts(entry['cn'])];
    return { subject: `ldap:${stable}`, login, displayName, email: texts(entry['mail'])[0], groups };
  }
}

function down(error: unknown): never {
  throw new DirectoryDown(error);
}

/** An attribute's values; what is no text comes in hexadecimal. */
function texts(value: Entry[string] | undefined): string[] {
  const values: readonly (string | Buffer)[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return values.map((one) => (typeof one === 'string' ? one : one.toString('hex'))).filter((text) => text !== '');
}
