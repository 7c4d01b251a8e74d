import { randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { idOfMeaning, openFolder } from './reachable.js';
import { exists } from './runnable-copy.js';

/** Which folder open to all stands in for the one that this is kept in, and where that one lay then. */
const recordShape = z.object({ id: z.string().regex(/^[0-9a-f]{12}$/), of: z.string() });

type StandIn = z.infer<typeof recordShape>;

const recordIn = (folder: string): string => join(folder, 'stand-in.json');

/** The stand-in of a folder that the server's user cannot reach. It is the folder's own: another made later at the same place has another. */
export async function standInFor(folder: string): Promise<string> {
  const { id } = (await recorded(folder)) ?? { id: randomBytes(6).toString('hex') };
  await record(folder, id);
  return openFolder(id);
}

/** @returns null where a folder never had one */
export async function standInOf(folder: string): Promise<string | null> {
  const standIn = await recorded(folder);
  return standIn && openFolder(standIn.id);
}

/** Keeps the stand-in that was named by the folder's path alone. For whoever knows that the folder there now is the one that had it. */
export async function adoptStandIn(dataFolder: string): Promise<void> {
  const folder = resolve(dataFolder);
  const id = idOfMeaning(folder);
  if ((await recorded(folder)) === null && (await exists(openFolder(id)))) await record(folder, id);
}

/** A folder that was moved keeps its stand-in; a copy does not take it from the folder that it was made from. */
async function recorded(folder: string): Promise<StandIn | null> {
  const found = await read(folder);
  if (found === null || found.of === (await realpath(folder))) return found;
  return (await read(found.of))?.id === found.id ? null : found;
}

async function read(folder: string): Promise<StandIn | null> {
  const text = await readFile(recordIn(folder), 'utf8').catch(() => null);
  return text === null ? null : recordShape.parse(JSON.parse(text));
}

async function record(folder: string, id: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const standIn: StandIn = { id, of: await realpath(folder) };
  await writeFile(`${recordIn(folder)}.new`, `${JSON.stringify(standIn)}\n`, { mode: 0o600 });
  await rename(`${recordIn(folder)}.new`, recordIn(folder));
}
