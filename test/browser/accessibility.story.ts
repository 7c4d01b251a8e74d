import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { anEvent } from '#support/factories/event.factory.js';
import { axeFindings, everyWindow } from './axe-findings.js';
import type { Reader } from './reader.js';
import type { Stage } from './stage.js';
import type { Look } from './windows.js';

const HOUR_MS = 3_600_000;

/** What a college may come up with: words without a space, and more people than any column was made for. */
const unwieldy = anEvent({
  title: 'Достопримечательности'.repeat(8),
  summary: 'https://example.org/'.padEnd(300, 'a'),
  venue: 'Административно-хозяйственный-корпус'.repeat(4),
  startsAt: new Date(Date.now() + HOUR_MS),
  capacity: 1_000_000,
});

/** Axe finds nothing, and nothing is cut off or wider than the window. */
export function accessibilityStory(stage: () => Stage): void {
  let reader: Reader;

  beforeAll(() => stage().network.node('chhtt').has(unwieldy));

  afterEach(() => expect(stage().complaints).toEqual([]));

  async function read(look: Look, address = '/'): Promise<void> {
    reader = await stage().reader(look);
    await reader.open(address);
  }

  it.each(everyWindow)('$width px, $language: axe finds nothing, light or dark, and nothing is wider than the window', async (look) => {
    await read(look);
    const openFilters = reader.page.getByRole('button', { name: /^(Фильтры|Filters)$/ });
    if (await openFilters.isVisible()) await openFilters.click();
    expect(await axeFindings(reader.page)).toEqual([]);
    expect(await reader.overflow()).toBe(0);
    expect(await reader.titles()).toContain(unwieldy.title);
  });

  it('axe finds nothing in filters that are set and find nothing', async () => {
    await read({}, '/?kind=forum&college=bat&places=free&text=xyzzy');
    await reader.page.getByText('Такого пока не запланировано').waitFor();
    expect(await axeFindings(reader.page)).toEqual([]);
  });
}
