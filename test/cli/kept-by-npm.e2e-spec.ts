import { describe, expect, it } from '@jest/globals';
import { runCli } from '#support/cli-run.js';

/** Where nothing can be kept: a start that goes ahead ends there. */
const NOWHERE = ['--data', '/dev/null/dobroset'];

/** As npm 10 and 11 start a script. */
const byNpm = { npm_lifecycle_event: 'start', npm_config_noproxy: '', npm_config_prefix: '/usr' };

describe('what was typed for npm start without the -- that passes it on', () => {
  // What npm passed on is one word too many by itself.
  it.each([
    ['--port 5000', ['5000'], { npm_config_port: 'true' }, '--port', '--port 5000'],
    ['--port=5000', [], { npm_config_port: '5000' }, '--port', '--port 5000'],
    ['--fresh', [], { npm_config_fresh: 'true' }, '--fresh', '--fresh'],
    ['--port 5000 --fresh', ['5000'], { npm_config_port: 'true', npm_config_fresh: 'true' }, '--fresh, --port', '--fresh --port 5000'],
  ])('is refused, and said how it is typed: %s', async (_typed, words, kept, flags, meant) => {
    const { exitCode, problems } = await runCli(['start', ...(words.length > 0 ? words : NOWHERE)], { ...byNpm, ...kept });
    expect({ exitCode, problems }).toEqual({ exitCode: 1, problems: [`npm kept ${flags} for itself: what stands behind \`--\` it passes on, \`npm start -- ${meant}\`.`] });
  });

  it('is refused in Russian, too', async () => {
    const { problems } = await runCli(['start', ...NOWHERE], { ...byNpm, npm_config_port: '5000', LANG: 'ru_RU.UTF-8' });
    expect(problems).toEqual(['npm оставил себе --port; дальше он передаёт то, что стоит после `--`: `npm start -- --port 5000`.']);
  });

  it.each([
    ['the same stands behind the --', ['--port', '5000'], { npm_config_port: '8080' }],
    ['it was not asked for', [], { npm_config_fresh: '' }],
    ['npm has an option that is not of the start', [], { npm_config_registry: 'https://registry.example/' }],
    ['npm runs something else', [], { npm_config_port: '5000', npm_lifecycle_event: 'test' }],
  ])('does not hinder where %s', async (_case, words, kept) => {
    const { told, problems } = await runCli(['start', ...NOWHERE, ...words], { ...byNpm, ...kept });
    expect({ told, problems }).toEqual({ told: expect.stringContaining('Nothing can be kept in /dev/null/dobroset'), problems: [] });
  });
});
