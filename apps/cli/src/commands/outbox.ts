import { type Command, CommanderError } from 'commander';
import { type DatabaseFlags, accountCommand, onAccounts } from '../accounts/account-command.js';
import type { CliEnvironment } from '../environment.js';
import { ExitCode } from '../import/exit-code.js';

interface OutboxFlags extends DatabaseFlags {
  readonly retry?: string;
}

const HELP = {
  en: 'Exit codes: 0 shown or done; 1 no such message waits; 2 the command was not typed right; 3 the database cannot be used.',
  ru: 'Коды завершения: 0 – показано или сделано; 1 – такого сообщения среди ожидающих нет; 2 – команда набрана неверно; 3 – базу данных использовать нельзя.',
} as const;

/** `dobroset outbox`: which messages between this college and others are stuck, since when and why. */
export function registerOutbox(program: Command, environment: CliEnvironment): void {
  accountCommand(program, environment, 'outbox', 'Which messages to and from other colleges wait or were refused, since when and why.')
    .option('--retry <ID>', 'try to deliver this message again now')
    .exitOverride(({ exitCode }: CommanderError) => process.exit(exitCode === 0 ? ExitCode.DONE : ExitCode.USAGE))
    .addHelpText('after', `\n${HELP[environment.language]}`)
    .action(async ({ retry, ...database }: OutboxFlags) => {
      const [{ listMessages, retryMessage }, { outboxWordsIn }] = await Promise.all([import('../outbox/outbox.js'), import('../outbox/words.js')]);
      const words = outboxWordsIn(environment.language);
      await onAccounts(environment, database, (on) => (retry === undefined ? listMessages(on, words) : retryMessage(on, retry, words)));
    });
}
