import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { Response } from 'express';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { isBusy } from '../database/busy.js';
import { DomainError, busy } from './domain-error.js';

const STATUSES: Partial<Record<ErrorCode, number>> = { BAD_USER_INPUT: 400, UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, BUSY: 503 };

/**
 * Hands what a resolver threw to GraphQL, where `formatError` shapes and logs it; Nest would log it a second time. What is
 * answered beside the graph is refused in the same words, under the status that says the same.
 */
@Catch()
export class GraphExceptionFilter implements ExceptionFilter {
  constructor(private readonly adapter: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return exception;
    const refusal = isBusy(exception) ? busy() : exception;
    if (refusal instanceof DomainError) {
      refuse(host.switchToHttp().getResponse<Response>(), STATUSES[refusal.code] ?? 500, refusal.code, refusal.message);
    } else {
      new BaseExceptionFilter(this.adapter.httpAdapter).catch(exception, host);
    }
    return undefined;
  }
}
