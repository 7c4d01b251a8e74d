import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CliEnvironment } from '../environment.js';
import { dataFolderAt } from '../local-network/data-folder.js';

interface TokenFlags {
  readonly college: string;
  readonly as: string;
  readonly data: string;
}

/** `dobroset token --college chhtt --as curator`: a token of the local network, on standard output and nothing else. */
export function registerToken(program: Command, environment: CliEnvironment): void {
  program
    .command('token')
    .description('Sign in at a college of the local network (npm start) as one of its demo people, and print the access token, good for ten minutes.')
    .requiredOption('--college <CODE>', 'chhtt, bat, hgt, namt or kpk')
    .requiredOption('--as <LOGIN>', 'volunteer, mentor, curator, operator, coordinator (at chhtt, namt and kpk) or partner')
    .option('--data <FOLDER>', 'where the local network keeps its data', join(environment.root, '.dobroset'))
    .action(async ({ college, as, data }: TokenFlags) => {
      const { demoToken } = await import('../token/demo-token.js');
      try {
        process.stdout.write(`${await demoToken(dataFolderAt(resolve(data)).signIn, college, as, environment.language)}\n`);
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      }
    });
}
