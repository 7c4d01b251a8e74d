import { Client, cacheExchange, fetchExchange } from 'urql';

/** The gateway that served this page. It answers POST alone, which urql does not choose by itself. */
export function createClient(): Client {
  return new Client({
    url: '/graphql',
    exchanges: [cacheExchange, fetchExchange],
    preferGetMethod: false,
  });
}
