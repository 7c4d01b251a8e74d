import type { LinguiConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** Messages are written in English in the code; `npm run messages` gathers them into the catalogs to translate. */
export default {
  sourceLocale: 'en',
  locales: ['en', 'ru'],
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['<rootDir>/src'] }],
  // Line numbers would change in every catalog with every edit above a message.
  format: formatter({ lineNumbers: false }),
} satisfies LinguiConfig;
