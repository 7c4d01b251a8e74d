import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';

/** Hands what a resolver threw to GraphQL, where `formatError` shapes and logs it; Nest would log it a second time. */
@Catch()
export class GraphExceptionFilter implements ExceptionFilter {
  private readonly http = new BaseExceptionFilter();

  catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return exception;
    this.http.catch(exception, host);
    return undefined;
  }
}
