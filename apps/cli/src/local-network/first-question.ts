import { setTimeout as pause } from 'node:timers/promises';

const QUERY = '{ events(first: 1) { coverage { answered { code } } } }';
const ANSWERED_WITHIN_MS = 15_000;
const ASK_EVERY_MS = 200;

/**
 * Has the gateway ask every node, until all answer or some seconds have passed. It looked for them before they listened,
 * or before they had the roster, and would call them unreachable until it looks again, in the first answers that
 * somebody reads.
 * @param graph the gateway's GraphQL
 * @param stop ends the asking, too
 */
export async function askEveryNode(graph: string, stop: AbortSignal): Promise<void> {
  const deadline = Date.now() + ANSWERED_WITHIN_MS;
  while (!stop.aborted && Date.now() < deadline && !(await everybodyAnswers(graph, stop))) await pause(ASK_EVERY_MS);
}

async function everybodyAnswers(graph: string, stop: AbortSignal): Promise<boolean> {
  const question = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: QUERY }) };
  try {
    const response = await fetch(graph, { ...question, signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWERED_WITHIN_MS)]) });
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null && !('errors' in answer);
  } catch {
    return false;
  }
}
