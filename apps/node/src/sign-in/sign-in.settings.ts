import { z } from 'zod';
import { isPlainAddress } from '#contract/plain-address.js';
import { ROLES, type Role } from '#identity/actor.js';

/** What a group of the college's directory makes of its members. */
export interface RoleGroup {
  readonly role: Role;
  readonly group: string;
}

/** Another OpenID provider, the college's own, that knows its people. */
export interface UpstreamSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The claim that lists a person's groups. */
  readonly groupsClaim: string;
  /** Whether an address is the person's where the provider does not say whether it was verified. */
  readonly vouchesForEmails: boolean;
}

/** The college's LDAP server or Active Directory. */
export interface LdapSettings {
  readonly url: string;
  /** Below which people are searched. */
  readonly base: string;
  readonly bindDn: string;
  readonly bindPassword: string;
  /** The attribute that people know as their login. */
  readonly loginAttribute: string;
  /** Below which groups are searched; null where entries list their own, as Active Directory's do. */
  readonly groupsBase: string | null;
  /** Path of the certificate that the server's is signed with; null where the system knows it. */
  readonly ca: string | null;
}

/** How people sign in at this node. */
export interface SignInSettings {
  /** The public URL of the OpenID provider; null for the node's own address, on a machine of one's own. */
  readonly issuer: string | null;
  /** Origins that serve the network's page. */
  readonly pageOrigins: readonly string[];
  readonly upstream: UpstreamSettings | null;
  readonly ldap: LdapSettings | null;
  readonly roleGroups: readonly RoleGroup[];
}

const text = z.string().min(1, 'must not be empty');

const signInEnvironment = {
  ISSUER: z
    .string()
    .refine(isIssuer, 'must be the URL at which people reach this node’s sign-in, with a path and nothing behind it: https://node.college.example/oidc')
    .optional(),
  PAGE_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .refine((origins) => origins.every(isOrigin), 'must be origins such as https://network.example, set apart by commas')
    .default([]),
  OIDC_UPSTREAM: z.string().refine(isSafeUrl, 'must be the issuer’s URL, with https').optional(),
  OIDC_UPSTREAM_CLIENT_ID: text.optional(),
  OIDC_UPSTREAM_CLIENT_SECRET: text.optional(),
  OIDC_UPSTREAM_GROUPS: text.default('groups'),
  OIDC_UPSTREAM_EMAILS: z.enum(['verified', 'all'], { error: 'must be verified or all' }).default('verified'),
  LDAP_URL: z.string().regex(/^ldaps?:\/\/[^/]+$/, 'must be such as ldaps://dc.college.example').optional(),
  LDAP_BASE: text.optional(),
  LDAP_BIND_DN: text.optional(),
  LDAP_BIND_PASSWORD: text.optional(),
  LDAP_LOGIN_ATTRIBUTE: z.string().regex(/^[A-Za-z][\w-]*$/, 'must be the name of an attribute').default('uid'),
  LDAP_GROUPS_BASE: text.optional(),
  LDAP_CA: text.optional(),
  ROLE_GROUPS: z.string().transform(roleGroupsIn).optional(),
};

const shape = z
  .object(signInEnvironment)
  .superRefine((given, context) => {
    const demand = (name: keyof typeof given, because: string): void => {
      if (given[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: `is missing, and ${because} is there` });
    };
    if (given.OIDC_UPSTREAM !== undefined) {
      for (const name of ['OIDC_UPSTREAM_CLIENT_ID', 'OIDC_UPSTREAM_CLIENT_SECRET', 'ROLE_GROUPS'] as const) demand(name, 'OIDC_UPSTREAM');
    }
    if (given.LDAP_URL !== undefined) {
      for (const name of ['LDAP_BASE', 'LDAP_BIND_DN', 'LDAP_BIND_PASSWORD', 'ROLE_GROUPS'] as const) demand(name, 'LDAP_URL');
    }
    if (given.OIDC_UPSTREAM !== undefined && given.LDAP_URL !== undefined) {
      context.addIssue({ code: 'custom', path: ['LDAP_URL'], message: 'and OIDC_UPSTREAM are both there: a college has one directory of its people' });
    }
  })
  .transform((given): SignInSettings => ({
    issuer: given.ISSUER ?? null,
    pageOrigins: given.PAGE_ORIGINS,
    upstream:
      given.OIDC_UPSTREAM === undefined
        ? null
        : {
            issuer: given.OIDC_UPSTREAM,
            clientId: given.OIDC_UPSTREAM_CLIENT_ID ?? '',
            clientSecret: given.OIDC_UPSTREAM_CLIENT_SECRET ?? '',
            groupsClaim: given.OIDC_UPSTREAM_GROUPS,
            vouchesForEmails: given.OIDC_UPSTREAM_EMAILS === 'all',
          },
    ldap:
      given.LDAP_URL === undefined
        ? null
        : {
            url: given.LDAP_URL,
            base: given.LDAP_BASE ?? '',
            bindDn: given.LDAP_BIND_DN ?? '',
            bindPassword: given.LDAP_BIND_PASSWORD ?? '',
            loginAttribute: given.LDAP_LOGIN_ATTRIBUTE,
            groupsBase: given.LDAP_GROUPS_BASE ?? null,
            ca: given.LDAP_CA ?? null,
          },
    roleGroups: given.ROLE_GROUPS ?? [],
  }));

/** Reads the settings, or tells what is wrong with each; what is empty is not given, as compose files write it. */
export function readSignInSettings(environment: Readonly<Record<string, string | undefined>>): z.ZodSafeParseResult<SignInSettings> {
  return shape.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')));
}

/** `CURATOR=cn=curators,ou=groups,dc=college;MENTOR=…`; people sign in as the highest that they are. */
function roleGroupsIn(list: string, context: z.RefinementCtx): RoleGroup[] {
  return list.split(';').flatMap((entry) => {
    const equals = entry.indexOf('=');
    const role = ROLES.find((one) => one === entry.slice(0, Math.max(equals, 0)).trim());
    const group = entry.slice(equals + 1).trim();
    if (role !== undefined && role !== 'PARTNER' && group !== '') return [{ role, group }];
    context.addIssue({ code: 'custom', message: 'must be such as CURATOR=cn=curators,ou=groups,dc=college;MENTOR=…' });
    return [];
  });
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** Passwords and tokens go there: over TLS, or nowhere beyond this machine. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

function isIssuer(text: string): boolean {
  if (!isSafeUrl(text) || !isPlainAddress(text)) return false;
  const { pathname, search, hash } = new URL(text);
  return /^\/.*[^/]$/.test(pathname) && search === '' && hash === '';
}
