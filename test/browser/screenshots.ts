/** Takes docs/screenshots/ of a network of its own, with the demonstration's data: `npm run screenshots`. */
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eraseLocalPostgres } from '#local-postgres/local-postgres.js';
import { freePorts } from '#support/free-ports.js';
import { askGraph } from '#support/graph-client.js';
import { LocalStart, START_PORTS } from '#support/local-start.js';
import { until } from '#support/until.js';
import { openBrowser } from './browser.js';
import { Reader } from './reader.js';
import { type Look, Windows } from './windows.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FOLDER = join(ROOT, 'docs/screenshots');

const BIGGEST_BYTES = 300_000;

interface Shot extends Look {
  readonly file: string;
  readonly address?: string;
  /** In pixels. */
  readonly height: number;
}

const everybody: readonly Shot[] = [
  { file: 'desktop-light-ru.png', height: 1_400 },
  { file: 'desktop-dark-en.png', language: 'en', theme: 'dark', address: '/?format=hybrid#events', height: 900 },
  { file: 'phone-light-ru.png', width: 360, height: 780 },
  { file: 'phone-dark-ru.png', theme: 'dark', width: 360, address: '/#events', height: 780 },
];

const withoutOne: readonly Shot[] = [{ file: 'missing-college-ru.png', height: 1_100 }];

async function take(origin: string, shots: readonly Shot[], ready: (reader: Reader) => Promise<void>): Promise<void> {
  const browser = await openBrowser();
  try {
    const windows = new Windows(browser, origin);
    for (const { file, address, ...look } of shots) {
      const reader = await Reader.at(windows, origin, { reducedMotion: 'reduce', ...look });
      await reader.open(address);
      await ready(reader);
      const path = join(FOLDER, file);
      await reader.page.screenshot({ path });
      await reader.leave();
      const { size } = await stat(path);
      if (size > BIGGEST_BYTES) throw new Error(`${file} is ${size} bytes; let it show less.`);
      process.stdout.write(`${relative(ROOT, path)} (${Math.ceil(size / 1_000)} kB)\n`);
    }
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'dobroset-screenshots-'));
  await chmod(data, 0o755); // the database may run as another user
  const port = await freePorts(START_PORTS);
  const start = new LocalStart(port, data);
  try {
    await start.running();
    await mkdir(FOLDER, { recursive: true });
    const origin = `http://127.0.0.1:${port}`;
    await until('every college answers', async () => (await askGraph(start.gateway, '{ colleges { about } network { figures { events } } }')).errors.length === 0);
    await take(origin, everybody, () => Promise.resolve());

    // A node that stands still, for one that is killed is started again.
    const { pid } = await start.node('namt');
    process.kill(pid, 'SIGSTOP');
    await take(origin, withoutOne, (reader) => reader.notice.waitFor()).finally(() => process.kill(pid, 'SIGCONT'));
  } finally {
    await start.interrupt();
    await eraseLocalPostgres(join(data, 'postgres'));
    await rm(data, { recursive: true });
  }
}

await main();
