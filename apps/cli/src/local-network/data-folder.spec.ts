import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataFolderAt, emptyDataFolder, makeDataFolder } from './data-folder.js';

describe('the data folder', () => {
  let parent: string;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'data-folder-'));
  });
  afterAll(() => rm(parent, { recursive: true }));

  it('is made with those above it, once or again, and its keys are nobody else’s to read', async () => {
    const folder = dataFolderAt(join(parent, 'some', 'where'));
    await makeDataFolder(folder);
    await makeDataFolder(folder);
    expect((await stat(folder.keys)).mode & 0o777).toBe(0o700);
    expect((await stat(folder.logs)).isDirectory()).toBe(true);
  });

  it('is emptied of what starts left, and of nothing where none ever was', async () => {
    const folder = dataFolderAt(join(parent, 'mine'));
    await makeDataFolder(folder);
    const [own, ours] = [join(folder.root, 'letter.txt'), join(folder.keys, 'id_ed25519')];
    await writeFile(own, '');
    await writeFile(ours, '');
    await emptyDataFolder(folder);
    expect((await stat(ours)).isFile()).toBe(true);

    await writeFile(folder.founding, '{}');
    await emptyDataFolder(folder);
    await expect(stat(ours)).rejects.toThrow('ENOENT');
    await expect(stat(folder.founding)).rejects.toThrow('ENOENT');
    expect((await stat(own)).isFile()).toBe(true);
  });

  it('cannot be a file, nor stand in one', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(makeDataFolder(dataFolderAt(file))).rejects.toThrow('ENOTDIR');
    await expect(makeDataFolder(dataFolderAt(join(file, 'inside')))).rejects.toThrow('ENOTDIR');
  });

  it('cannot stand where nothing can be made, and does not try for ever', async () => {
    await expect(makeDataFolder(dataFolderAt('/proc/nowhere/at/all'))).rejects.toThrow();
  });
});
