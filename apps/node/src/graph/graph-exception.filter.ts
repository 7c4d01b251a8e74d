import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';

/** Hands what a resolver threw to GraphQL, where `formatError` shapes and logs it; Nest would log it a second time. */
@Catch()
export class GraphExceptionFilter implements ExceptionFilter {
  constructor(private readonly adapter: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return exception;
    new BaseExceptionFilter(this.adapter.httpAdapter).catch(exception, host);
    return undefined;
  }
}
