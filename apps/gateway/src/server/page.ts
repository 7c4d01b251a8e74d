import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';

const YEAR_IN_SECONDS = 31_536_000;

const NOT_BUILT =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Dobroset</title>' +
  '<p>The page is not built: run <code>npm run build:dashboard</code> and start the gateway again. ' +
  'The graph is at <a href="/graphiql">/graphiql</a>.</p></html>';

/** Serves the built page at `/`: hashed assets for ever, index.html asked for each time. */
export function servePage(app: NestExpressApplication, folder: string): void {
  app.use(compressed);
  if (!existsSync(join(folder, 'index.html'))) {
    app.use('/', notBuilt);
    return;
  }
  app.useStaticAssets(folder, {
    index: 'index.html',
    setHeaders: (response: Response, path: string) => {
      const hashed = path.startsWith(join(folder, 'assets'));
      response.setHeader('cache-control', hashed ? `public, max-age=${YEAR_IN_SECONDS}, immutable` : 'no-cache');
    },
  });
}

const compress = compression();

/**
 * Whatever is longer than a kilobyte, for those who take it so: it costs nothing to those who do not say. Answers cannot
 * be guessed by their length (BREACH), for no browser adds the reader's token to what another site sends.
 */
function compressed(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'POST' && request.headers['accept-encoding'] === undefined) next();
  else compress(request, response, next);
}

function notBuilt(request: Request, response: Response, next: NextFunction): void {
  if (request.method !== 'GET' || request.path !== '/') return next();
  response.status(503).type('html').send(NOT_BUILT);
}
