import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Language } from './windows.js';

/** The narrowest window, one between and an ordinary one, in each language of the page; {@link axeFindings} looks in both themes. */
export const everyWindow = ([360, 768, 1_280] as const).flatMap((width) => (['ru', 'en'] as const satisfies readonly Language[]).map((language) => ({ width, language })));

/** What axe finds wrong on a page in the light theme and in the dark one, as sentences. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const sentences: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await stillness(page);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    sentences.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${colorScheme}, ${id}: ${html} ${failureSummary ?? ''}`)));
  }
  return sentences;
}

/** Half a transition has colours that no reader keeps before them. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => undefined)');
}
