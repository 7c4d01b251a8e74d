import { hkdfSync } from 'node:crypto';
import type { JWK } from 'jose';
import type { ClientCredentials, Configuration, JWK as ProviderKey, KoaContextWithOIDC, Provider, errors as Errors } from 'oidc-provider';
import { globalId } from '#contract/ids.js';
import { accessClaims, ACCESS_TOKEN } from '#identity/access-token.js';
import { type Actor, SCOPES } from '#identity/actor.js';
import { ALGORITHM } from '#identity/signed-claims.js';
import type { AccountsService } from '../accounts/accounts.service.js';
import type { PartnersRepository } from '../partners/partners.repository.js';
import { isSecret } from '../partners/partner-secret.js';
import type { ProviderPages } from '../pages/provider-pages.js';
import { demandOwnScopes } from './partner-scopes.js';
import { answerTheRest } from './last-answers.js';
import { PartnerAdapter, ProviderAdapter } from './provider-adapter.js';
import { pageClient } from './provider-clients.js';
import { type ProviderRecordsRepository, hashOf } from './provider-records.repository.js';
import { answeringInQuery, tellOfQueryAlone } from './query-answers.js';
import { leftOf, tooLongAgo } from './sign-in-lifetime.js';
import { answerTheSignedOut } from './signed-out-already.js';

/** The resource server (RFC 8707) that every access token is for. */
const NETWORK = 'urn:dobroset:network';

/** Seconds: a page asks for the next in time. */
const ACCESS_TOKEN_LIFETIME = 600;
const INTERACTION_LIFETIME = 3_600;
/** A week without a visit; the browser's own end is an earlier one, and so may the sign-in's be. */
const SESSION_LIFETIME = 7 * 86_400;

/** What the provider stands on. */
export interface ProviderParts {
  readonly issuer: string;
  readonly college: string;
  /** The college's Ed25519 keys, the one that signs first. */
  readonly keys: readonly JWK[];
  readonly pageOrigins: readonly string[];
  /** Seconds until people have to prove anew who they are. */
  readonly signInLifetime: number;
  readonly accounts: AccountsService;
  readonly partners: PartnersRepository;
  readonly records: ProviderRecordsRepository;
  readonly pages: ProviderPages;
}

/** Makes the college's OpenID provider. Its library is loaded now and not before: most starts of a node see nobody sign in. */
export async function makeProvider(parts: ProviderParts): Promise<Provider> {
  const { default: OpenIdProvider, errors, interactionPolicy } = await import('oidc-provider');
  const policy = interactionPolicy.base();
  policy.get('login')?.checks.add(tooLongAgo(interactionPolicy.Check, parts.signInLifetime));
  policy.remove('consent'); // the page is the network's own, and partners' systems sign in by themselves
  const provider: Provider = new (answeringInQuery(OpenIdProvider))(parts.issuer, {
    ...configuration(parts, errors.InvalidScope),
    adapter: (kind) => (kind === 'Client' ? new PartnerAdapter(parts.partners) : new ProviderAdapter(kind, parts.records, errors)),
    interactions: { policy, url: (_ctx, { uid }) => `${new URL(parts.issuer).pathname}/interaction/${uid}` },
    loadExistingGrant: (ctx) => grantFor(provider, ctx),
  });
  provider.proxy = true;
  provider.use(async (ctx, next) => {
    await next();
    if (!parts.pageOrigins.includes(ctx.get('origin'))) ctx.remove('access-control-allow-origin');
  });
  tellOfQueryAlone(provider);
  answerTheRest(provider, parts.pages, errors);
  answerTheSignedOut(provider, parts.pages);
  compareSecretsByHash(provider);
  return provider;
}

function configuration({ college, keys, pageOrigins, signInLifetime, accounts, partners, pages }: ProviderParts, InvalidScope: typeof Errors.InvalidScope): Configuration {
  const [signing] = keys;
  if (!signing) throw new Error('The college has no key to sign with.');
  return {
    clients: [pageClient(pageOrigins)],
    clientBasedCORS: (_ctx, origin) => pageOrigins.includes(origin),
    jwks: { keys: keys.map(providerKey) },
    enabledJWA: { idTokenSigningAlgValues: [ALGORITHM] },
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    clientAuthMethods: ['none', 'client_secret_basic'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', ...SCOPES],
    claims: { openid: ['sub'] },
    conformIdTokenClaims: false,
    cookies: {
      keys: [cookieSecret(signing)],
      // Nodes on one machine share its host's cookies, whatever their ports.
      names: { session: `dobroset-${college}`, interaction: `dobroset-${college}-sign-in`, resume: `dobroset-${college}-resume` },
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => true,
    ttl: {
      AccessToken: ACCESS_TOKEN_LIFETIME,
      ClientCredentials: ACCESS_TOKEN_LIFETIME,
      AuthorizationCode: 60,
      IdToken: ACCESS_TOKEN_LIFETIME,
      Interaction: INTERACTION_LIFETIME,
      RefreshToken: (_ctx, { authTime }) => leftOf(signInLifetime, authTime),
      // Whoever signs out without having signed in leaves one, too.
      Session: (_ctx, { accountId }) => (accountId === undefined ? INTERACTION_LIFETIME : SESSION_LIFETIME),
      Grant: SESSION_LIFETIME,
    },
    findAccount: async (_ctx, id) => {
      const actor = await accounts.actorById(id);
      return actor ? { accountId: actor.id, claims: () => ({ sub: actor.id }) } : undefined;
    },
    formats: {
      customizers: {
        jwt: async (_ctx, token, jwt) => {
          const { actor, sid } = token.kind === 'AccessToken' ? await ofPerson(token, accounts) : await ofPartner(token, college, partners);
          const { issuer, subject, claims } = await accessClaims(actor, signing, `${ACCESS_TOKEN_LIFETIME}s`, sid);
          jwt.payload = { ...jwt.payload, ...claims, iss: issuer, sub: subject };
        },
      },
    },
    renderError: (ctx, out) => pages.renderError(ctx, out),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      // On where nothing is said: one more place for secrets and rows, and tokens bound to a key that no gateway asks for.
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => pages.renderSignOut(ctx, form),
        postLogoutSuccessSource: (ctx) => pages.renderSignedOut(ctx),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => NETWORK,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, _resource, client) => {
          demandOwnScopes(ctx, client, InvalidScope);
          return {
            scope: client.scope ?? '',
            audience: ACCESS_TOKEN.audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: ACCESS_TOKEN_LIFETIME,
            jwt: { sign: { alg: ALGORITHM, kid: signing.kid } },
          };
        },
      },
    },
  };
}

interface Subject {
  readonly actor: Actor;
  /** What ends the token when it ends. */
  readonly sid: string;
}

type AccessToken = Parameters<NonNullable<NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']>>[1] & { kind: 'AccessToken' };

async function ofPerson({ accountId, grantId }: AccessToken, accounts: AccountsService): Promise<Subject> {
  const actor = await accounts.actorById(accountId);
  if (!actor) throw new Error('A token is to be issued to nobody.');
  return { actor, sid: hashOf(grantId) };
}

async function ofPartner({ clientId = '', scope = '' }: ClientCredentials, college: string, partners: PartnersRepository): Promise<Subject> {
  const partner = await partners.byId(clientId);
  if (!partner) throw new Error('A token is to be issued to a partner that is not there.');
  const granted = scope.split(' ').filter((one) => partner.scopes.includes(one));
  const actor: Actor = {
    id: globalId(college, partner.id),
    college,
    roles: ['PARTNER'],
    scopes: SCOPES.filter((one) => granted.includes(one)),
  };
  return { actor, sid: partner.id };
}

/** Nobody is asked what the network's own page may have: a session has one grant, made as it begins. */
async function grantFor(provider: Provider, ctx: KoaContextWithOIDC) {
  const { client, session, params } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(typeof params?.['scope'] === 'string' ? params['scope'] : 'openid');
  await grant.save();
  return grant;
}

/** The provider would compare the secret itself with what is kept. */
function compareSecretsByHash(provider: Provider): void {
  provider.Client.prototype.compareClientSecret = function compare(secret) {
    return this.clientSecret !== undefined && isSecret(secret, this.clientSecret);
  };
}

function providerKey({ kty, crv, x, d, kid }: JWK): ProviderKey {
  return { kty: kty ?? '', crv, x, d, kid, use: 'sig', alg: ALGORITHM };
}

/** The same in every process of the node, and as secret as the key that it comes from. */
function cookieSecret({ d = '' }: JWK): string {
  return Buffer.from(hkdfSync('sha256', Buffer.from(d, 'base64url'), '', 'dobroset sign-in cookies', 32)).toString('base64url');
}
