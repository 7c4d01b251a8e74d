import { type Command, CommanderError } from 'commander';
import { type DatabaseFlags, accountCommand, onAccounts } from '../accounts/account-command.js';
import type { CliEnvironment } from '../environment.js';
import { ExitCode } from '../import/exit-code.js';
import { restoredWordsIn } from '../restored/words.js';

interface RestoredFlags extends DatabaseFlags {
  readonly statusList: readonly string[];
  readonly roster?: string;
  readonly rosterKeys?: string;
}

/** `dobroset restored`: what a node needs after an older backup of its database was restored, before it signs entries again. */
export function registerRestored(program: Command, environment: CliEnvironment): void {
  const words = restoredWordsIn(environment.language);
  accountCommand(program, environment, 'restored', 'After an older backup was restored: give no place of a status list twice, and take over what was revoked since.')
    .option('--status-list <FILE...>', 'this college’s status lists, as a gateway keeps them', [])
    .option('--roster <FILE>', 'the network’s roster: JSON, or as the registry signed it')
    .option('--roster-keys <FILE>', 'the registry’s public keys (a JWK Set), for a signed roster')
    .exitOverride(({ exitCode }: CommanderError) => process.exit(exitCode === 0 ? ExitCode.DONE : ExitCode.USAGE))
    .addHelpText('after', words.help)
    .action(async ({ statusList, roster, rosterKeys, ...database }: RestoredFlags) => {
      const [{ goOnAfterRestore }, { verifyWordsIn }] = await Promise.all([import('../restored/restored.js'), import('../verify/words.js')]);
      await onAccounts(environment, database, (on) => goOnAfterRestore(on, { statusLists: statusList, roster, rosterKeys }, words, verifyWordsIn(environment.language)));
    });
}
