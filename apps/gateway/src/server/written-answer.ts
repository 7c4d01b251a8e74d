import type { FormattedExecutionResult } from 'graphql';
import { InTurn } from '../network/in-turn.js';
import { jsonPieces } from './json-pieces.js';

/** That an answer is written for, until whoever else is served has a turn. */
const TURN_MILLISECONDS = 5;

const turns = new InTurn();

/**
 * The text of an answer, as Apollo Server would write it. An answer of some megabytes takes JSON.stringify up to a fifth of a
 * second, in which nobody else is served: so it is written in turns.
 */
export function writtenAnswer(answer: FormattedExecutionResult): string | Promise<string> {
  const pieces = jsonPieces(answer);
  const text = pieces.next().value ?? '';
  const more = pieces.next();
  return more.done ? `${text}\n` : writtenInTurns(answer, `${text}${more.value}`, pieces);
}

async function writtenInTurns(answer: FormattedExecutionResult, begun: string, pieces: Iterator<string, void>): Promise<string> {
  let text = begun;
  const writeOn = (): boolean => {
    const until = performance.now() + TURN_MILLISECONDS;
    while (performance.now() < until) {
      const piece = pieces.next();
      if (piece.done) return true;
      text += piece.value;
    }
    return false;
  };
  let isWhole = false;
  while (!isWhole) isWhole = await turns.do(answer, writeOn);
  return `${text}\n`;
}
