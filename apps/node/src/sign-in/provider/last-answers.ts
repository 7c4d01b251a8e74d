import type { ErrorOut, Provider, errors as providerErrors } from 'oidc-provider';
import type { AnsweredContext, ProviderPages } from '../pages/provider-pages.js';
import { problemInQuery } from './keepable.js';

const UNFORESEEN: ErrorOut = { error: 'server_error', error_description: 'oops! something went wrong' }; // as the library says it elsewhere

/**
 * Answers what the provider's own handlers leave over, in their manner: the framework below would say no more than 500, and
 * write the error to the terminal as it comes.
 */
export function answerTheRest(provider: Provider, pages: ProviderPages, { InvalidRequest, OIDCProviderError }: typeof providerErrors): void {
  provider.use(async (ctx, next) => {
    try {
      const problem = problemInQuery(ctx.querystring);
      if (problem !== null) throw new InvalidRequest(problem);
      await next();
    } catch (error) {
      if (error instanceof OIDCProviderError && error.expose) {
        answer(ctx, pages, error.statusCode, { error: error.error, error_description: error.error_description });
      } else {
        answer(ctx, pages, 500, UNFORESEEN);
        provider.emit('server_error', ctx, error);
      }
    }
  });
}

interface ErrorContext extends AnsweredContext {
  status: number;
  accepts(...types: string[]): string | false;
}

function answer(ctx: ErrorContext, pages: ProviderPages, status: number, out: ErrorOut): void {
  if (ctx.accepts('json', 'html') === 'html') pages.renderError(ctx, out);
  else ctx.body = out;
  ctx.status = status;
}
