import { readFileSync, renameSync, writeFileSync } from 'node:fs';
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
 * bundle must not `import()`: on Node.js 20 what is compiled already cannot.
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
  const cachedData = keptOf(file);
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  if (!cachedData || script.cachedDataRejected) setTimeout(keep, keptAfter, file, script).unref();
  return script;
}

function keptOf(file: string): Buffer | undefined {
  try {
    return readFileSync(keptAt(file));
  } catch {
    return undefined;
  }
}

/** Whole or not at all, for others may read it meanwhile; where nothing may be written, the next start takes as long as this one. */
function keep(file: string, script: Script): void {
  const written = `${keptAt(file)}.${process.pid}`;
  try {
    writeFileSync(written, script.createCachedData());
    renameSync(written, keptAt(file));
  } catch {
    // Nobody waits for it.
  }
}

function keptAt(file: string): string {
  return `${file}.compiled`;
}
