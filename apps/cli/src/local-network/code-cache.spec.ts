import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const CODE_CACHE = new URL('./code-cache.js', import.meta.url).href;
const run = promisify(execFile);

const APP = `
const { join } = require('node:path');
const part = require('./part.cjs');
process.stdout.write(['app in', require('node:path').basename(__dirname), join('a', 'b'), part.name, require.resolve('./part.cjs')].join(' ') + '\\n');
setTimeout(() => undefined, 300);
`;

describe('a bundle that is run with what was compiled before', () => {
  let folder: string;
  const expected = () => `app in ${folder.slice(folder.lastIndexOf('/') + 1)} a/b part ${join(folder, 'part.cjs')}\n`;
  const kept = async () => (await readdir(folder)).filter((name) => name.endsWith('.compiled')).sort();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dobroset-bundle-'));
    await writeFile(join(folder, 'app.cjs'), APP);
    await writeFile(join(folder, 'part.cjs'), `exports.name = 'part';`);
    await writeFile(join(folder, 'main.mjs'), `import { runCached } from ${JSON.stringify(CODE_CACHE)};\nrunCached(new URL('./app.cjs', import.meta.url), 10);\n`);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const said = async () => (await run(process.execPath, [join(folder, 'main.mjs')])).stdout;

  it('does as the bundle says, and keeps what was compiled of it', async () => {
    expect(await said()).toBe(expected());
    expect((await kept()).map((name) => name.replace(/\d+(\.\d+)?/, 'N'))).toEqual(['app.cjs.N.compiled']);
  });

  it('does the same with it, and writes it no second time', async () => {
    const [app = ''] = await kept();
    const written = async () => {
      const { ino, mtimeNs } = await stat(join(folder, app), { bigint: true });
      return { ino, mtimeNs };
    };
    const before = await written();
    expect(await said()).toBe(expected());
    expect(await written()).toEqual(before);
  });

  it('compiles anew what another Node.js kept, or what is spoilt', async () => {
    const [app = ''] = await kept();
    await writeFile(join(folder, app), 'spoilt');
    expect(await said()).toBe(expected());
    expect((await readFile(join(folder, app))).toString('latin1')).not.toContain('spoilt');
  });

  it('takes no bundle for the one before it, though it is as long', async () => {
    await writeFile(join(folder, 'app.cjs'), APP.replace('app in', 'new in'));
    expect(await said()).toBe(expected().replace('app in', 'new in'));
  });
});
