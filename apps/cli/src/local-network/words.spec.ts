import { expect, it } from '@jest/globals';
import { wordsIn } from './words.js';

it.each([
  ['en', [4000], 'Port 4000 is taken by another program: stop it, or'],
  ['en', [4000, 4001], 'Ports 4000, 4001 are taken by other programs: stop them, or'],
  ['ru', [4000], 'Порт 4000 занят другой программой: остановите её или'],
  ['ru', [4000, 4001], 'Порты 4000, 4001 заняты другими программами: остановите их или'],
] as const)('in %s of the taken ports %j: %s', (language, ports, said) => {
  expect(wordsIn(language).portsTaken(ports, 'npm start')).toContain(said);
});
