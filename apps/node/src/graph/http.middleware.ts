import { Logger } from '@nestjs/common';
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import { ErrorCode } from '#contract/error-codes.js';
import { MAX_BATCH } from '#contract/limits.js';
import { CONTRACT_HEADER, CONTRACT_VERSION } from '#contract/version.js';
import { loggable } from '#defence/loggable.js';
import { requestIdOf } from '#defence/request-id.js';
import { InvalidToken } from '#identity/signed-claims.js';
import type { Identification } from './identification.js';
import { refuse } from '#admission/refuse.js';

const log = new Logger('Http');

/** Says on every answer, good or bad, which version of the contract the node serves. */
export function contractHeader(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader(CONTRACT_HEADER, String(CONTRACT_VERSION));
  next();
}

/** Refuses more operations in one HTTP request than a gateway ever sends. */
export function boundedBatch(request: Request, response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  if (Array.isArray(body) && body.length > MAX_BATCH) {
    refuse(response, 400, ErrorCode.BAD_REQUEST, `One request takes at most ${MAX_BATCH} operations.`);
    return;
  }
  next();
}

/** Answers for a body that could not be read: not signed, too large, not JSON, cut off. */
export function unreadableBody(identification: Identification): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) next(error);
    else if (error instanceof InvalidToken) identification.refuseCall(error, request, response);
    else refuseBody(error, requestIdOf(request), response);
  };
}

function refuseBody(error: unknown, requestId: string, response: Response): void {
  const status = statusOf(error);
  if (status === 413) refuse(response, 413, ErrorCode.BAD_REQUEST, 'The request is too large.');
  else if (status !== undefined) refuse(response, status, ErrorCode.BAD_REQUEST, 'The request’s body could not be read.');
  else {
    log.error({ requestId, ...loggable(error) });
    refuse(response, 500, ErrorCode.INTERNAL_SERVER_ERROR, 'Something went wrong at this college’s node.', requestId);
  }
}

/** The 4xx that the body parser gave its error. */
function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}
