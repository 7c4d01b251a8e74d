/**
 * Gathers the messages of the page into the catalogs: a new one comes without a translation, one that nobody shows any
 * more is dropped. `--check` writes nothing and ends with 1 where the catalogs are not what would be written, or a
 * translation is missing. Lingui's own command asks for a Node.js newer than ours.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transformFileSync } from '@babel/core';
import extractMessages from '@lingui/babel-plugin-extract-messages';
import expandMacros from '@lingui/babel-plugin-lingui-macro';
import { getConfig } from '@lingui/conf';

const root = import.meta.dirname;
const linguiConfig = getConfig({ configPath: join(root, 'lingui.config.ts') });
const { locales, sourceLocale, format } = linguiConfig;
const byMessage = new Intl.Collator('en-US');

/** @returns every message by its id, with the files that show it */
function gather() {
  const gathered = new Map();
  const onMessageExtracted = ({ id, message, context, comment, placeholders, origin: [file] }) => {
    const found = gathered.get(id) ?? { message, context, comments: [], origin: [], placeholders: {} };
    gathered.set(id, found);
    if (comment) found.comments.push(comment);
    found.origin.push([relative(root, file)]);
    for (const [name, value] of Object.entries(placeholders ?? {})) found.placeholders[name] = [...new Set([...(found.placeholders[name] ?? []), value])];
  };
  for (const file of readdirSync(join(root, 'src'), { recursive: true }).filter((path) => /\.tsx?$/.test(path)).sort()) {
    transformFileSync(join(root, 'src', file), {
      code: false,
      plugins: [
        [expandMacros, { linguiConfig, descriptorFields: 'all' }],
        [extractMessages, { linguiConfig, onMessageExtracted }],
      ],
      parserOpts: { plugins: ['typescript', ...(file.endsWith('x') ? ['jsx'] : [])] },
      configFile: false,
      babelrc: false,
    });
  }
  return [...gathered].sort(([, one], [, other]) => byMessage.compare(one.message, other.message));
}

async function catalogs(messages) {
  return Promise.all(
    locales.map(async (locale) => {
      const filename = join(root, 'src/locales', `${locale}.po`);
      const existing = existsSync(filename) ? readFileSync(filename, 'utf8') : undefined;
      const options = { locale, sourceLocale, existing, filename };
      const translated = existing === undefined ? {} : await format.parse(existing, options);
      const translation = (id, message) => (locale === sourceLocale ? message : (translated[id]?.translation ?? ''));
      const catalog = Object.fromEntries(messages.map(([id, found]) => [id, { ...found, translation: translation(id, found.message) }]));
      const untranslated = messages.filter(([id]) => catalog[id].translation === '').length;
      return { locale, filename, existing, text: await format.serialize(catalog, options), untranslated };
    }),
  );
}

for (const { locale, filename, existing, text, untranslated } of await catalogs(gather())) {
  if (untranslated > 0) console.error(`${locale}.po: ${untranslated} to translate.`);
  if (!process.argv.includes('--check')) {
    if (text !== existing) writeFileSync(filename, text);
    continue;
  }
  if (text !== existing) console.error(`${locale}.po is not what the code says. Run \`npm run messages\`.`);
  if (text !== existing || untranslated > 0) process.exitCode = 1;
}
