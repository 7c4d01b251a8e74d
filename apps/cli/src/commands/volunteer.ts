import type { Command } from 'commander';
import { type DatabaseFlags, accountCommand, accountGroup, onAccounts } from '../accounts/account-command.js';
import type { CliEnvironment } from '../environment.js';

interface LoginFlags extends DatabaseFlags {
  readonly email: string;
  readonly ask: boolean;
}

/** `dobroset volunteer login LOGIN --email …`: a volunteer of the college's list may sign in with a password of the node. */
export function registerVolunteer(program: Command, environment: CliEnvironment): void {
  const group = accountGroup(program, environment, 'volunteer', 'Which volunteers may sign in.');
  accountCommand(group, environment, 'login', 'Give a volunteer of the college’s list a login, and a password that is shown once.')
    .argument('<LOGIN>', 'what they sign in with')
    .requiredOption('--email <ADDRESS>', 'their address in the list')
    .option('--ask', 'ask for the password instead of making one', false)
    .action(async (login: string, { email, ask, ...database }: LoginFlags) => {
      const { addVolunteerLogin } = await import('../accounts/people-accounts.js');
      await onAccounts(environment, database, (on) => addVolunteerLogin(on, { login, email, ask }));
    });
}
