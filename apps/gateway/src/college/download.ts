import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { z } from 'zod';
import { ErrorCode } from '#contract/error-codes.js';
import { REQUEST_ID_HEADER } from '#defence/request-id.js';
import type { CallSigner } from '#identity/call/call-signer.js';
import { NodeFailure } from './failure.js';
import type { FileQuestion } from './file-client.js';
import type { NodeState } from './node-state.js';
import type { Asker } from './transport.js';

/** A file on its way from a node: it has begun, its length is known, and exactly as many bytes come, or the stream breaks. */
export interface Download {
  readonly bytes: number;
  readonly body: Readable;
}

export interface DownloadLimits {
  readonly bytes: number;
  /** Is aborted when the file comes too late, or nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/** A node's "no", for people. */
export class NodeRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'NodeRefusal';
  }
}

const OK = 200;
const UNAUTHORIZED = 401;

/** What a node may refuse a file with; all else is no answer. */
const REFUSALS: ReadonlySet<number> = new Set([400, 403, 404, 503]);
const LONGEST_REFUSAL = 10_000;

const refusal = z.object({ errors: z.tuple([z.object({ message: z.string().max(500), extensions: z.object({ code: z.string().max(50) }) })]).rest(z.unknown()) });

/**
 * Asks a node for a file that stands beside its graph. How long that takes says nothing of the node, so nothing is noted.
 * @param path as it stands beside `/graphql`
 * @throws NodeFailure when there is no file, NodeRefusal when the node says why
 */
export async function download(node: NodeState, path: string, content: object, asker: Asker, limits: DownloadLimits): Promise<Download> {
  const signer = node.mustTakeCalls();
  const answer = await node.filesAt(path).open(() => questionOf(signer, content, asker), limits.signal);
  const bytes = Number(answer.headers['content-length'] ?? Number.NaN);
  const isBearable = bytes <= (answer.statusCode === OK ? limits.bytes : LONGEST_REFUSAL);
  if (isBearable && answer.statusCode === OK) {
    if (bytes > 0) await begins(answer.body, limits.signal);
    return { bytes, body: answer.body };
  }
  if (isBearable && REFUSALS.has(answer.statusCode)) throw refusalIn(answer.statusCode, await textOf(answer.body, limits.signal));
  giveUp(answer.body);
  if (answer.statusCode === UNAUTHORIZED) throw new NodeFailure(ErrorCode.UNAUTHENTICATED, 'the token is refused');
  throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, `HTTP ${answer.statusCode} of ${bytes} bytes`);
}

async function questionOf(signer: CallSigner, content: object, { authorization, requestId }: Asker): Promise<FileQuestion> {
  const body = JSON.stringify(content);
  const headers = {
    'content-type': 'application/json',
    ...(await signer.headersFor({ body, authorization })),
    ...(authorization !== undefined && { authorization }),
    ...(requestId !== undefined && { [REQUEST_ID_HEADER]: requestId }),
  };
  return { body, headers };
}

/** Until its first byte is there a file may still be told of as one that is not given. */
async function begins(body: Readable, signal: AbortSignal): Promise<void> {
  body.on('error', () => undefined); // between this and the reader it may break as well
  try {
    await once(body, 'readable', { signal });
  } catch (error) {
    giveUp(body);
    throw brokenOff(error, signal);
  }
}

/** Given up before its end it fails, and nobody else listens. */
function giveUp(body: Readable): void {
  body.on('error', () => undefined).destroy();
}

function brokenOff(error: unknown, signal: AbortSignal): NodeFailure {
  return new NodeFailure(signal.aborted ? ErrorCode.NODE_TIMEOUT : ErrorCode.NODE_UNAVAILABLE, error instanceof Error ? error.message : String(error));
}

async function textOf(body: Dispatcher.ResponseData['body'], signal: AbortSignal): Promise<string> {
  try {
    return await body.text();
  } catch (error) {
    throw brokenOff(error, signal);
  }
}

function refusalIn(status: number, text: string): Error {
  try {
    const [{ message, extensions }] = refusal.parse(JSON.parse(text)).errors;
    return new NodeRefusal(status, extensions.code, message);
  } catch {
    return new NodeFailure(ErrorCode.NODE_BAD_ANSWER, `HTTP ${status} without a reason`);
  }
}
