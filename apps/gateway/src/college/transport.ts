import { GRAPHQL_MAX_INT } from 'graphql';
import { CONTRACT_HEADER } from '#contract/version.js';
import { ErrorCode } from '#contract/error-codes.js';
import { MAX_BATCH } from '#contract/limits.js';
import { REQUEST_ID_HEADER } from '#defence/request-id.js';
import { type CallHeaders, GRANT_HEADER } from '#identity/call/call-signer.js';
import { AskedTooMuch, NodeFailure, NotAsked } from './failure.js';
import { type HttpAnswer, type PostHeaders, now } from './node-client.js';
import type { NodeState } from './node-state.js';
import { type RawAnswer, rawAnswer, saysSomething } from './read-answer.js';

/** One operation on its way: its body, and who waits for the answer. */
export interface Sending {
  readonly body: string;
  readonly resolve: (answer: RawAnswer) => void;
  readonly reject: (failure: NodeFailure) => void;
}

/** In whose name, and under which request's id, a node is asked. */
export interface Asker {
  readonly authorization?: string | undefined;
  readonly requestId?: string | undefined;
}

/** How long a call may take. */
export interface Patience {
  readonly milliseconds: number;
  /** Whether others of the same request took some of the time that a call has: that it ends says nothing of the node then. */
  readonly isCutShort: boolean;
}

/** Sends operations to one node, several in one request where the node takes that, and notes how the node does. */
export function send(node: NodeState, sendings: readonly Sending[], asker: Asker, patience: Patience): void {
  const { givenUp } = node;
  if (givenUp) {
    for (const { reject } of sendings) reject(givenUp);
    return;
  }
  if (sendings.length > 1 && node.takesBatches) {
    for (let start = 0; start < sendings.length; start += MAX_BATCH) {
      void sendTogether(node, sendings.slice(start, start + MAX_BATCH), asker, patience);
    }
    return;
  }
  for (const sending of sendings) void sendAlone(node, sending, asker, patience);
}

/** Sends one operation by itself, even through an open breaker: that is how a probe closes it. */
export async function sendAlone(
  node: NodeState,
  sending: Sending,
  asker: Asker,
  patience: Patience,
): Promise<void> {
  try {
    sending.resolve(await exchange(node, sending.body, asker, patience, answerIn));
  } catch (error) {
    sending.reject(asFailure(error));
  }
}

async function sendTogether(
  node: NodeState,
  sendings: readonly Sending[],
  asker: Asker,
  patience: Patience,
): Promise<void> {
  const started = now();
  const read = (answer: HttpAnswer): RawAnswer[] | null => answersIn(answer, sendings.length);
  try {
    const body = `[${sendings.map((sending) => sending.body).join()}]`;
    const answers = await exchange(node, body, asker, patience, read);
    if (answers) {
      answers.forEach((answer, index) => sendings[index]?.resolve(answer));
    } else {
      node.refuseBatches();
      send(node, sendings, asker, { milliseconds: patience.milliseconds - (now() - started), isCutShort: true });
    }
  } catch (error) {
    const failure = asFailure(error);
    for (const { reject } of sendings) reject(failure);
  }
}

function answerIn(answer: HttpAnswer): RawAnswer {
  const raw = rawAnswer(parseJson(answer));
  mustSaySomething(answer, [raw]);
  return raw;
}

/** @throws NodeFailure for an HTTP error of the server's that gives no reason: the node fails, however well its answer is formed */
function mustSaySomething({ status }: HttpAnswer, answers: readonly RawAnswer[]): void {
  if (status >= SERVER_ERROR && !answers.some(saysSomething)) throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, `HTTP ${status} without a reason`);
}

/** One answer for each operation; null when the server does not take several at once. A list with 400 holds operations that were refused. */
function answersIn(answer: HttpAnswer, count: number): RawAnswer[] | null {
  if (answer.status === BAD_REQUEST && !answer.body.startsWith('[')) return null;
  const json = parseJson(answer);
  const isWhole = isList(json) && json.length === count;
  if (!isWhole && answer.status < SERVER_ERROR) return null;
  // What went wrong for the whole request went wrong for each operation.
  const answers = (isWhole ? json : Array.from({ length: count }, () => json)).map(rawAnswer);
  mustSaySomething(answer, answers);
  return answers;
}

function isList(json: unknown): json is unknown[] {
  return Array.isArray(json);
}

const BAD_REQUEST = 400;
const UNAUTHORIZED = 401;
/** Of the node itself, or of a proxy before it. */
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

const REFUSES = 'refuses calls for a while (HTTP 429)';

/** Posts, and reads what comes back whatever the status: GraphQL over HTTP gives answers with 4xx too. */
async function exchange<Read>(
  node: NodeState,
  body: string,
  asker: Asker,
  patience: Patience,
  read: (answer: HttpAnswer) => Read,
): Promise<Read> {
  const started = now();
  try {
    const headers = headersFor(node, body, asker);
    const answer = await node.client.post(body, headers instanceof Promise ? await headers : headers, patience.milliseconds);
    if (answer.status === UNAUTHORIZED) throw new NodeFailure(ErrorCode.UNAUTHENTICATED, 'the token is refused');
    if (answer.status === TOO_MANY_REQUESTS) throw new NodeFailure(ErrorCode.NODE_UNAVAILABLE, REFUSES, REFUSES);
    const result = read(answer);
    node.answered(now() - started);
    node.servesVersion(versionIn(answer));
    return result;
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code === ErrorCode.UNAUTHENTICATED) node.answered(now() - started);
    else if (tellsOf(failure, patience)) node.failed(started);
    throw failure;
  }
}

/** Whether it is the node that failed: neither a college that is slow nor a client that asks too much must make the gateway give up another. */
function tellsOf(failure: NodeFailure, { isCutShort }: Patience): boolean {
  return !(failure instanceof NotAsked || failure instanceof AskedTooMuch) && !(isCutShort && failure.code === ErrorCode.NODE_TIMEOUT);
}

/** @throws NodeFailure NODE_UNAVAILABLE when the roster has no key to reach the node with */
function headersFor(node: NodeState, body: string, asker: Asker): PostHeaders | Promise<PostHeaders> {
  const authorization = node.hearsWho ? asker.authorization : undefined;
  const signature = node.mustHaveSigner().headersFor({ body, authorization });
  const { requestId } = asker;
  return signature instanceof Promise ? signature.then((signed) => postHeaders(signed, authorization, requestId)) : postHeaders(signature, authorization, requestId);
}

function postHeaders(signature: CallHeaders, authorization: string | undefined, requestId: string | undefined): PostHeaders {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    [GRANT_HEADER]: signature[GRANT_HEADER],
    'content-digest': signature['content-digest'],
    'signature-input': signature['signature-input'],
    signature: signature.signature,
    authorization,
    [REQUEST_ID_HEADER]: requestId,
  };
}

/**
 * Values in one HTTP answer. What bytes alone would allow, four million empty objects, takes the event loop away from
 * everybody else for seconds.
 */
const MOST_VALUES = 150_000;

/** @throws NodeFailure NODE_BAD_ANSWER for what is no JSON; AskedTooMuch for what holds too much of it */
function parseJson({ body, status }: HttpAnswer): unknown {
  if (body.length > MOST_VALUES && valuesIn(body) > MOST_VALUES) {
    throw new AskedTooMuch(`more than ${MOST_VALUES} values`);
  }
  try {
    return JSON.parse(body);
  } catch {
    throw new NodeFailure(ErrorCode.NODE_BAD_ANSWER, `HTTP ${status} without JSON`);
  }
}

const COMMA = 0x2c;
const BRACKET = 0x5b;
const BRACE = 0x7b;

/** How many values a JSON text holds; punctuation inside its strings counts too, so this is never less than the truth. */
function valuesIn(json: string): number {
  let values = 1;
  for (let index = 0; index < json.length; index += 1) {
    const character = json.charCodeAt(index);
    if (character === COMMA || character === BRACKET || character === BRACE) values += 1;
  }
  return values;
}

function versionIn({ headers }: HttpAnswer): number | null {
  const version = Number(headers[CONTRACT_HEADER]);
  return Number.isInteger(version) && version > 0 && version <= GRAPHQL_MAX_INT ? version : null;
}

function asFailure(error: unknown): NodeFailure {
  return error instanceof NodeFailure ? error : new NodeFailure(ErrorCode.NODE_BAD_ANSWER, String(error));
}
