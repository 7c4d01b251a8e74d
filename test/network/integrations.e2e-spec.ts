import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventEntity } from '#node/events/event.entity.js';
import { runCli } from '#support/cli-run.js';
import { anEvent } from '#support/factories/event.factory.js';
import { anOffer } from '#support/factories/offer.factory.js';
import { aPractice } from '#support/factories/practice.factory.js';
import { type TestNetwork, startNetwork } from '#support/network.js';

const run = promisify(execFile);
const DOCUMENT = new URL('../../../docs/integrations.md', import.meta.url);

const open = anEvent({ title: 'Субботник у реки', venue: 'Набережная' });
const inNetwork = anEvent({ title: 'Субботник для сети', audience: 'NETWORK' });
const own = anEvent({ title: 'Субботник для своих', audience: 'COLLEGE' });
const practice = aPractice({ title: 'Наставник каждому' });
const offer = anOffer();

let network: TestNetwork;
let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  network = await startNetwork('chhtt', 'bat');
  await network.node('chhtt').has(open, inNetwork, own, practice, offer);
  folder = await mkdtemp(join(tmpdir(), 'dobroset-partner-'));
  const { told } = await runCli(['partner', 'add', 'Добро.рф', '--scope', 'events:read', '--database', network.node('chhtt').database.url]);
  const { id, secret } = /client_id: +(?<id>\S+)\nclient_secret: (?<secret>\S+)/.exec(told)?.groups ?? {};
  environment = { PATH: process.env['PATH'], GATEWAY: network.gateway.origin, COLLEGE: 'chhtt', CLIENT_ID: id, CLIENT_SECRET: secret };
});
afterAll(async () => {
  await network.stop();
  await rm(folder, { recursive: true });
});

/** What stands in the document between fences of that language, block by block. */
async function blocks(language: string): Promise<string[]> {
  const text = await readFile(DOCUMENT, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);
}

async function known(): Promise<unknown> {
  const { things } = JSON.parse(await readFile(join(folder, 'chhtt.json'), 'utf8'));
  return Object.values<{ title: string }>(things).map(({ title }) => title).sort();
}

describe('docs/integrations.md', () => {
  it('works as it is written: a token, a question, the feed', async () => {
    const [program = ''] = await blocks('js');
    await writeFile(join(folder, 'follow.mjs'), program);
    const script = (await blocks('sh')).join('\n');
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, env: environment });
    const [answer = '', told] = stdout.split(/(?<=\})\n?(?=chhtt:)/);
    const { data, errors } = JSON.parse(answer);
    expect(errors).toBeUndefined();
    expect(data.search.coverage.missing).toEqual([]);
    expect(data.search.nodes.map(({ title }: { title: string }) => title).sort()).toEqual(['Субботник для сети', 'Субботник у реки']);
    expect(told?.trim()).toBe('chhtt: 3 known');
    expect(await known()).toEqual(['Наставник каждому', 'Субботник для сети', 'Субботник у реки']);
  });

  it('is in step after the next run', async () => {
    await network.node('chhtt').rowsOf('UPDATE event SET title = $1 WHERE id = $2', ['Субботник у озера', open.id]);
    await network.node('chhtt').rowsOf(`UPDATE event SET audience = 'COLLEGE' WHERE id = $1`, [inNetwork.id]);
    await network.node('chhtt').has(anEvent({ title: 'Новое' }) satisfies EventEntity);
    const [token = '', , follow = ''] = await blocks('sh');
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', `${token}\n${follow}`], { cwd: folder, env: environment });
    expect(stdout.trim()).toBe('chhtt: 3 known');
    expect(await known()).toEqual(['Наставник каждому', 'Новое', 'Субботник у озера']);
  });
});
