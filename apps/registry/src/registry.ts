import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type ErrorRequestHandler, json } from 'express';
import helmet from 'helmet';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { loggable } from '#defence/loggable.js';
import { PATIENCE } from '#defence/patience.js';
import { RateLimit } from '#defence/rate-limit.js';
import { identifyRequest, requestIdOf } from '#defence/request-id.js';
import { addressLimit } from '#defence/address-limit.js';
import { readPrivateKeys } from '#identity/private-keys.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { AppModule } from './app.module.js';
import { migrate } from './database/migrate.js';
import { Identification } from './graph/identification.js';
import type { RegistryConfig } from './registry.config.js';
import { RegistryLogger } from './registry.logger.js';

/** What machines and gateways send is small. */
const LARGEST_BODY = '64kb';

/** What browsers are told, should one ever ask: there is nothing here for it. */
const securityHeaders = helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } });

/** What the machines of colleges post: what they say is signed, and checked for what it costs. */
const MACHINES_PATHS = ['/join', '/move', '/keys', '/leave'];

/**
 * Makes the registry: brings its database up to date and starts everything but listening.
 * @throws Error saying in a sentence why it cannot start
 */
export async function createRegistry(config: RegistryConfig): Promise<NestExpressApplication> {
  const keys = readPrivateKeys(config.keys);
  await migrate(config.databaseUrl);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(config, keys), {
    abortOnError: false,
    bodyParser: false,
    logger: new RegistryLogger(),
  });
  app.disable('x-powered-by').disable('etag').set('trust proxy', config.trustProxy);
  Object.assign(app.getHttpServer(), PATIENCE);
  app.use(identifyRequest, securityHeaders);
  app.use(MACHINES_PATHS, addressLimit(new RateLimit(config.rateLimit)));
  const identification = app.get(Identification);
  app.use('/graphql', identification.admit);
  app.use('/graphql', json({ limit: LARGEST_BODY, verify: identification.checkBody }));
  app.use(json({ limit: LARGEST_BODY }));
  app.use(unreadableBody(identification));
  app.use('/graphql', identification.demandSignature);
  return app.init();
}

function unreadableBody(identification: Identification): ErrorRequestHandler {
  const log = new Logger('Http');
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof InvalidToken) return identification.refuseCall(error, request, response);
    const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
    if (status >= 500) log.error({ requestId: requestIdOf(request), ...loggable(error) });
    refuse(response, status, ErrorCode.BAD_REQUEST, 'The request’s body could not be read.');
  };
}
