import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { projectFile } from '#contract/project-file.js';
import { cliEnvironment } from '../environment.js';
import { commandScript, processScripts } from './process-bundle.js';

it('bundles all that a start runs, and the commands', async () => {
  const root = fileURLToPath(projectFile('./'));
  const environment = cliEnvironment({}, root);
  const bundle = (name: string): string => `${root}dist/${name}-bundle/main.js`;
  expect(await processScripts(environment)).toEqual({ node: bundle('node'), gateway: bundle('gateway'), registry: bundle('registry') });
  expect(await commandScript(environment)).toBe(bundle('cli'));
});
