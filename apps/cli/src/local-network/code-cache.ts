import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

/** By then a part has started, and what its start needed is compiled. */
const STARTED_AFTER_MS = 5_000;

type Exports = Readonly<Record<string, unknown>>;

/**
 * Runs a bundle of CommonJS with what V8 compiled when it last ran, kept beside each of its files: compiling is a third of a
 * start, and the parts of the network start at once. What is missing, or of another Node.js, is compiled anew and kept. The
 * bundle must not `import()`: on Node.js 20 what is compiled already cannot. It must be ASCII, which is read without a look at it.
 *
 * @param keptAfter milliseconds after which what was compiled is kept
 */
export function runCached(main: URL, keptAfter = STARTED_AFTER_MS): void {
  const loaded = new Map<string, { exports: Exports }>();

  const load = (file: string): Exports => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const others = createRequire(file);
    const require = (id: string): unknown => (id.startsWith('./') ? load(join(dirname(file), id)) : others(id));
    const wrapped: unknown = compiled(file, keptAfter).runInThisContext();
    const given = [module.exports, Object.assign(require, { resolve: others.resolve }), module, file, dirname(file)];
    if (typeof wrapped === 'function') Reflect.apply(wrapped, module.exports, given);
    return module.exports;
  };

  load(fileURLToPath(main));
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
