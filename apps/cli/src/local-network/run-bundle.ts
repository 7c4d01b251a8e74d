import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

// Copied beside each bundle (`process-bundle.ts`), as what it is started by.
const APP = fileURLToPath(new URL('./app.cjs', import.meta.url));
const KEPT_AFTER_MS = 3_000;

/**
 * Runs the bundle with what V8 compiled of it the last time, which is a quarter of a start. Node.js 22 and later keep that
 * themselves where NODE_COMPILE_CACHE says so.
 */
function run(): void {
  const require = createRequire(APP);
  if ('enableCompileCache' in module) return void require(APP);

  const kept = `${APP}.${statSync(APP).mtimeMs}.compiled`; // V8 compares lengths alone: code of an older bundle must have another name
  const source = module.wrap(readFileSync(APP, 'utf8'));
  const script = new Script(source, { filename: APP, cachedData: read(kept) });
  if (script.cachedDataRejected !== false) setTimeout(() => keep(script, kept), KEPT_AFTER_MS).unref();
  const exports = {};
  const main: unknown = script.runInThisContext();
  if (typeof main === 'function') main.call(exports, exports, require, { exports }, APP, fileURLToPath(new URL('./', import.meta.url)));
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** By then what a start needs has been compiled. Whoever cannot write it starts slower and nothing else. */
function keep(script: Script, path: string): void {
  const anew = `${path}.${process.pid}`;
  try {
    writeFileSync(anew, script.createCachedData());
    renameSync(anew, path);
  } catch {
    rmSync(anew, { force: true });
  }
}

run();
