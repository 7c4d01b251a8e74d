import { Logger } from '@nestjs/common';
import { type NextFunction, type Request, type Response, Router, urlencoded } from 'express';
import type { Provider, errors as providerErrors } from 'oidc-provider';
import { loggable } from '#defence/loggable.js';
import { requestIdOf } from '#defence/request-id.js';
import { DirectoryDown } from '../directory/directory-person.js';
import type { UpstreamProvider } from '../directory/upstream-provider.js';
import { languageOf } from '../pages/language.js';
import { pageHeaders } from '../pages/page-headers.js';
import { type SignInForm, problemPage, signInPage } from '../pages/pages.js';
import { STYLE } from '../pages/style.js';
import { type Words, wordsIn } from '../pages/words.js';
import type { SignInOutcome, SignInService } from '../sign-in.service.js';
import type { BegunSignIns } from './begun-sign-ins.js';
import { isOwnForm } from './own-form.js';

const LARGEST_FORM = '4kb';

/** What the sign-in pages stand on. */
export interface InteractionParts {
  readonly issuer: string;
  readonly college: string;
  readonly pageOrigins: readonly string[];
  readonly provider: Provider;
  readonly errors: typeof providerErrors;
  readonly signIn: SignInService;
  readonly begun: BegunSignIns;
  readonly upstream: UpstreamProvider | null;
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The pages on which people prove who they are, between the provider's first and last word. */
export class Interactions {
  private readonly log = new Logger('SignIn');
  private readonly root: string;

  constructor(private readonly parts: InteractionParts) {
    this.root = new URL(parts.issuer).pathname;
  }

  /** To be mounted at the issuer's path. */
  router(): Router {
    const router = Router();
    router.get('/sign-in.css', (_request, response) => {
      response.type('css').set('cache-control', 'max-age=3600').send(STYLE);
    });
    router.get('/interaction/:uid', this.page((request, response) => this.show(request, response)));
    router.post('/interaction/:uid', urlencoded({ extended: false, limit: LARGEST_FORM }), this.page((request, response) => this.submit(request, response)));
    router.get('/interaction/:uid/upstream', this.page((request, response) => this.handOver(request, response)));
    router.get('/interaction/:uid/back', this.page((request, response) => this.takeBack(request, response)));
    router.get('/upstream', this.page((request, response) => this.findInteraction(request, response)));
    router.use((error: unknown, request: Request, response: Response, next: NextFunction) => this.fail(error, request, response, next));
    return router;
  }

  private page(work: (request: Request, response: Response) => Promise<void>) {
    return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
      pageHeaders(response, this.parts.pageOrigins);
      await work(request, response).catch(next);
    };
  }

  private async show(request: Request, response: Response): Promise<void> {
    const interaction = await this.parts.provider.interactionDetails(request, response);
    this.answer(response, 200, this.form(request, interaction, { problem: null, login: '' }));
  }

  private async submit(request: Request, response: Response): Promise<void> {
    if (!isOwnForm(request, this.parts.issuer)) {
      this.answer(response, 403, this.problem(request, ({ problems }) => problems.foreignForm));
      return;
    }
    const interaction = await this.parts.provider.interactionDetails(request, response);
    const { login, password } = typed(request.body);
    const outcome = await this.parts.signIn.withPassword({ login, password, address: request.ip ?? '' });
    await this.conclude(request, response, interaction, outcome, login);
  }

  private async handOver(request: Request, response: Response): Promise<void> {
    const { uid } = await this.parts.provider.interactionDetails(request, response);
    const { upstream, begun } = this.parts;
    if (!upstream) throw new this.parts.errors.SessionNotFound('this college has no provider of its own');
    const { url, departure } = await upstream.depart();
    await begun.keep(uid, departure);
    response.redirect(303, url.href);
  }

  /** The provider knows one address to come back to; the cookie that proves whose sign-in it was is sent to another. */
  private async findInteraction(request: Request, response: Response): Promise<void> {
    const uid = await this.parts.begun.interactionOf(stateOf(request));
    if (uid === null) throw new this.parts.errors.SessionNotFound('nobody set out with that state');
    response.redirect(303, `${this.root}/interaction/${uid}/back?${queryOf(request)}`);
  }

  private async takeBack(request: Request, response: Response): Promise<void> {
    const interaction = await this.parts.provider.interactionDetails(request, response);
    const departure = await this.parts.begun.take(interaction.uid, stateOf(request));
    const { upstream, signIn, errors } = this.parts;
    if (!upstream || !departure) throw new errors.SessionNotFound('nobody set out with that state');
    const person = await upstream.arrive(queryOf(request), departure);
    await this.conclude(request, response, interaction, person ? await signIn.asDirectoryPerson(person) : { kind: 'NOT_ADMITTED' }, '');
  }

  private async conclude(request: Request, response: Response, interaction: Interaction, outcome: SignInOutcome, login: string): Promise<void> {
    switch (outcome.kind) {
      case 'ADMITTED':
        await this.parts.provider.interactionFinished(
          request,
          response,
          { login: { accountId: outcome.accountId, remember: false } },
          { mergeWithLastSubmission: false },
        );
        return;
      case 'WRONG':
        return this.refuse(request, response, 403, interaction, { problem: ({ wrong }) => wrong, login });
      case 'NOT_ADMITTED':
        return this.refuse(request, response, 403, interaction, { problem: ({ notAdmitted }) => notAdmitted, login });
      case 'STAFF_NO_MORE':
        return this.refuse(request, response, 403, interaction, { problem: ({ staffNoMore }) => staffNoMore, login });
      case 'TOO_OFTEN':
        response.set('retry-after', String(outcome.retryAfterSeconds));
        return this.refuse(request, response, 429, interaction, {
          problem: ({ tooOften }) => tooOften(Math.ceil(outcome.retryAfterSeconds / 60)),
          login,
        });
    }
  }

  private refuse(request: Request, response: Response, status: number, interaction: Interaction, { problem, login }: Refusal): void {
    const words = this.words(request, interaction);
    this.answer(response, status, this.form(request, interaction, { problem: problem(words.problems), login }));
  }

  /** What went wrong is said in our own words; its own are for the log, and hold neither login nor token. */
  private fail(error: unknown, request: Request, response: Response, next: NextFunction): void {
    if (response.headersSent) return next(error);
    if (error instanceof this.parts.errors.SessionNotFound) {
      this.answer(response, 400, this.problem(request, ({ problems }) => problems.begunAnew));
    } else if (error instanceof DirectoryDown) {
      this.log.error({ requestId: requestIdOf(request), directory: error.message });
      this.answer(response, 503, this.problem(request, ({ problems }) => problems.directoryDown));
    } else {
      const status = statusOf(error);
      if (status === 500) this.log.error({ requestId: requestIdOf(request), ...loggable(error) });
      this.answer(response, status, this.problem(request, ({ problems }) => problems.unexpected));
    }
  }

  private form(request: Request, interaction: Interaction, { problem, login }: Pick<SignInForm, 'problem' | 'login'>): string {
    const words = this.words(request, interaction);
    const path = `${this.root}/interaction/${interaction.uid}`;
    return signInPage(words, this.paths(`${path}?language=${words.other.language}`), {
      college: this.parts.college,
      action: `${path}?language=${words.language}`,
      upstream: this.parts.upstream && `${path}/upstream`,
      problem,
      login,
    });
  }

  private problem(request: Request, say: (words: Words) => string): string {
    const words = this.words(request);
    return problemPage(words, this.paths(null), say(words));
  }

  private answer(response: Response, status: number, page: string): void {
    response.status(status).type('html').send(page);
  }

  private paths(otherLanguage: string | null) {
    return { style: `${this.root}/sign-in.css`, otherLanguage };
  }

  private words(request: Request, interaction?: Interaction): Words {
    const uiLocales = interaction?.params['ui_locales'];
    return wordsIn(languageOf({ chosen: request.query['language'], uiLocales, acceptLanguage: request.headers['accept-language'] }));
  }
}

interface Refusal {
  readonly problem: (words: Words['problems']) => string;
  readonly login: string;
}

function typed(body: unknown): { login: string; password: string } {
  const given = typeof body === 'object' && body !== null ? body : {};
  const login = 'login' in given && typeof given.login === 'string' ? given.login : '';
  const password = 'password' in given && typeof given.password === 'string' ? given.password : '';
  return { login, password };
}

function stateOf({ query }: Request): string {
  return typeof query['state'] === 'string' ? query['state'] : '';
}

/** As it came. */
function queryOf({ originalUrl }: Request): string {
  return originalUrl.slice(originalUrl.indexOf('?') + 1);
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
  return status >= 400 && status < 500 ? status : 500;
}
