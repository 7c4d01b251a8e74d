import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { projectFile } from '#contract/project-file.js';

const ROOT = fileURLToPath(projectFile('./'));

function specsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : specsBelow(path);
    return entry.name.endsWith('spec.ts') ? [path] : [];
  });
}

/** The numbers of a row: `12`, or `41–45`. */
function numbersIn(row: string): number[] {
  const [first = 0, last = first] = row.split('–').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

it('every row of docs/threats.md that is built has a test that bears its number', () => {
  const rows = [...readFileSync(join(ROOT, 'docs/threats.md'), 'utf8').matchAll(/^\| ([\d–]+) \| (.*)$/gm)];
  const built = rows.filter(([, , threat]) => !threat?.includes('(not built yet)')).flatMap(([, numbers = '']) => numbersIn(numbers));
  const tested = new Set(['test', 'apps', 'libs'].flatMap((folder) => specsBelow(join(ROOT, folder))).flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\brow (\d+):/g)].map(([, row]) => Number(row))));
  expect(built.length).toBeGreaterThan(60);
  expect(built.filter((row) => !tested.has(row))).toEqual([]);
});
