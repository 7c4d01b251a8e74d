import { type Command, Option } from 'commander';
import { SCOPES, type Scope } from '#identity/actor.js';
import { type DatabaseFlags, accountCommand, accountGroup, onAccounts } from '../accounts/account-command.js';
import type { CliEnvironment } from '../environment.js';

interface PartnerFlags extends DatabaseFlags {
  readonly scope: readonly Scope[];
}

/** `dobroset partner add|disable NAME`: which partners' systems may ask the college for tokens. */
export function registerPartner(program: Command, environment: CliEnvironment): void {
  const group = accountGroup(program, environment, 'partner', 'Which partners’ systems may sign in by themselves.');
  accountCommand(group, environment, 'add', 'Let a partner’s system ask for tokens; its secret is shown once.')
    .argument('<NAME>', 'the partner, as people call it')
    .addOption(new Option('--scope <SCOPE...>', 'what it may, beyond what everybody may').choices(SCOPES).default([]))
    .action(async (name: string, { scope, ...database }: PartnerFlags) => {
      const { addPartner } = await import('../accounts/partner-clients.js');
      await onAccounts(environment, database, (on) => addPartner(on, name, scope));
    });
  accountCommand(group, environment, 'disable', 'Give a partner’s system no tokens any more, and end those it has.')
    .argument('<NAME>')
    .action(async (name: string, database: DatabaseFlags) => {
      const { disablePartner } = await import('../accounts/partner-clients.js');
      await onAccounts(environment, database, (on) => disablePartner(on, name));
    });
}
