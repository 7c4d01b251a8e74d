import { REQUEST_ID_HEADER } from '#defence/request-id.js';
import { NotAsked } from './failure.js';
import { type HttpAnswer, now } from './node-client.js';
import type { NodeState } from './node-state.js';

/**
 * Posts to what a node answers beside its graph, signed as every call is, and notes how the node does.
 * @throws NodeFailure when there is no whole answer; any status is one
 */
export async function postBeside(node: NodeState, path: string, body: string, requestId: string, milliseconds: number): Promise<HttpAnswer> {
  const signature = await node.mustTakeCalls().headersFor({ body, authorization: undefined });
  const headers = { 'content-type': 'application/json', accept: 'application/json', [REQUEST_ID_HEADER]: requestId, ...signature };
  const started = now();
  try {
    const answer = await node.client.post(body, headers, milliseconds, new URL(path, node.endpoint).pathname);
    node.answered(now() - started);
    return answer;
  } catch (error) {
    if (!(error instanceof NotAsked)) node.failed(started);
    throw error;
  } finally {
    node.visitorsReads.forget(); // a message may have changed what is read
  }
}
