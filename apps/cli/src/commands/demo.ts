import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { CliEnvironment } from '../environment.js';
import { portNumber } from './start.js';

/** Beside the ports of `npm start`, which may be running. */
const FIRST_PORT = 4_400;

/** `dobroset demo`: the whole of taking part, played on a network of its own. Exits 0 when both sides agree in the end or it was stopped, 1 when not. */
export function registerDemo(program: Command, environment: CliEnvironment): void {
  program
    .command('demo')
    .description('Play, step by step, how a student takes part in another college’s event, with nodes killed in the middle.')
    .option('--port <N>', 'the gateway takes port N, the nodes N+1 to N+5, the registry N+100, the database N+200', portNumber, FIRST_PORT)
    .option('--data <FOLDER>', 'where databases, keys and logs are kept, anew each time', join(environment.root, '.dobroset', 'demo'))
    .action(async ({ port, data }: { readonly port: number; readonly data: string }) => {
      const { runCourse } = await import('../course/run-course.js');
      process.exitCode = await runCourse({ environment, erases: 'ITS_OWN', greets: false, port, dataFolder: resolve(data), typed: 'npm run demo' });
    });
}
