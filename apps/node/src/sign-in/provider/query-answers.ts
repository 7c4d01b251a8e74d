import type { Provider } from 'oidc-provider';

type RegisterArguments = Parameters<Provider['registerResponseMode']>;

/**
 * A provider that answers in the query alone. The page reads an answer nowhere else, and a form that sends itself would be
 * a blank page here, where no script runs: who asks for one is told `unsupported_response_mode` there.
 */
export function answeringInQuery(OpenIdProvider: typeof Provider): typeof Provider {
  return class extends OpenIdProvider {
    /** Called by the library, for every mode that it knows. */
    override registerResponseMode(...[name, handler]: RegisterArguments): void {
      if (name === 'query') super.registerResponseMode(name, handler);
    }
  };
}

/** What it says of itself (OpenID Connect Discovery 1.0 §3) names the modes that the library was made with. */
export function tellOfQueryAlone(provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next();
    if (!ctx.path.endsWith('/.well-known/openid-configuration')) return;
    const said: unknown = ctx.body;
    if (typeof said === 'object' && said !== null) ctx.body = { ...said, response_modes_supported: ['query'] };
  });
}
