import { type Command, CommanderError } from 'commander';
import type { CliEnvironment } from '../environment.js';
import { ExitCode } from '../verify/exit-code.js';
import { verifyWordsIn } from '../verify/words.js';

interface VerifyFlags {
  readonly roster: string;
  readonly rosterKeys?: string;
  readonly statusList: readonly string[];
}

/** `dobroset verify FILE --roster ROSTER`: whether entries of a record book are genuine and in force, offline. Exit codes are those of `ExitCode`. */
export function registerVerify(program: Command, environment: CliEnvironment): void {
  const words = verifyWordsIn(environment.language);
  program
    .command('verify')
    .description('Check entries of a record book without the internet: by a roster, and by status lists for whether they were revoked.')
    .argument('<FILE>', 'an entry, its short form or the address in its QR code, or the JSON of a record book')
    .requiredOption('--roster <FILE>', 'the network’s roster: JSON, or as the registry signed it')
    .option('--roster-keys <FILE>', 'the registry’s public keys (a JWK Set), for a signed roster')
    .option('--status-list <FILE...>', 'status lists of the colleges that issued them, as their nodes publish them', [])
    .addHelpText('after', words.help)
    // Commander's own code for what was typed wrong is 1, which here says that the entry is.
    .exitOverride(({ exitCode }: CommanderError) => process.exit(exitCode === 0 ? ExitCode.VALID : ExitCode.USAGE))
    .action(async (file: string, { roster, rosterKeys, statusList }: VerifyFlags) => {
      const { runVerify } = await import('../verify/run.js');
      const told = {
        tell: (line: string) => void process.stdout.write(`${line}\n`),
        warn: (line: string) => void process.stderr.write(`${line}\n`),
        alarm: (line: string) => void process.stderr.write(process.stderr.isTTY ? `\u001B[1;31m${line}\u001B[0m\n` : `${line}\n`),
      };
      process.exitCode = await runVerify({ file, roster, rosterKeys, statusLists: statusList }, words, told);
    });
}
