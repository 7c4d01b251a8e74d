import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** By then a part has started, and what its start needed is compiled. */
const STARTED_AFTER_MS = 5_000;

/**
 * Runs a bundle of CommonJS with what V8 compiled when it last ran, kept beside it: compiling is a third of a
 * start, and the parts of the network start at once. What is missing, or of another Node.js, is compiled anew and kept. The
 * bundle must not `import()`: on Node.js 20 what is compiled already cannot. It must be ASCII, which is read without a look at it.
 *
 * @param bundle the address of its one file
 * @param keptAfter milliseconds after which what was compiled is kept
 */
export function runCached(bundle: URL, keptAfter = STARTED_AFTER_MS): void {
  const file = fileURLToPath(bundle);
  const module = { exports: {} };
  const wrapped: unknown = compiled(file, keptAfter).runInThisContext();
  if (typeof wrapped === 'function') Reflect.apply(wrapped, module.exports, [module.exports, createRequire(file), module, file, dirname(file)]);
}

function compiled(file: string, keptAfter: number): Script {
  const kept = keptAt(file);
  const cachedData = read(kept);
  const script = new Script(Module.wrap(readFileSync(file, 'latin1')), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  if (!cachedData || script.cachedDataRejected) setTimeout(keep, keptAfter, kept, script).unref();
  return script;
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, for others may read it meanwhile; where nothing may be written, the next start takes as long as this one. */
function keep(path: string, script: Script): void {
  const anew = `${path}.${process.pid}`;
  try {
    writeFileSync(anew, script.createCachedData());
    renameSync(anew, path);
  } catch {
    rmSync(anew, { force: true });
  }
}

/** V8 knows a script again by its length alone, so the code of an older bundle must have another name. */
function keptAt(file: string): string {
  return `${file}.${statSync(file).mtimeMs}.compiled`;
}
