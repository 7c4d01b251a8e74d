import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateSigningKey, publicHalf } from '#identity/keys.js';
import { type NodeSettings, writeSettings } from './settings-file.js';
import { joinWordsIn } from './words.js';

let folder: string;
let path: string;
let settings: NodeSettings;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dobroset-settings-'));
  path = join(folder, 'node.env');
  settings = {
    college: 'syz',
    port: 4_001,
    keysPath: 'node.keys.json',
    rosterUrl: 'https://registry.example/roster',
    rosterKey: publicHalf(await generateSigningKey()),
    lastGoodPath: 'node.env.roster',
    issuer: 'https://node.syz.example/oidc',
    timeZone: 'Europe/Samara',
    isBehindProxy: false,
  };
});
afterEach(() => rm(folder, { recursive: true }));

const written = () => readFile(path, 'utf8');
const write = (changed: Partial<NodeSettings> = {}) => writeSettings(path, { ...settings, ...changed }, joinWordsIn('en').hints);

describe('a node’s settings', () => {
  it('say where people sign in and by which clock, and leave to the college what only it knows', async () => {
    write();
    expect(parseEnv(await written())).toMatchObject({ ISSUER: 'https://node.syz.example/oidc', TIME_ZONE: 'Europe/Samara' });
    expect(await written()).toMatch(/^# Who serves .*\n# PAGE_ORIGINS=https:\/\/network\.example$/m);
    expect(await written()).toMatch(/^# How many proxies .*\n# TRUST_PROXY=1$/m);
    expect(await written()).not.toContain('# TIME_ZONE');
  });

  it('have an example where the time zone is not known', async () => {
    write({ timeZone: undefined });
    expect(parseEnv(await written())).not.toHaveProperty('TIME_ZONE');
    expect(await written()).toContain('\n# TIME_ZONE=Europe/Samara\n');
  });

  it('row 26: count the proxy that an https address needs, and leave what the college says of it', async () => {
    write(); // at an address without
    write({ isBehindProxy: true });
    expect(parseEnv(await written())).toMatchObject({ TRUST_PROXY: '1' });
    expect(await written()).toMatch(/^# How many proxies .*\nTRUST_PROXY=1$/m);
    await writeFile(path, (await written()).replace('TRUST_PROXY=1', 'TRUST_PROXY=2'));
    write({ isBehindProxy: true });
    expect(parseEnv(await written())).toMatchObject({ TRUST_PROXY: '2' });

    await rm(path);
    write({ isBehindProxy: true });
    expect(parseEnv(await written())).toMatchObject({ TRUST_PROXY: '1' });
  });

  it('are the same, written twice, and keep what the college filled in', async () => {
    write();
    const once = await written();
    write();
    expect(await written()).toBe(once);
    await writeFile(path, once.replace('# PAGE_ORIGINS=https://network.example', 'PAGE_ORIGINS=https://our.example'));
    write();
    expect(parseEnv(await written())).toMatchObject({ PAGE_ORIGINS: 'https://our.example' });
    expect(await written()).not.toContain('# PAGE_ORIGINS=');
  });
});
