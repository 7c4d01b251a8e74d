import type { Logger } from '@nestjs/common';
import type { Response } from 'express';
import { GraphQLError } from 'graphql';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { loggable } from '#defence/loggable.js';
import { NodeRefusal } from '../college/download.js';
import { NodeFailure } from '../college/failure.js';
import { answerRefusal } from './http-refusal.js';

const OF_NODES: Partial<Record<ErrorCode, { readonly status: number; readonly message: string }>> = {
  BUSY: { status: 503, message: 'Too many ask this college for files. Try again later.' },
  NODE_UNAVAILABLE: { status: 503, message: 'The college cannot be reached. Try again later.' },
  NODE_TIMEOUT: { status: 504, message: 'The college did not answer in time. Try again later.' },
  UNAUTHENTICATED: { status: 401, message: 'The college does not accept this token; sign in again.' },
};

/** Seconds, where nothing else is said. */
const RETRY_AFTER = 30;

/** That may be otherwise soon. */
const PASSING: ReadonlySet<number> = new Set([503, 504]);

/**
 * Answers a request for a file that there will be none for, as the graph answers whole requests; a file that has begun just ends.
 * @param retryAfter seconds to wait, where it is worth trying again
 */
export function answerFailure(error: unknown, requestId: string, response: Response, log: Logger, retryAfter = RETRY_AFTER): void {
  if (response.headersSent) {
    log.warn({ requestId, cutOff: loggable(error) });
    response.destroy();
  } else if (error instanceof NodeRefusal) {
    refuseFor(retryAfter, response, error.status, error.code, error.message);
  } else if (error instanceof NodeFailure) {
    log.warn({ requestId, failed: error.code, why: error.message });
    const { status, message } = OF_NODES[error.code] ?? { status: 502, message: 'The college gave an answer that cannot be used.' };
    refuseFor(retryAfter, response, status, error.code, message);
  } else if (error instanceof GraphQLError) {
    answerRefusal(response, error);
  } else {
    log.error({ requestId, ...loggable(error) });
    refuse(response, 500, ErrorCode.INTERNAL_SERVER_ERROR, 'Something went wrong inside Dobroset.', requestId);
  }
}

function refuseFor(seconds: number, response: Response, status: number, code: string, message: string): void {
  if (PASSING.has(status)) response.set('retry-after', String(seconds));
  refuse(response, status, code, message);
}
