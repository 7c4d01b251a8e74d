import { type Command, Option } from 'commander';
import { type DatabaseFlags, accountCommand, accountGroup, onAccounts } from '../accounts/account-command.js';
import type { CliEnvironment } from '../environment.js';

/** Written out, for TypeORM would be loaded to print a help page. */
const STAFF_ROLES = ['MENTOR', 'CURATOR', 'OPERATOR', 'COORDINATOR'] as const;

interface StaffFlags extends DatabaseFlags {
  readonly role: (typeof STAFF_ROLES)[number];
  readonly name: string;
  readonly ask: boolean;
}

/** `dobroset staff add|password|disable LOGIN`: who of the staff may sign in with a password of the node. */
export function registerStaff(program: Command, environment: CliEnvironment): void {
  const group = accountGroup(program, environment, 'staff', 'Who of the college’s staff may sign in.');
  accountCommand(group, environment, 'add', 'Enter somebody of the staff, with a login and a password that is shown once.')
    .argument('<LOGIN>', 'what they sign in with')
    .addOption(new Option('--role <ROLE>', 'what they are').choices(STAFF_ROLES).makeOptionMandatory())
    .requiredOption('--name <NAME>', 'how others see them: «Ирина Петрова»')
    .option('--ask', 'ask for the password instead of making one', false)
    .action(async (login: string, { role, name, ask, ...database }: StaffFlags) => {
      const { addStaff } = await import('../accounts/people-accounts.js');
      await onAccounts(environment, database, (on) => addStaff(on, { login, name, role, ask }));
    });
  accountCommand(group, environment, 'password', 'Give somebody, staff or volunteer, a new password, and sign them out everywhere.')
    .argument('<LOGIN>')
    .option('--ask', 'ask for the password instead of making one', false)
    .action(async (login: string, { ask, ...database }: DatabaseFlags & { ask: boolean }) => {
      const { changePassword } = await import('../accounts/people-accounts.js');
      await onAccounts(environment, database, (on) => changePassword(on, login, ask));
    });
  accountCommand(group, environment, 'disable', 'Let somebody, staff or volunteer, sign in no more, and end their sessions.')
    .argument('<LOGIN>')
    .action(async (login: string, database: DatabaseFlags) => {
      const { disableAccount } = await import('../accounts/people-accounts.js');
      await onAccounts(environment, database, (on) => disableAccount(on, login));
    });
}
