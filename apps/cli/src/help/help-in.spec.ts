import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { cliEnvironment } from '../environment.js';
import { dobroset } from '../program.js';
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
