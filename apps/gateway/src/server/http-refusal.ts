import { HeaderMap } from '@apollo/server';
import type { Response } from 'express';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { refuse } from '#admission/refuse.js';
import { ErrorCode } from '#contract/error-codes.js';
import { TOO_MUCH } from '#defence/address-limit.js';

const whole = z.object({ status: z.int(), headers: z.map(z.string(), z.string()) });

/** Answers with such an error where the graph does not, in the same shape. */
export function answerRefusal(response: Response, { message, extensions }: GraphQLError): void {
  const { status, headers } = whole.parse(extensions['http']);
  for (const [name, value] of headers) response.set(name, value);
  refuse(response, status, String(extensions['code']), message);
}

/** An error of the whole request: its HTTP status and headers travel in `extensions.http`, where Apollo Server reads them. */
export function httpRefusal(message: string, code: ErrorCode, status: number, headers: Readonly<Record<string, string>>, correlationId?: string): GraphQLError {
  const head = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) head.set(name, value);
  const http: object = { status, headers: head };
  return new GraphQLError(message, { extensions: { code, http, ...(correlationId !== undefined && { correlationId }) } });
}

/** Something of the client's that cannot be used: HTTP 400. */
export function badInput(message: string): GraphQLError {
  return httpRefusal(message, ErrorCode.BAD_USER_INPUT, 400, {});
}

/** @throws GraphQLError that becomes HTTP 429, where there is a time to wait */
export function refuseAfter(seconds: number | null): void {
  if (seconds !== null) throw httpRefusal(TOO_MUCH, ErrorCode.RATE_LIMITED, 429, { 'retry-after': String(seconds) });
}
