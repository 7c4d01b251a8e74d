import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Behaviour, FakeNode } from './fake-node.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const MEBIBYTE = 2 ** 20;

/** Answers rightly, much too late. */
export function late(node: FakeNode, milliseconds: number): Behaviour {
  return async (response, request) => {
    const { status, body } = await node.honestAnswer(request);
    await pause(milliseconds, undefined, { ref: false });
    if (!response.destroyed) response.writeHead(status, JSON_TYPE).end(body);
  };
}

/** Takes the request and says nothing, ever. */
export const silent: Behaviour = () => undefined;

/** Says that an answer follows, and nothing more. */
export const headersAlone: Behaviour = (response) => {
  response.writeHead(200, JSON_TYPE).flushHeaders();
};

/** Sends its answer a byte at a time, always just in time for an idle timer. */
export const drip: Behaviour = async (response) => {
  response.writeHead(200, JSON_TYPE);
  while (!response.destroyed) {
    response.write(' ');
    await pause(50, undefined, { ref: false });
  }
};

/** Hangs up in the middle of its answer. */
export const hangUp: Behaviour = (response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('{"data":', () => response.destroy());
};

function answerWith(status: number, type: string, body: string | Buffer): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
}

/** A GraphQL answer made elsewhere. */
export function json(value: unknown): Behaviour {
  return answerWith(200, 'application/json', typeof value === 'string' ? value : JSON.stringify(value));
}

export const html = answerWith(200, 'text/html; charset=utf-8', '<!doctype html><title>Welcome to nginx</title>');

/** What an overloaded proxy or a crash gives, with what nobody outside should read. */
export const crash = answerWith(
  500,
  'text/plain',
  'QueryFailedError: duplicate key value violates unique constraint "volunteer_email"\n    at /srv/node/dist/volunteers.repository.js:42:7',
);

export function redirect(location: string, status = 302): Behaviour {
  return (response) => {
    response.writeHead(status, { location }).end();
  };
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('drain', resolve));
}

/** Sends so many mebibytes as fast as they are taken; `sent` counts the bytes that left. */
export function flood(mebibytes: number): Behaviour & { sent: number } {
  const chunk = Buffer.alloc(MEBIBYTE, 'x');
  const behaviour = Object.assign(
    async (response: ServerResponse): Promise<void> => {
      response.writeHead(200, JSON_TYPE);
      response.write('{"data":{"junk":"');
      const closed = once(response, 'close');
      for (let count = 0; count < mebibytes && !response.destroyed; count += 1) {
        behaviour.sent += chunk.length;
        if (!response.write(chunk)) await Promise.race([drained(response), closed]);
      }
      response.end('"}}');
    },
    { sent: 0 },
  );
  return behaviour;
}

/** A small answer with very many errors, each with a path that has to be moved. */
export function manyErrors(count: number): Behaviour {
  const error = '{"message":"x","path":["_entities",0]}';
  return json(`{"data":null,"errors":[${Array.from({ length: count }, () => error).join()}]}`);
}

/** As much of the same as fits into so many bytes, as the elements of a list. */
export function listOf(element: string, bytes = 4 * MEBIBYTE - 1_000): string {
  return `[${Array.from({ length: Math.floor(bytes / (element.length + 1)) }, () => element).join()}]`;
}

/** Its honest answer, with the text changed on its way out. */
export function rewritten(node: FakeNode, change: (body: string) => string): Behaviour {
  return async (response, request) => {
    const { status, body } = await node.honestAnswer(request);
    response.writeHead(status, JSON_TYPE).end(change(body));
  };
}
