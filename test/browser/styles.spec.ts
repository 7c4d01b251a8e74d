import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { projectFile } from '#contract/project-file.js';

const PAGE = fileURLToPath(projectFile('apps/dashboard/src/'));

const components = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));

/** The classes of a component's stylesheets that it names, and those that it names and are not there. */
function classesOf(component: string) {
  const code = readFileSync(join(PAGE, component), 'utf8');
  const imports = [...code.matchAll(/^import (\w+) from '(.+\.module\.css)';$/gm)];
  return imports.flatMap(([, name = '', path = '']) => {
    const css = readFileSync(join(PAGE, dirname(component), path), 'utf8');
    const there = new Set([...css.matchAll(/\.([a-z][\w-]*)/gi)].map(([, found]) => found));
    return [...code.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, used]) => ({ component, used, isThere: there.has(used) }));
  });
}

it('every class that a part of the page names is in its stylesheet', () => {
  const named = components.flatMap(classesOf);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ isThere }) => !isThere)).toEqual([]);
});
