import { describe, expect, it, jest } from '@jest/globals';
import { CommanderError } from 'commander';
import { cliEnvironment } from '../environment.js';
import { dobroset } from '../program.js';

/** What is said of what was typed; a process of its own would take a second for each. */
async function saidOf(typed: string, locale: string): Promise<string> {
  let said = '';
  const ended = new CommanderError(1, 'ended', '');
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((said += String(text))));
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => {
    throw ended;
  });
  try {
    await dobroset(cliEnvironment({ LANG: locale }, '/')).parseAsync(typed.split(' '), { from: 'user' });
  } catch (error) {
    if (error !== ended) throw error;
  } finally {
    stderr.mockRestore();
    exit.mockRestore();
  }
  return said;
}

const MISTAKES: readonly [string, string, string][] = [
  ['staff ad', 'Неизвестная команда ad. Может быть, add?', 'staff'],
  ['frobnicate', 'Неизвестная команда frobnicate.', ''],
  ['start --frsh', 'Неизвестный параметр --frsh. Может быть, --fresh?', 'start'],
  ['start now please', 'Лишние аргументы: нужно 0, а дано 2: now, please.', 'start'],
  ['start --port', 'После параметра --port <N> нужно значение.', 'start'],
  ['start --port abc', 'Параметр --port <N> не может быть «abc». Нужно целое число от 1 до 65335.', 'start'],
  ['import volunteers', 'Не хватает аргумента FILE.', 'import volunteers'],
  ['staff add x --name y', 'Не хватает обязательного параметра --role <ROLE>.', 'staff add'],
  ['staff add x --name y --role KING', 'Параметр --role <ROLE> не может быть «KING». Варианты: MENTOR, CURATOR, OPERATOR, COORDINATOR.', 'staff add'],
  ['join ftp://x T --endpoint https://x/graphql', 'Аргумент URL не может быть «ftp://x». Нужен адрес: https://…', 'join'],
  ['join https://x T --endpoint https://u:p@x/graphql', 'Параметр --endpoint <URL> не может быть «https://u:p@x/graphql». В адресе не должно быть имени и пароля: его увидят все.', 'join'],
  ['join https://x T --endpoint https://x:6000/graphql', 'Параметр --endpoint <URL> не может быть «https://x:6000/graphql». К порту 6000 не подключается ни один браузер: укажите другой.', 'join'],
  ['join https://x T --endpoint https://x/graphql --time-zone Samara', 'Параметр --time-zone <ZONE> не может быть «Samara». Нужен часовой пояс IANA, например Europe/Samara.', 'join'],
  ['join https://x T --endpoint https://x/graphql --wait long', 'Параметр --wait <MINUTES> не может быть «long». Нужно целое число.', 'join'],
];

describe('a command that was typed wrong', () => {
  it.each(MISTAKES)('dobroset %s: is told so in Russian, and where to read on', async (typed, sentence, command) => {
    expect(await saidOf(typed, 'ru_RU.UTF-8')).toBe(`${sentence}\nКак она набирается: ${`dobroset ${command}`.trim()} --help\n`);
  });

  it.each(MISTAKES)('dobroset %s: in English too', async (typed, _sentence, command) => {
    expect(await saidOf(typed, 'en_US.UTF-8')).toMatch(new RegExp(`^error: [^]+\\nHow it is typed: ${`dobroset ${command}`.trim()} --help\\n$`));
  });
});
