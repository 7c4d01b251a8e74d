import { LocalPostgresError } from '#local-postgres/problem.js';
import { reasonOf } from '#migrations/reason.js';
import { LocalNetwork, type LocalNetworkOptions } from './local-network.js';
import { Progress } from '../progress.js';
import { type StopRequest, failureBehind, listenForStop, stopRequested } from './stop-request.js';
import { type Words, wordsIn } from './words.js';

/**
 * Runs five colleges and the gateway until it is told to stop, and leaves nothing running.
 * @returns the exit code: 0 when it was told to, 1 when something failed
 */
export async function runLocalNetwork(options: LocalNetworkOptions): Promise<number> {
  const words = wordsIn(options.environment.language);
  const progress = new Progress(process.stdout, options.environment.language);
  const stop = listenForStop(options.environment.underNpm);
  const network = new LocalNetwork(options, { words, progress, stop });

  const stopping = (): void => progress.line(`\n  ${words.stopping}`);
  stop.signal.addEventListener('abort', stopping); // at once, whatever is still to be waited for

  const failure = await untilStopped(network, stop);
  if (failure !== null) progress.problem(sentence(failure, words));
  const { isRunning } = network;
  const isTold = stop.signal.aborted;
  if (isRunning && !isTold) stopping();
  await network.stop();
  if (isRunning || isTold) progress.line(`  ${words.stopped}`);
  return failure === null ? 0 : 1;
}

/** @returns what failed; null when it was only told to stop */
async function untilStopped(network: LocalNetwork, { signal }: StopRequest): Promise<unknown> {
  try {
    await network.start();
    await stopRequested(signal);
  } catch (error) {
    if (!signal.aborted) return error;
  }
  return failureBehind(signal);
}

function sentence(error: unknown, words: Words): string {
  return error instanceof LocalPostgresError ? words.database.problem(error.problem) : reasonOf(error);
}
