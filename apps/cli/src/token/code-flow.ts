import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** The network's page, as every college's provider knows it. */
const PAGE_CLIENT = 'dobroset-page';

const tokensShape = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  expires_in: z.number(),
});

export type Tokens = z.infer<typeof tokensShape>;

/** The provider did not go on; the status and what it said. */
export class SignInRefused extends Error {
  constructor(
    readonly status: number,
    readonly said: string,
  ) {
    super(`The sign-in was refused with ${status}.`);
    this.name = 'SignInRefused';
  }
}

/**
 * Signs in at a college's provider as a browser with the network's page would: authorization code with PKCE (RFC 7636),
 * cookies kept, redirects followed by hand.
 */
export class CodeFlow {
  private readonly cookies = new Map<string, string>();
  private readonly verifier = randomBytes(32).toString('base64url');

  /** @param pageOrigin one that the provider was told serves the page */
  constructor(
    readonly issuer: string,
    private readonly pageOrigin: string,
  ) {}

  /** @throws SignInRefused */
  async signIn(login: string, password: string): Promise<Tokens> {
    const form = await this.begin();
    const answer = await this.submit(form, login, password);
    return this.exchange(await this.codeBehind(answer));
  }

  /** Asks to sign in. @returns the address of the form */
  async begin(extra: Readonly<Record<string, string>> = {}): Promise<string> {
    const answer = await this.get(this.authorizationUrl(extra));
    return this.nextOf(answer);
  }

  /** Where the page sends a browser that wants to sign in. */
  authorizationUrl(extra: Readonly<Record<string, string>> = {}): string {
    const url = new URL(`${this.issuer}/auth`);
    const parameters = {
      client_id: PAGE_CLIENT,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: this.redirectUri,
      state: 'state',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...extra,
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  }

  /** Sends the form as it stands on the page. */
  submit(form: string, login: string, password: string): Promise<Response> {
    return this.send(form, { method: 'POST', body: new URLSearchParams({ login, password }), headers: { origin: new URL(this.issuer).origin } });
  }

  /**
   * Follows redirects until one leads back to the page.
   * @throws SignInRefused where none does
   */
  async codeBehind(answer: Response): Promise<string> {
    let next = this.nextOf(answer);
    while (!next.startsWith(this.redirectUri)) next = this.nextOf(await this.get(next));
    const { searchParams } = new URL(next);
    const code = searchParams.get('code');
    if (code === null) throw new SignInRefused(303, searchParams.get('error') ?? '');
    return code;
  }

  exchange(code: string): Promise<Tokens> {
    return this.token({ grant_type: 'authorization_code', code, redirect_uri: this.redirectUri, code_verifier: this.verifier });
  }

  refresh(refreshToken: string): Promise<Tokens> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  /** Ends what a refresh token stands for (RFC 7009). */
  async revoke(refreshToken: string): Promise<void> {
    await this.post('token/revocation', { token: refreshToken });
  }

  /** Signs out at the provider, as whoever says yes there. */
  async signOut(idToken: string): Promise<void> {
    const question = await this.get(`${this.issuer}/session/end?${new URLSearchParams({ id_token_hint: idToken, client_id: PAGE_CLIENT }).toString()}`);
    const xsrf = /name="xsrf" value="(?<secret>[^"]+)"/.exec(await question.text())?.groups?.['secret'] ?? '';
    await this.send(`${this.issuer}/session/end/confirm`, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
  }

  /** As the same browser; a redirect is not followed. */
  get(url: string): Promise<Response> {
    return this.send(url, {});
  }

  /** @throws SignInRefused for what is no redirect */
  nextOf(answer: Response): string {
    const location = answer.headers.get('location');
    if (location === null) throw new SignInRefused(answer.status, '');
    return new URL(location, answer.url).href;
  }

  private get redirectUri(): string {
    return `${this.pageOrigin}/`;
  }

  private async token(parameters: Readonly<Record<string, string>>): Promise<Tokens> {
    const response = await this.post('token', parameters);
    return tokensShape.parse(await response.json());
  }

  private async post(path: string, parameters: Readonly<Record<string, string>>): Promise<Response> {
    const body = new URLSearchParams({ client_id: PAGE_CLIENT, ...parameters });
    const response = await fetch(`${this.issuer}/${path}`, { method: 'POST', body });
    if (!response.ok) throw new SignInRefused(response.status, await response.text());
    return response;
  }

  /** What the browser sends along. */
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async send(url: string, init: RequestInit): Promise<Response> {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...(this.cookies.size > 0 && { cookie: this.cookieHeader }) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) this.keep(set);
    return answer;
  }

  private keep(setCookie: string): void {
    const [pair = ''] = setCookie.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/);
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
