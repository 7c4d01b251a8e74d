import { afterEach, expect, it } from '@jest/globals';
import type { Stage } from './stage.js';

/** Where developers try queries: it comes whole from the gateway, and its policy lets it run. */
export function graphiqlStory(stage: () => Stage): void {
  afterEach(() => expect(stage().complaints).toEqual([]));

  it('shows an editor that asks the gateway, and nobody else', async () => {
    const { page } = await stage().reader();
    await page.goto(`${stage().network.gateway.origin}/graphiql?query=${encodeURIComponent('{ colleges { code } }')}`);
    await page.getByRole('button', { name: /execute/i }).click();
    await page.getByText('"chhtt"').waitFor();
  });
}
