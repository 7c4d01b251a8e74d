import { type Argument, type Command, Help, type HelpConfiguration, type Option } from 'commander';
import type { Language } from '../environment.js';
import { russian } from './words.ru.js';

/** How every `--help` is written: commands describe themselves in English, and what they say is looked up where Russian is read. */
export function helpIn(language: Language): HelpConfiguration {
  return language === 'ru' ? inRussian : {};
}

const plain = new Help();

const inRussian: HelpConfiguration = {
  styleTitle: translated,
  commandUsage: (command: Command) => withTerms(plain.commandUsage(command)),
  subcommandTerm: (command: Command) => withTerms(plain.subcommandTerm(command)),
  commandDescription: (command: Command) => translated(command.description()),
  subcommandDescription: (command: Command) => translated(command.description()),
  argumentDescription: (argument: Argument) => translated(argument.description),
  optionDescription: (option: Option) => withRemarks(plain.optionDescription(option), option.description),
};

function withTerms(usage: string): string {
  return usage.replace('[options]', '[параметры]').replace('[command]', '[команда]');
}

/** Commander adds in brackets what an option is when it is not given, and what it may be. */
function withRemarks(whole: string, description: string): string {
  const remarks = whole.slice(description.length).replace('(choices: ', '(варианты: ').replace('default: ', 'по умолчанию: ');
  return `${translated(description)}${remarks}`;
}

function translated(english: string): string {
  return russian.get(english) ?? english;
}
