import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { until } from '#support/until.js';
import { comingEvents, comingTitles } from './coming-events.js';
import type { Reader } from './reader.js';
import type { Stage } from './stage.js';

/** Filters are where the address bar says, and the list holds what the graph gives for them. */
export function eventFiltersStory(stage: () => Stage): void {
  let reader: Reader;

  beforeEach(async () => {
    reader = await stage().reader();
  });

  afterEach(() => expect(stage().complaints).toEqual([]));

  async function shows(query: string, titles: readonly string[]): Promise<void> {
    await until(`the address is ${query}`, () => reader.query === query);
    await reader.settled();
    expect(await reader.titles()).toEqual(titles);
  }

  it('are written to the address, one by one, and Back and Forward lead through them', async () => {
    const all = await comingTitles(stage().network);
    const meetings = await comingTitles(stage().network, { kinds: ['MEETING'] });
    const here = await comingTitles(stage().network, { kinds: ['MEETING'], colleges: ['chhtt'] });

    await reader.open();
    await shows('', all);
    await reader.choose('Встреча');
    await shows('?kind=meeting', meetings);
    await reader.choose('ЧХТТ');
    await shows('?kind=meeting&college=chhtt', here);

    await reader.page.goBack();
    await shows('?kind=meeting', meetings);
    expect(await reader.filters.getByRole('checkbox', { name: 'ЧХТТ' }).isChecked()).toBe(false);
    await reader.page.goBack();
    await shows('', all);
    await reader.page.goForward();
    await reader.page.goForward();
    await shows('?kind=meeting&college=chhtt', here);
    expect(await reader.filters.getByRole('checkbox', { name: 'ЧХТТ' }).isChecked()).toBe(true);

    await reader.page.getByRole('button', { name: 'Сбросить фильтры' }).click();
    await shows('', all);
    expect(await reader.page.evaluate('document.activeElement.localName')).toBe('search');
  });

  it('are read from a link, whatever nonsense stands beside them', async () => {
    const titles = await comingTitles(stage().network, { kinds: ['FORUM', 'EDUCATIONAL_SESSION'], colleges: ['chhtt'], formats: ['HYBRID'] });
    const link = '/?kind=forum,educational-session,party&college=chhtt,nowhere&format=hybrid,fax&from=yesterday&places=many&utm=1';
    await reader.open(link);
    expect(await reader.titles()).toEqual(titles);
    for (const words of ['Форум', 'Образовательная сессия', 'ЧХТТ', 'Очно и онлайн']) {
      expect(await reader.filters.getByRole('checkbox', { name: words, exact: true }).isChecked()).toBe(true);
    }
    expect(await reader.filters.getByRole('checkbox', { checked: true }).count()).toBe(4);
    expect(reader.query).toBe(link.slice(1));
  });

  it('take what is typed when the typing pauses, as one step back', async () => {
    const titles = await comingTitles(stage().network, { text: 'форум' });
    await reader.open();
    const words = reader.filters.getByRole('searchbox');
    await words.pressSequentially('форум', { delay: 20 });
    await shows('?text=форум', titles);
    await reader.page.goBack();
    await shows('', await comingTitles(stage().network));
    expect(await words.inputValue()).toBe('');
  });

  it('take days, the last one whole', async () => {
    const [first] = await comingEvents(stage().network);
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Samara' }).format(new Date(first!.startsAt));
    await reader.open();
    await reader.filters.getByLabel('С', { exact: true }).fill(day);
    await reader.filters.getByLabel('По', { exact: true }).fill(day);
    await until('both days stand in the address', () => reader.query === `?from=${day}&to=${day}`);
    await reader.settled();
    expect(await reader.titles()).toContain(first!.title);
    expect(new Set(await reader.events.locator('time').evaluateAll((times) => times.map((time) => time.textContent)))).toHaveProperty('size', 1);
  });

  it('take days that are typed, digit by digit', async () => {
    await reader.open('/?from=2027-01-01');
    await reader.filters.getByLabel('По', { exact: true }).focus();
    await reader.page.keyboard.type('11112027', { delay: 20 });
    await until('the day stands in the address', () => reader.query === '?from=2027-01-01&to=2027-11-11');
    expect(await reader.filters.getByLabel('По', { exact: true }).inputValue()).toBe('2027-11-11');
  });

  it('work by the keyboard', async () => {
    await reader.open();
    await reader.filters.getByRole('searchbox').focus();
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.press('Space');
    await shows('?kind=service', await comingTitles(stage().network, { kinds: ['SERVICE'] }));
  });

  it('say so where nothing is found, and how to get out of it', async () => {
    await reader.open('/?text=xyzzy');
    await reader.section('events').getByText('Такого пока не запланировано').waitFor();
    await reader.section('events').getByRole('button', { name: 'Сбросить фильтры' }).last().click();
    await shows('', await comingTitles(stage().network));
    expect(await reader.page.evaluate('document.activeElement.closest("section").id')).toBe('events');
  });

  it('drop what is still being typed when they are cleared', async () => {
    await reader.open('/?kind=meeting');
    await reader.filters.getByRole('searchbox').fill('форум');
    await reader.filters.getByRole('button', { name: 'Сбросить фильтры' }).click();
    await reader.page.waitForTimeout(600); // longer than the pause in typing after which a word is taken
    await shows('', await comingTitles(stage().network));
  });
}
