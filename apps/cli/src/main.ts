import { fileURLToPath } from 'node:url';
import { projectFile } from '#contract/project-file.js';
import { cliEnvironment } from './environment.js';
import { dobroset } from './program.js';

const ROOT = fileURLToPath(projectFile('./'));

async function main(): Promise<void> {
  await dobroset(cliEnvironment(process.env, ROOT)).parseAsync();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
