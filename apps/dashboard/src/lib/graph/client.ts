import { Client, fetchExchange } from 'urql';

/** The gateway answers within four seconds, whatever its nodes do; who has waited so long waits for nobody. */
const PATIENCE_MS = 10_000;

/**
 * The gateway that served this page. It answers POST alone, which urql does not choose by itself. Nothing is cached: what the page
 * asks moves with the clock, and a page that stays open would keep every answer.
 */
export function createClient(): Client {
  return new Client({
    url: '/graphql',
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetch: patiently,
  });
}

function patiently(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), PATIENCE_MS); // the answer's body, too, has to come by then
  init.signal?.addEventListener('abort', () => controller.abort());
  return fetch(input, { ...init, signal: controller.signal });
}
