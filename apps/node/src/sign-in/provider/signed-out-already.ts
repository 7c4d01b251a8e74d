import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { ProviderPages } from '../pages/provider-pages.js';

/**
 * Whoever signs out in a browser in which nobody is signed in is signed out already, and told so, or sent back to the page. The
 * library would give them a page of its own, which goes on by a script, and our policy lets none run.
 */
export function answerTheSignedOut(provider: Provider, pages: ProviderPages): void {
  provider.use(async (ctx, next) => {
    await next();
    if (!isRouted(ctx) || ctx.oidc.route !== 'end_session' || ctx.status !== 200) return;
    const { session, params } = ctx.oidc;
    if (!session || session.accountId !== undefined) return;
    const { post_logout_redirect_uri: back, state } = params ?? {};
    if (typeof back !== 'string') return pages.renderSignedOut(ctx);
    // The library has compared it with the client's own.
    const url = new URL(back);
    if (typeof state === 'string') url.searchParams.set('state', state);
    ctx.redirect(url.href);
    ctx.status = 303;
  });
}

/** Whether the library knows the address. */
function isRouted(ctx: object): ctx is KoaContextWithOIDC {
  return 'oidc' in ctx && ctx.oidc !== undefined;
}
