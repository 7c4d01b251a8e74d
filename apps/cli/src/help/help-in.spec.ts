import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { cliEnvironment } from '../environment.js';
import { dobroset } from '../program.js';
import { examples } from './examples.js';
import { russian } from './words.ru.js';

function every(command: Command): Command[] {
  return [command, ...command.commands.flatMap(every)];
}

const commands = every(dobroset(cliEnvironment({ LANG: 'ru_RU.UTF-8' }, '/')));

/** All that the commands say of themselves. */
const said = commands.flatMap((command) => [command, ...command.options, ...command.registeredArguments].map((part) => ('argChoices' in part ? part.description : (part as Command).description())));

describe('dobroset --help, where Russian is read', () => {
  it('has no sentence of a command that is not translated, and none that no command says', () => {
    const ofCommander = ['Usage:', 'Arguments:', 'Options:', 'Commands:', 'display help for command'];
    expect([...new Set([...ofCommander, ...said])].filter((english) => english !== '').toSorted()).toEqual([...russian.keys()].toSorted());
  });

  it.each(commands.map((command) => [command.name(), command] as const))('is in Russian for %s', (_name, command) => {
    expect(command.helpInformation()).toMatch(/^Использование: dobroset.*\n\n[А-Я]/);
    expect(command.helpInformation()).not.toMatch(/Options:|default:|choices:|display help/);
  });
});

/** As a shell would. */
const wordsOf = (typed: string) => [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

describe('every command that does something', () => {
  const leaves = commands.filter((command) => command.commands.length === 0 && command.name() !== 'help');
  const nameOf = (command: Command): string => (command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name());

  it('has an example, and there is none of another', () => {
    expect(leaves.map(nameOf).toSorted()).toEqual(Object.keys(examples).toSorted());
  });

  it.each(leaves.map((command) => [nameOf(command), command] as const))('shows one in its --help that can be typed: %s', (name, command) => {
    let shown = '';
    command.configureOutput({ writeOut: (text) => (shown += text) }).outputHelp();
    const typed = /\nПример:\n {2}npx (dobroset .+)\n/.exec(shown)?.[1] ?? '';
    const { operands, unknown } = command.parseOptions(wordsOf(typed).slice(1 + name.split(' ').length));
    expect({ starts: typed.startsWith(`dobroset ${name}`), operands: operands.length, unknown }).toEqual({ starts: true, operands: command.registeredArguments.length, unknown: [] });
    expect(command.options.filter((option) => option.mandatory && command.getOptionValue(option.attributeName()) === undefined)).toEqual([]);
  });
});
