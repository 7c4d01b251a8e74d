import { type Command, CommanderError, Option } from 'commander';
import { type DatabaseFlags, accountCommand, onAccounts } from '../accounts/account-command.js';
import type { CliEnvironment } from '../environment.js';
import { ExitCode } from '../import/exit-code.js';

interface OutboxFlags extends DatabaseFlags {
  readonly retry?: string;
  readonly renumber?: string;
  readonly skipTo?: string;
}

const HELP = {
  en: 'Exit codes: 0 shown or done; 1 no such message waits; 2 the command was not typed right; 3 the database cannot be used.',
  ru: 'Коды завершения: 0 – показано или сделано; 1 – такого сообщения среди ожидающих нет; 2 – команда набрана неверно; 3 – базу данных использовать нельзя.',
} as const;

/** `dobroset outbox`: which messages between this college and others are stuck, since when and why. */
export function registerOutbox(program: Command, environment: CliEnvironment): void {
  accountCommand(program, environment, 'outbox', 'Which messages to and from other colleges wait or were refused, since when and why.')
    .addOption(new Option('--retry <ID>', 'try to deliver this message again now').conflicts(['renumber', 'skipTo']))
    .addOption(new Option('--renumber <ID>', 'send this message, whose number another one has at its receiver, and those behind it with the numbers that are free there').conflicts('skipTo'))
    .option('--skip-to <ID>', 'apply this received message though some before it never came')
    .exitOverride(({ exitCode }: CommanderError) => process.exit(exitCode === 0 ? ExitCode.DONE : ExitCode.USAGE))
    .addHelpText('after', `\n${HELP[environment.language]}`)
    .action(async ({ retry, renumber, skipTo, ...database }: OutboxFlags) => {
      const [{ listMessages, renumberMessage, retryMessage, skipToMessage }, { outboxWordsIn }] = await Promise.all([import('../outbox/outbox.js'), import('../outbox/words.js')]);
      const words = outboxWordsIn(environment.language);
      await onAccounts(environment, database, (on) => {
        if (retry !== undefined) return retryMessage(on, retry, words);
        if (renumber !== undefined) return renumberMessage(on, renumber, words);
        return skipTo === undefined ? listMessages(on, words) : skipToMessage(on, skipTo, words);
      });
    });
}
