import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json } from 'express';
import helmet from 'helmet';
import { CALENDAR_PATH } from '#contract/calendar.js';
import { RECORD_BOOK_PATH } from '#contract/record-book.js';
import { addressLimit } from '#defence/address-limit.js';
import { PATIENCE } from '#defence/patience.js';
import { RateLimit } from '#defence/rate-limit.js';
import { identifyRequest } from '#defence/request-id.js';
import { LARGEST_MESSAGE, MESSAGES_PATH } from '#identity/message/message-paths.js';
import { IDENTITY_PATH } from '#membership/answers.js';
import { AppModule } from './app.module.js';
import { migrate } from './database/migrate.js';
import { boundedBatch, contractHeader, unreadableBody } from './graph/http.middleware.js';
import { Identification } from './graph/identification.js';
import type { NodeConfig } from './node.config.js';
import { NodeLogger } from './node.logger.js';
import { SignInServer } from './sign-in/sign-in.server.js';

/** What browsers are told, should one ever ask: there is nothing here for it. */
const securityHeaders = helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } });

/** A full batch of full `_entities`, with room to spare. */
const LARGEST_BODY = '12mb';

/** What a gateway or the registry calls, and nobody else. */
const SIGNED_PATHS = ['/graphql', `/${IDENTITY_PATH}`, `/${MESSAGES_PATH}`, `/${RECORD_BOOK_PATH}`, `/${CALENDAR_PATH}`];

/** Of an address, for each call of it that may prove nothing: as many as of requests to the OpenID provider. */
const READINGS_FOR_A_CALL = 6;

/** What an orchestrator asks, which may share its address with strangers: it would end a node that refused it. */
const HEALTH = /^\/health(\/|$)/i;

/**
 * Makes a college's node: brings its database up to date and starts everything but listening.
 * @throws Error saying in a sentence why it cannot start
 */
export async function createNode(config: NodeConfig): Promise<NestExpressApplication> {
  await migrate(config.databaseUrl);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(config), {
    abortOnError: false,
    bodyParser: false,
    logger: new NodeLogger(),
  });
  app.disable('x-powered-by').disable('etag').set('trust proxy', config.trustProxy);
  Object.assign(app.getHttpServer(), PATIENCE);
  app.use(identifyRequest, securityHeaders, contractHeader);
  const identification = app.get(Identification);
  app.use(SIGNED_PATHS, identification.admit);
  app.use(`/${MESSAGES_PATH}`, json({ limit: LARGEST_MESSAGE, verify: identification.checkBody }));
  app.use(SIGNED_PATHS, json({ limit: LARGEST_BODY, verify: identification.checkBody }));
  app.use(unreadableBody(identification));
  app.use(SIGNED_PATHS, identification.demandSignature);
  app.use('/graphql', boundedBatch);
  app.use(app.get(SignInServer).router());
  app.use(addressLimit(new RateLimit(config.rateLimit * READINGS_FOR_A_CALL), (request) => identification.hasAdmitted(request) || HEALTH.test(request.path)));
  return app.init();
}
