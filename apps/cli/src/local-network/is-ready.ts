import { get } from 'node:http';

const ANSWERS_WITHIN_MS = 1_000;

/**
 * Whether an address answers 200. Not by `fetch`: a process that does not listen yet is asked all the time while it wants the
 * processor, and each refusal costs `fetch` ten times as much of it.
 */
export function isReady(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const notYet = (): void => {
      resolve(false);
    };
    const request = get(url, { agent: false, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) }, (response) => {
      response.resume().on('error', notYet);
      response.on('end', () => {
        resolve(response.statusCode === 200);
      });
    });
    request.on('error', notYet);
  });
}
