import { parseArgs } from 'node:util';

export const HELP = `Measures how long one college's lists take over HTTP, with 1,000 events and with 50,000.

  npm run bench:scale
  npm run bench:scale -- --requests 40 --only participations

  --requests 100   of each list, at each of the two sizes, by turns
  --only TEXT      lists whose names have that text; bench/SCALE.md stays as it is then
  --help           this
`;

export interface ScaleOptions {
  readonly requests: number;
  readonly only: string;
}

/**
 * @returns null when help is asked for
 * @throws Error naming the option that cannot be used
 */
export function optionsFrom(given: readonly string[]): ScaleOptions | null {
  const { values } = parseArgs({
    args: [...given],
    options: {
      requests: { type: 'string', default: '100' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const requests = Number(values.requests);
  if (!Number.isInteger(requests) || requests < 20 || requests > 10_000) {
    throw new Error(`--requests takes a number from 20 to 10000, not "${values.requests}": fewer have no 95th percentile.`);
  }
  return { requests, only: values.only };
}
