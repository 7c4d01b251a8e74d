import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { PackedFile } from './packed-file.js';

const YEAR_IN_SECONDS = 31_536_000;

const NOT_BUILT =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Dobroset</title>' +
  '<p>The page is not built: run <code>npm run build:dashboard</code> and start the gateway again. ' +
  'The graph is at <code>/graphql</code>.</p></html>';

/** Serves the built page at `/`, as it is when the gateway starts: hashed assets for ever, index.html asked for each time. */
export function servePage(app: NestExpressApplication, folder: string, hasGraphiql: boolean): void {
  app.use(existsSync(join(folder, 'index.html')) ? pageIn(folder, hasGraphiql) : notBuilt);
  app.use(compressed);
}

/** What the page's link to GraphiQL hangs on (`page-footer.tsx`). */
const GRAPHIQL = '<meta name="graphiql" content="/graphiql" />';

function pageIn(folder: string, hasGraphiql: boolean): RequestHandler {
  const files = new Map<string, PackedFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const place = `/${relative(folder, path).split(sep).join('/')}`;
    const cacheControl = place.startsWith('/assets/') ? `public, max-age=${YEAR_IN_SECONDS}, immutable` : 'no-cache';
    const content = readFileSync(path);
    const isIndex = place === '/index.html';
    const shown = isIndex && !hasGraphiql ? Buffer.from(content.toString().replace(GRAPHIQL, '')) : content;
    files.set(isIndex ? '/' : place, new PackedFile(shown, extname(path), cacheControl));
  }
  const icon = files.get('/rowan.svg');
  if (icon) files.set('/favicon.ico', icon); // by that name browsers ask wherever a document names none: /health/live, /graphql
  return (request, response, next) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(request.path) : undefined;
    if (file) file.send(request, response).catch(next);
    else next();
  };
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
