import type { EventEmitter } from 'node:events';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { Provider } from 'oidc-provider';
import { loggable } from '#defence/loggable.js';
import { requestIdOf } from '#defence/request-id.js';
import { readSigningKeys } from '#identity/private-keys.js';
import { NODE_CONFIG } from '../node-config.token.js';
import type { NodeConfig } from '../node.config.js';
import { AccountsService } from './accounts/accounts.service.js';
import { UpstreamProvider } from './directory/upstream-provider.js';
import { SignInFloods } from './guessing/sign-in-floods.js';
import { BegunSignIns } from './interaction/begun-sign-ins.js';
import { Interactions } from './interaction/interactions.js';
import { languageOf } from './pages/language.js';
import { pageHeaders } from './pages/page-headers.js';
import { problemPage } from './pages/pages.js';
import { ProviderPages } from './pages/provider-pages.js';
import { wordsIn } from './pages/words.js';
import { PartnersRepository } from './partners/partners.repository.js';
import { makeProvider } from './provider/make-provider.js';
import { signInLifetime } from './provider/sign-in-lifetime.js';
import { ProviderRecordsRepository } from './provider/provider-records.repository.js';
import { SignInService } from './sign-in.service.js';

const PATH = '/oidc';
const SWEEP_EVERY_MS = 600_000;

/** The college's OpenID provider over HTTP, made when the first request comes: most starts of a node see nobody sign in. */
@Injectable()
export class SignInServer implements OnApplicationShutdown {
  private readonly log = new Logger('SignIn');
  private readonly path: string;
  private made: Promise<Router> | undefined;
  private sweeping: NodeJS.Timeout | undefined;

  constructor(
    @Inject(NODE_CONFIG) private readonly config: NodeConfig,
    private readonly accounts: AccountsService,
    private readonly partners: PartnersRepository,
    private readonly records: ProviderRecordsRepository,
    private readonly signIn: SignInService,
  ) {
    this.path = config.signIn.issuer === null ? PATH : new URL(config.signIn.issuer).pathname;
  }

  /** Everything below the issuer's path, before Nest looks at it. */
  router(): Router {
    const floods = new SignInFloods(this.config.rateLimit, (request, response) => this.refusePage(request, response));
    return Router().use(this.path, floods.guard, (request, response, next) => this.handle(request, response, next));
  }

  onApplicationShutdown(): void {
    clearInterval(this.sweeping);
  }

  private refusePage(request: Request, response: Response): void {
    const words = wordsIn(languageOf({ chosen: null, uiLocales: request.query['ui_locales'], acceptLanguage: request.headers['accept-language'] }));
    pageHeaders(response, this.config.signIn.pageOrigins);
    response.type('html').send(problemPage(words, { style: `${this.path}/sign-in.css`, otherLanguage: null }, words.problems.tooOften(1)));
  }

  private handle(request: Request, response: Response, next: NextFunction): void {
    this.made ??= this.make(this.config.signIn.issuer ?? `http://127.0.0.1:${request.socket.localPort ?? this.config.port}${PATH}`);
    this.made.then(
      (router) => router(request, response, next),
      (error: unknown) => {
        this.made = undefined;
        next(error);
      },
    );
  }

  /** @param issuer as configured, or our own address on a machine of one's own */
  private async make(issuer: string): Promise<Router> {
    const { config, accounts, partners, records, signIn } = this;
    const { pageOrigins } = config.signIn;
    const { errors } = await import('oidc-provider');
    const pages = new ProviderPages(`${this.path}/sign-in.css`, pageOrigins);
    const keys = readSigningKeys(config.keys);
    const provider = await makeProvider({ issuer, college: config.collegeCode, keys, pageOrigins, signInLifetime: signInLifetime(config.signIn), accounts, partners, records, pages });
    this.listen(provider);
    this.sweep();
    const upstream = config.signIn.upstream && new UpstreamProvider(config.signIn.upstream, `${issuer}/upstream`);
    const interactions = new Interactions({ issuer, college: config.collegeCode, pageOrigins, provider, errors, signIn, begun: new BegunSignIns(records), upstream });
    return Router().use(asTheIssuer(issuer), interactions.router(), provider.callback());
  }

  private listen(provider: Provider): void {
    provider.on('server_error', (ctx, error: Error) => this.log.error({ requestId: requestIdOf(ctx.req), ...loggable(error) }));
    const connections: EventEmitter = provider;
    connections.on('error', (error: Error, ctx: { readonly req: Request }) => this.log.error({ requestId: requestIdOf(ctx.req), ...loggable(error) }));
  }

  private sweep(): void {
    const sweep = () => void this.records.removeExpired().catch(() => undefined); // a database that is away is told of elsewhere
    sweep();
    this.sweeping ??= setInterval(sweep, SWEEP_EVERY_MS).unref();
  }
}

/** Where we are is what the configuration says: the provider makes its addresses of these headers, which anybody may send. */
function asTheIssuer(issuer: string) {
  const { host, protocol } = new URL(issuer);
  return (request: Request, _response: Response, next: NextFunction): void => {
    delete request.headers['x-forwarded-host'];
    request.headers.host = host;
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    next();
  };
}
