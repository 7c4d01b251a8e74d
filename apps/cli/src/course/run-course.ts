import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { reasonOf } from '#migrations/reason.js';
import { LocalNetwork, type LocalNetworkOptions, type Telling } from '../local-network/local-network.js';
import { LOOPBACK } from '../local-network/ports.js';
import { dataFolderAt } from '../local-network/data-folder.js';
import { failureBehind, listenForStop, stopRequested } from '../local-network/stop-request.js';
import { wordsIn } from '../local-network/words.js';
import { Progress } from '../progress.js';
import { Course } from './course.js';
import { GraphClient } from './graph-client.js';
import { courseWords } from './words.js';

const tokensShape = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * Starts a network of its own, plays the course of taking part on it, and stops it.
 * @returns the exit code: 0 when both sides agree in the end or it was told to stop, 1 when a step came out otherwise
 */
export async function runCourse(options: LocalNetworkOptions): Promise<number> {
  const { environment } = options;
  const { stopping, stopped } = wordsIn(environment.language);
  const progress = new Progress(process.stdout, environment.language);
  const stop = listenForStop(environment.underNpm);
  const network = new LocalNetwork(options, { words: wordsIn(environment.language), progress, stop });

  const failure = await play(network, options, { progress, stop }).then(
    () => null,
    (error: unknown) => (stop.signal.aborted ? failureBehind(stop.signal) : error),
  );
  if (failure !== null) progress.problem(courseWords(environment.language).failed(reasonOf(failure)));
  const { aborted } = stop.signal;
  if (aborted) progress.line(`\n  ${stopping}`);
  await network.stop();
  if (aborted) progress.line(`  ${stopped}`);
  return failure === null ? 0 : 1;
}

/** @throws Error when a step came out otherwise, or the stop signal's reason */
async function play(network: LocalNetwork, { environment, port, dataFolder }: LocalNetworkOptions, { progress, stop }: Pick<Telling, 'progress' | 'stop'>): Promise<void> {
  const words = courseWords(environment.language);
  await network.start();
  progress.line(`\n${progress.bold(words.title)}\n`);
  const url = `http://${LOOPBACK}:${port}/graphql`;
  const tokens = tokensShape.parse(JSON.parse(await readFile(dataFolderAt(dataFolder).tokens, 'utf8')));
  const course = new Course(
    {
      student: new GraphClient(url, tokens['kpk']?.['volunteer'] ?? ''),
      curator: new GraphClient(url, tokens['chhtt']?.['curator'] ?? ''),
      kill: (college) => network.kill(college),
      isBack: (college) => network.answers(college),
    },
    words,
    (line) => progress.line(line),
  );
  const stopped = stopRequested(stop.signal).then(() => stop.signal.throwIfAborted());
  await Promise.race([course.play(), stopped]);
  progress.line(`\n  ${progress.bold(words.done)}\n`);
}
