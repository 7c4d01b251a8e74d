import type { Command } from 'commander';
import type { Language } from '../environment.js';
import { examples } from './examples.js';
import { mistakeInRussian } from './mistakes.ru.js';

const WORDS = {
  en: { example: 'Example:', more: (command: string) => `How it is typed: ${command} --help` },
  ru: { example: 'Пример:', more: (command: string) => `Как она набирается: ${command} --help` },
} as const;

/** Has every command end its `--help` with an example, and say of what was typed wrong where to read on, in the language of the environment. */
export function helpOut(command: Command, language: Language, above: readonly string[] = []): void {
  const path = [...above, command.name()];
  const { example, more } = WORDS[language];
  command.configureOutput({
    outputError: (said, write) => write(`${language === 'ru' ? mistakeInRussian(said) : said}${more(path.join(' '))}\n`),
  });
  const typed = examples[path.slice(1).join(' ')];
  if (typed !== undefined) command.addHelpText('after', `\n${example}\n  npx ${typed}`);
  for (const inner of command.commands) helpOut(inner, language, path);
}
