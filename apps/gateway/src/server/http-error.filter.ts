import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ErrorCode } from '#contract/error-codes.js';
import { loggable } from '#defence/loggable.js';
import { requestIdOf } from '#defence/request-id.js';

const NOT_FOUND = 404;
const INTERNAL = 500;

/** What goes wrong before GraphQL begins (a body that is no JSON, or too large) is told as GraphQL tells its errors. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  catch(exception: unknown, host: ArgumentsHost): void {
    const status = statusOf(exception);
    const isOurs = status < INTERNAL && exception instanceof Error;
    const correlationId = requestIdOf(host.switchToHttp().getRequest<Request>());
    if (!isOurs) this.logger.error({ requestId: correlationId, ...loggable(exception) });
    const message = isOurs ? exception.message : 'Something went wrong inside Dobroset.';
    const code = status === NOT_FOUND ? ErrorCode.NOT_FOUND : isOurs ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL_SERVER_ERROR;
    host.switchToHttp().getResponse<Response>().status(status).json({ errors: [{ message, extensions: isOurs ? { code } : { code, correlationId } }] });
  }
}

/** body-parser throws errors that carry a status and are no HttpException. */
function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  const isHttpError = exception instanceof Error && 'status' in exception && typeof exception.status === 'number';
  return isHttpError ? Number(exception.status) : INTERNAL;
}
