import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorOut } from 'oidc-provider';
import { Html } from './html.js';
import { languageOf } from './language.js';
import { pageHeaders } from './page-headers.js';
import { problemPage, signOutPage, signedOutPage } from './pages.js';
import { type Words, wordsIn } from './words.js';

/** A request to the provider, as far as a page of it is concerned. */
export interface AnsweredContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly query: Readonly<Record<string, unknown>>;
  get(header: string): string;
  type: string;
  body: unknown;
}

/** What people see of the provider itself: signing out, and requests that could not be read. */
export class ProviderPages {
  constructor(
    private readonly stylePath: string,
    private readonly pageOrigins: readonly string[],
  ) {}

  renderSignOut(ctx: AnsweredContext, form: string): void {
    this.answer(ctx, signOutPage(this.words(ctx), this.paths, new Html(form)));
  }

  renderSignedOut(ctx: AnsweredContext): void {
    this.answer(ctx, signedOutPage(this.words(ctx), this.paths));
  }

  /** What is wrong in a request is its sender's to know; of what went wrong here nobody is told more than that. */
  renderError(ctx: AnsweredContext, { error, error_description }: ErrorOut): void {
    const { problems } = this.words(ctx);
    const reason = [error, error_description].filter(Boolean).join(': ');
    const sentence = error === 'invalid_redirect_uri' ? problems.foreignPage : problems.begunAnew;
    this.answer(ctx, problemPage(this.words(ctx), this.paths, error === 'server_error' ? problems.unexpected : `${sentence} (${reason})`));
  }

  private answer(ctx: AnsweredContext, page: string): void {
    pageHeaders(ctx.res, this.pageOrigins);
    ctx.type = 'html';
    ctx.body = page;
  }

  private get paths() {
    return { style: this.stylePath, otherLanguage: null };
  }

  private words(ctx: AnsweredContext): Words {
    return wordsIn(languageOf({ chosen: ctx.query['ui_locales'], acceptLanguage: ctx.get('accept-language') }));
  }
}
