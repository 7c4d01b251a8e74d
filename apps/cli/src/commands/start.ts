import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { CliEnvironment } from '../environment.js';
import { refuseWhatNpmKept } from './kept-by-npm.js';

const FIRST_PORT = 4_000;
/** Six ports in a row for the gateway and the nodes, the registry's a hundred further on and the database's two hundred. */
const LAST_FIRST_PORT = 65_335;

interface StartFlags {
  readonly fresh: boolean;
  readonly port: number;
  readonly data: string;
}

/** `dobroset start`: five colleges and the gateway on this machine, until Ctrl-C. Exits 0 when stopped, 1 when it could not start. */
export function registerStart(program: Command, environment: CliEnvironment): void {
  const start = program
    .command('start')
    .description('Start five colleges, each on its own node with its own database, the gateway and the registry, on this machine.')
    .option('--fresh', 'delete what earlier starts left, and begin anew', false)
    .option('--port <N>', 'the gateway takes port N, the nodes N+1 to N+5, the registry N+100', portNumber, FIRST_PORT)
    .option('--data <FOLDER>', 'where databases, keys and logs are kept', join(environment.root, '.dobroset'))
    .action(async ({ fresh, port, data }: StartFlags) => {
      const { runLocalNetwork } = await import('../local-network/run.js');
      process.exitCode = await runLocalNetwork({ environment, erases: fresh ? 'ANYBODYS' : 'NOTHING', greets: true, port, dataFolder: resolve(data), typed: 'npm start' });
    });
  // Before the words are read: a value that npm passed on by itself would be one too many.
  program.hook('preSubcommand', ({ args }, command) => {
    if (command === start) refuseWhatNpmKept(start, args.slice(1), environment);
  });
}

/** @throws InvalidArgumentError for what is no port that six more can follow */
export function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > LAST_FIRST_PORT) {
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${LAST_FIRST_PORT}.`);
  }
  return port;
}
