import { readFileSync } from 'node:fs';
import { transformAsync } from '@babel/core';
import extractMessages from '@lingui/babel-plugin-extract-messages';
import expandMacros from '@lingui/babel-plugin-lingui-macro';
import { makeConfig } from '@lingui/conf';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import config from './lingui.config.js';

/** Message ids and what they say in one language. */
type Translations = ReadonlyMap<string, string>;

const MACRO = /@lingui\/(core|react)\/macro/;
const CATALOG = /\/([a-z]{2})\.po$/;

/**
 * Expands Lingui's macros, makes a module of each catalog, and fails the build where a message that the code shows is
 * missing from one. Lingui's own plugin does not run on Node.js 20, for it brings the whole command line along.
 */
export function lingui(): Plugin {
  const linguiConfig = makeConfig(config);
  const shown = new Map<string, string>();
  const catalogs = new Map<string, Translations>();
  return {
    name: 'dobroset:lingui',
    enforce: 'pre',
    transform: {
      filter: { code: MACRO, id: /\.tsx?$/ },
      async handler(code, filename) {
        const onMessageExtracted = ({ id }: { id: string }) => shown.set(id, filename);
        const result = await transformAsync(code, {
          filename,
          plugins: [
            [expandMacros, { linguiConfig }],
            [extractMessages, { linguiConfig, onMessageExtracted }],
          ],
          parserOpts: { plugins: ['jsx', 'typescript'] },
          configFile: false,
          babelrc: false,
          sourceMaps: true,
        });
        return result?.code ? { code: result.code, map: result.map ?? null } : null;
      },
    },
    load: {
      filter: { id: CATALOG },
      async handler(filename) {
        const translations = await readCatalog(filename);
        catalogs.set(filename, translations);
        return `export const messages = ${JSON.stringify(compiled(translations))};`;
      },
    },
    generateBundle() {
      for (const [catalog, translations] of catalogs) {
        const missing = [...shown].filter(([id]) => !translations.has(id)).map(([, file]) => file);
        if (missing.length > 0) {
          this.error(`${catalog} lacks messages of ${[...new Set(missing)].join(', ')}. Run \`npm run messages\` and translate them.`);
        }
      }
    },
  };
}

async function readCatalog(filename: string): Promise<Translations> {
  const locale = CATALOG.exec(filename)?.[1] ?? '';
  const catalog = await config.format.parse(readFileSync(filename, 'utf8'), { locale, sourceLocale: config.sourceLocale, filename });
  const entries = Object.entries(catalog).map(([id, { translation, message }]) => [id, translation ?? message ?? ''] as const);
  return new Map(entries.filter(([, translation]) => translation !== ''));
}

function compiled(translations: Translations): Record<string, unknown> {
  return Object.fromEntries([...translations].map(([id, translation]) => [id, compileMessageOrThrow(translation)]));
}
