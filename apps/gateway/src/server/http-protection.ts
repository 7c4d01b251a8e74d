import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Request, type RequestHandler, json } from 'express';
import { CALENDAR_PATH } from '#contract/calendar.js';
import { RECORD_BOOK_FORMS, RECORD_BOOK_PATH } from '#contract/record-book.js';
import { addressLimit } from '#defence/address-limit.js';
import { PATIENCE } from '#defence/patience.js';
import { RateLimit } from '#defence/rate-limit.js';
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

/** Of an address, for each question that it may ask: a page is a dozen files, and a school stands behind one address. */
const FILES_FOR_A_QUESTION = 6;

/** Not for people: an orchestrator, which may share its address with anybody, and nodes, which are counted there. */
const FOR_MACHINES = /^\/(health|relay)(\/|$)/i;

/** What every request passes before anything of ours reads it. */
export function protect(app: NestExpressApplication, { origins, trustProxy, network, rateLimit }: GatewayConfig): void {
  app.disable('x-powered-by').set('trust proxy', trustProxy);
  Object.assign(app.getHttpServer(), PATIENCE);
  app.use(identifyRequest, securityHeaders);
  if (origins.length > 0) app.enableCors(corsFor(origins));
  if (network) {
    const callers = app.get<Callers>(CALLERS, { strict: false });
    app.use(FOR_PEOPLE, admitCallers(app.get<RosterSource>(ROSTER, { strict: false }), callers));
    app.use('/graphql', json({ limit: LARGEST_BODY, verify: callers.payForBody }), documentLength);
    app.use(limitOfTheRest(rateLimit, (request) => callers.hasAdmitted(request)));
  } else {
    app.use('/graphql', json({ limit: LARGEST_BODY }));
    app.use(limitOfTheRest(rateLimit, ({ path }) => path === '/graphql'));
  }
}

/** The page, its files, and what is not there. */
function limitOfTheRest(rateLimit: number, isCounted: (request: Request) => boolean): RequestHandler {
  return addressLimit(new RateLimit(rateLimit * FILES_FOR_A_QUESTION), (request) => isCounted(request) || FOR_MACHINES.test(request.path));
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
