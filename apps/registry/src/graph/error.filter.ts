import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { GqlContextType } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { loggable } from '#defence/loggable.js';
import { requestIdOf } from '#defence/request-id.js';
import { InvalidToken } from '#identity/signed-claims.js';
import { DomainError } from './domain-error.js';

const STATUS: Partial<Record<ErrorCode, number>> = { FORBIDDEN: 403, BAD_USER_INPUT: 400, NOT_FOUND: 404, UNAUTHENTICATED: 401, RATE_LIMITED: 429 };

/** Gives every error of the machines' endpoints the shape of GraphQL's; those of the graph itself go on to `formatError`. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return exception;
    const response = host.switchToHttp().getResponse<Response>();
    const requestId = requestIdOf(host.switchToHttp().getRequest<Request>());
    if (exception instanceof DomainError) {
      refuse(response, STATUS[exception.code] ?? 400, exception.code, exception.message, undefined, exception.reason);
    } else if (exception instanceof InvalidToken) {
      this.log.warn({ requestId, refused: exception.message });
      refuse(response, 401, ErrorCode.UNAUTHENTICATED, 'The signature is not valid: it is not by the key that the registry knows, it was used before, or this machine’s clock is wrong.', undefined, 'BAD_SIGNATURE');
    } else if (exception instanceof HttpException) {
      refuse(response, exception.getStatus(), ErrorCode.BAD_REQUEST, exception.message);
    } else {
      this.log.error({ requestId, ...loggable(exception) });
      refuse(response, 500, ErrorCode.INTERNAL_SERVER_ERROR, 'Something went wrong at the registry.', requestId);
    }
    return undefined;
  }
}
