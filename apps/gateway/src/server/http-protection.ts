import type { NestExpressApplication } from '@nestjs/platform-express';
import { json } from 'express';
import { CALENDAR_PATH } from '#contract/calendar.js';
import { RECORD_BOOK_FORMS, RECORD_BOOK_PATH } from '#contract/record-book.js';
import { PATIENCE } from '#defence/patience.js';
import { REQUEST_ID_HEADER, identifyRequest } from '#defence/request-id.js';
import type { RosterSource } from '#roster/roster-source.js';
import { CALLERS } from '../colleges.module.js';
import type { GatewayConfig } from '../gateway.config.js';
import { ROSTER } from '../roster.token.js';
import { admitCallers } from './admit-callers.js';
import type { Callers } from './callers.js';
import { documentLength } from './document-length.js';
import { securityHeaders } from './security-headers.js';

/** A document with all its variables; what a document may be within that is told where documents are read. */
const LARGEST_BODY = '2mb';

/** Seconds for which a browser may remember what it was told of an origin. */
const PREFLIGHT_SECONDS = 600;

/** Where people and their programs ask, signed in or not. */
const FOR_PEOPLE = ['/graphql', `/${CALENDAR_PATH}`, ...RECORD_BOOK_FORMS.map((form) => `/${RECORD_BOOK_PATH}.${form}`)];

/** What every request passes before anything of ours reads it. */
export function protect(app: NestExpressApplication, { origins, trustProxy, network }: GatewayConfig): void {
  app.disable('x-powered-by').set('trust proxy', trustProxy);
  Object.assign(app.getHttpServer(), PATIENCE);
  app.use(identifyRequest, securityHeaders);
  if (origins.length > 0) app.enableCors(corsFor(origins));
  if (network) {
    const callers = app.get<Callers>(CALLERS, { strict: false });
    app.use(FOR_PEOPLE, admitCallers(app.get<RosterSource>(ROSTER, { strict: false }), callers));
    app.use('/graphql', json({ limit: LARGEST_BODY, verify: callers.payForBody }), documentLength);
  } else {
    app.use('/graphql', json({ limit: LARGEST_BODY }));
  }
}

/** Without credentials: a page elsewhere sends what it was given, and never what our own page has. */
function corsFor(origins: readonly string[]) {
  return {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'apollo-require-preflight', REQUEST_ID_HEADER],
    exposedHeaders: [REQUEST_ID_HEADER, 'retry-after', 'content-disposition'],
    maxAge: PREFLIGHT_SECONDS,
  };
}
