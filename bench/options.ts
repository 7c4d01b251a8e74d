import { parseArgs } from 'node:util';
import { CONTENDERS, type ContenderName } from './contenders/contenders.js';
import { QUESTIONS } from './queries.js';

export interface Options {
  readonly nodes: readonly number[];
  readonly queries: readonly number[];
  readonly contenders: readonly ContenderName[];
  /** Of measuring, for each contender and query. */
  readonly seconds: number;
  readonly clients: number;
  /** Whether this run is the whole comparison, which RESULTS.md tells of. */
  readonly isWhole: boolean;
}

export const HELP = `Measures the gateway side by side with what else could stand in its place.

  npm run bench                          everything, into bench/RESULTS.md (under five minutes)
  npm run bench -- --nodes 60 --queries 2 --contenders ours,floor --seconds 2

  --nodes 5,20,60                        how many nodes, one network after the other
  --queries 1,2,3                        ${QUESTIONS.map(({ number, title }) => `${number}: ${title}`).join('\n                                         ')}
  --contenders ${CONTENDERS.join(',').padEnd(25)} who is measured
  --seconds 2                            of measuring, for each contender and query of the greatest network
  --clients 16                           who ask at once, each over a connection of its own
  --help                                 this

A run of a part prints its figures and leaves RESULTS.md as it is.
`;

const DEFAULTS = { nodes: '5,20,60', queries: '1,2,3', contenders: CONTENDERS.join(), seconds: '2', clients: '16' };

/**
 * Reads the command line.
 * @returns null when help is asked for
 * @throws Error that says what cannot be used
 */
export function optionsFrom(given: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...given],
    options: {
      nodes: { type: 'string', default: DEFAULTS.nodes },
      queries: { type: 'string', default: DEFAULTS.queries },
      contenders: { type: 'string', default: DEFAULTS.contenders },
      seconds: { type: 'string', default: DEFAULTS.seconds },
      clients: { type: 'string', default: DEFAULTS.clients },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [seconds = 0] = numbers('seconds', values.seconds, 0.1, 60);
  const [clients = 0] = numbers('clients', values.clients, 1, 256);
  return {
    nodes: numbers('nodes', values.nodes, 2, 200),
    queries: numbers('queries', values.queries, 1, QUESTIONS.length),
    contenders: values.contenders.split(',').map(contender),
    seconds,
    clients,
    isWhole: Object.entries(DEFAULTS).every(([name, value]) => values[name as keyof typeof DEFAULTS] === value),
  };
}

function numbers(option: string, text: string, least: number, most: number): number[] {
  const given = text.split(',').map(Number);
  if (given.every((value) => value >= least && value <= most)) return given;
  throw new Error(`--${option} takes numbers from ${least} to ${most}, not "${text}".`);
}

function contender(name: string): ContenderName {
  const known = CONTENDERS.find((each) => each === name);
  if (known) return known;
  throw new Error(`--contenders: there is no "${name}", but ${CONTENDERS.join(', ')}.`);
}
