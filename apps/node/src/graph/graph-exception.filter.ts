import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { loggable } from '#defence/loggable.js';
import { requestIdOf } from '#defence/request-id.js';
import { isBusy } from '../database/busy.js';
import { DomainError, busy } from './domain-error.js';

const STATUSES: Partial<Record<ErrorCode, number>> = { BAD_USER_INPUT: 400, UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, BUSY: 503 };

/**
 * Hands what a resolver threw to GraphQL, where `formatError` shapes and logs it; Nest would log it a second time. What is
 * answered beside the graph is refused in the same words, under the status that says the same, and masked as there.
 */
@Catch()
export class GraphExceptionFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  constructor(private readonly adapter: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return exception;
    const response = host.switchToHttp().getResponse<Response>();
    const refusal = isBusy(exception) ? busy() : exception;
    if (refusal instanceof DomainError) {
      refuse(response, STATUSES[refusal.code] ?? 500, refusal.code, refusal.message);
    } else if (refusal instanceof HttpException) {
      new BaseExceptionFilter(this.adapter.httpAdapter).catch(refusal, host);
    } else {
      this.mask(refusal, requestIdOf(host.switchToHttp().getRequest<Request>()), response);
    }
    return undefined;
  }

  /** Nest would log it whole: PostgreSQL's sentence, and the row that it is about. */
  private mask(error: unknown, requestId: string, response: Response): void {
    this.log.error({ requestId, ...loggable(error) });
    if (response.headersSent) response.destroy();
    else refuse(response, 500, ErrorCode.INTERNAL_SERVER_ERROR, 'Something went wrong at this college’s node.', requestId);
  }
}
