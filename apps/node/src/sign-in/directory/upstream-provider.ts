import type { Configuration } from 'openid-client';
import type { UpstreamSettings } from '../sign-in.settings.js';
import { type DirectoryPerson, DirectoryDown } from './directory-person.js';

const ANSWER_WITHIN_SECONDS = 5;

/** What must come back with the person, and is told to nobody in between. */
export interface Departure {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** The college's own OpenID provider, to which people are handed over. */
export class UpstreamProvider {
  private discovered: Promise<Configuration> | undefined;

  /** @param callback where it sends people back to; what is registered there */
  constructor(
    private readonly settings: UpstreamSettings,
    private readonly callback: string,
  ) {}

  /**
   * Where to send somebody, and what to keep until they are back.
   * @throws DirectoryDown
   */
  async depart(): Promise<{ readonly url: URL; readonly departure: Departure }> {
    const client = await import('openid-client');
    const configuration = await this.configuration();
    const departure = { state: client.randomState(), nonce: client.randomNonce(), codeVerifier: client.randomPKCECodeVerifier() };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback,
      scope: 'openid profile email',
      state: departure.state,
      nonce: departure.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(departure.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url, departure };
  }

  /**
   * Who came back with these query parameters; null where the provider says that they did not sign in.
   * @throws DirectoryDown when it cannot be asked, or what it says does not fit the departure
   */
  async arrive(query: string, { state, nonce, codeVerifier }: Departure): Promise<DirectoryPerson | null> {
    const client = await import('openid-client');
    const configuration = await this.configuration();
    try {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true };
      const tokens = await client.authorizationCodeGrant(configuration, new URL(`${this.callback}?${query}`), checks);
      const claims = tokens.claims();
      return claims ? this.person(claims) : null;
    } catch (error) {
      if (error instanceof client.AuthorizationResponseError) return null;
      throw new DirectoryDown(error);
    }
  }

  private person(claims: Readonly<Record<string, unknown>>): DirectoryPerson | null {
    const { sub, preferred_username, name, email, email_verified } = claims;
    if (typeof sub !== 'string') return null;
    const login = typeof preferred_username === 'string' ? preferred_username : `oidc-${sub}`;
    return {
      subject: `oidc:${this.settings.issuer} ${sub}`, // a subject is its issuer's alone (OpenID Connect Core 1.0 §2)
      login,
      displayName: typeof name === 'string' && name !== '' ? name : login,
      // What is not there vouches for nothing (OpenID Connect Core 1.0 §5.1), unless the college says that nobody writes their own.
      email: typeof email === 'string' && (email_verified === true || (email_verified === undefined && this.settings.vouchesForEmails)) ? email : undefined,
      groups: groupsIn(claims[this.settings.groupsClaim]),
    };
  }

  /** Asked once; again where it failed. */
  private async configuration(): Promise<Configuration> {
    const client = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    // oxlint-disable-next-line typescript/no-deprecated -- it stands out so that only an issuer on the same machine is asked so
    const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    this.discovered ??= client.discovery(url, clientId, clientSecret, undefined, { execute, timeout: ANSWER_WITHIN_SECONDS });
    return this.discovered.catch((error: unknown) => {
      this.discovered = undefined;
      throw new DirectoryDown(error);
    });
  }
}

function groupsIn(claim: unknown): string[] {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((group): group is string => typeof group === 'string') : [];
}
