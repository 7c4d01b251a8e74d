import { existsSync } from 'node:fs';

/**
 * Where a file of the project lies that is not compiled. Sought upwards from the running code, which `tsc` puts in one
 * depth of `dist/` and a bundle in another.
 * @param path as seen from the folder that holds package.json
 * @throws Error when this code runs outside the project
 */
export function projectFile(path: string): URL {
  for (let folder = new URL('./', import.meta.url); ; folder = new URL('../', folder)) {
    if (existsSync(new URL('package.json', folder))) return new URL(path, folder);
    if (folder.pathname === '/') throw new Error(`No package.json lies above ${import.meta.url}, so ${path} cannot be found.`);
  }
}
