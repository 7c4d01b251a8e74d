import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { demoColleges } from '#cli/demo/colleges.js';
import { PAGE_SIZE, comingEvents, comingTitles } from './coming-events.js';
import type { Reader } from './reader.js';
import type { Stage } from './stage.js';
import type { Look } from './windows.js';

interface SomeFigures {
  readonly volunteers: number;
  readonly events: number;
  readonly registrations: number;
  readonly minutes: number;
  readonly byCollege: readonly { readonly college: { readonly code: string }; readonly registrations: number }[];
  readonly coverage: { readonly missing: readonly { readonly college: { readonly shortName: string } }[] };
}

/** The first of twelve whole months, and the last. */
function lastTwelveMonths(): { from: string; to: string } {
  const now = new Date();
  const monthsAgo = (count: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count)).toISOString().slice(0, 7);
  return { from: monthsAgo(12), to: monthsAgo(1) };
}

function inRussian(figure: number): string {
  return new Intl.NumberFormat('ru').format(figure);
}

/** Who is on the network, what they did, what comes next; in the reader's language and theme. */
export function networkStory(stage: () => Stage): void {
  let reader: Reader;

  async function read(look: Look = {}, address = '/'): Promise<void> {
    reader = await stage().reader(look);
    await reader.open(address);
    await reader.notice.waitFor({ state: 'detached' }); // on a busy machine a node may be late, and is asked for again
  }

  afterEach(() => expect(stage().complaints).toEqual([]));

  it('names the five colleges, and says that each one’s node answers', async () => {
    await read();
    await reader.section('colleges').getByText('Все узлы отвечают').waitFor();
    expect(await reader.section('colleges').getByRole('listitem').count()).toBe(5);
    for (const { shortName, name, city, region } of demoColleges) {
      const said = await reader.college(shortName).textContent();
      for (const words of [name, city, region, 'Узел отвечает']) expect(said).toContain(words);
    }
    expect(await reader.page.getByText('В сети 5 колледжей.').count()).toBe(1);
  });

  it('gives the figures of the last twelve whole months, the network’s and each college’s', async () => {
    const { data } = await stage().network.ask(
      `query($from: Month!, $to: Month!) { network { figures(from: $from, to: $to) {
        volunteers events registrations minutes byCollege { college { code } registrations } coverage { missing { college { shortName } } } } } }`,
      lastTwelveMonths(),
    );
    const figures: SomeFigures = data.network.figures;
    expect(figures.volunteers).toBeGreaterThan(0);
    expect(figures.byCollege).toHaveLength(5);

    await read();
    const totals = await reader.section('figures').getByRole('definition').allTextContents();
    expect(totals).toEqual(expect.arrayContaining([figures.volunteers, figures.events, figures.registrations, Math.round(figures.minutes / 60)].map(inRussian)));
    for (const { college, registrations } of figures.byCollege) {
      const { shortName } = demoColleges.find(({ code }) => code === college.code)!;
      const row = reader.section('figures').getByRole('row').filter({ hasText: shortName });
      expect(await row.getByRole('cell').allTextContents()).toContain(inRussian(registrations));
    }
    const withheld = await reader.section('figures').getByText('за которыми меньше 10 человек').textContent();
    expect(figures.coverage.missing).not.toEqual([]);
    for (const { college } of figures.coverage.missing) expect(withheld).toContain(college.shortName);
  });

  it('lists the coming events of all colleges in one order, a page at a time', async () => {
    const expected = await comingTitles(stage().network, {}, 100);
    expect(expected.length).toBeGreaterThan(PAGE_SIZE);

    await read();
    expect(await reader.titles()).toEqual(expected.slice(0, PAGE_SIZE));
    expect(await reader.section('events').getByRole('status').textContent()).toContain(String(expected.length));
    await reader.showMore();
    expect(await reader.titles()).toEqual(expected.slice(0, 2 * PAGE_SIZE));
  });

  it('gives times by the clock of the place, and by the reader’s own where it differs', async () => {
    const own = (await comingEvents(stage().network, { colleges: ['kpk'] })).find(({ title }) => title.startsWith('Встреча отряда'));
    const clock = (timeZone: string) => new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(own!.startsAt));

    await read({ timeZone: 'Asia/Yekaterinburg' }, '/?college=kpk');
    const said = await reader.events.filter({ hasText: own!.title }).first().textContent();
    expect(said).toContain(`${clock('Europe/Moscow')}–`);
    expect(said).toContain('местное время, UTC+3');
    expect(said).toContain(`у вас ${clock('Asia/Yekaterinburg')}–`);
  });

  it('is made of the gateway’s own files and nothing inline', async () => {
    const { headers } = await fetch(stage().network.gateway.origin, { method: 'HEAD' });
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('cache-control')).toBe('no-cache');
    await read();
    expect(await reader.page.evaluate('document.querySelectorAll("script:not([src]), style, [style]").length')).toBe(0);
    expect(await reader.page.evaluate('[...document.fonts].filter(({ status }) => status === "loaded").length')).toBeGreaterThan(0);
  });

  it('goes to the part of it that a link names', async () => {
    await read({}, '/#events');
    await reader.page.waitForFunction('document.getElementById("events").getBoundingClientRect().top < 200');
  });

  it('lets the keyboard go straight to the content, and shows where it is', async () => {
    await read();
    await reader.page.keyboard.press('Tab');
    const skip = reader.page.getByRole('link', { name: 'Сразу к содержанию' });
    await reader.page.waitForFunction('document.activeElement.getBoundingClientRect().top >= 0');
    expect(await skip.evaluate((link) => link.matches(':focus-visible'))).toBe(true);
    await reader.page.keyboard.press('Enter');
    expect(await reader.page.evaluate('document.activeElement.id')).toBe('main');
  });

  it('keeps still for whoever asked for less motion', async () => {
    await read({ reducedMotion: 'reduce' });
    const moving = `[...document.querySelectorAll('*')].filter((one) => {
      const { animationName, transitionDuration } = getComputedStyle(one);
      return animationName !== 'none' || transitionDuration !== '0s';
    }).length`;
    expect(await reader.page.evaluate(moving)).toBe(0);
  });

  describe('the language', () => {
    it('is the browser’s until another is chosen, and then that one', async () => {
      await read({ language: 'en' });
      const { page } = reader;
      expect(await page.title()).toBe('Dobroset: colleges volunteer together');
      await page.getByRole('button', { name: 'Русский' }).click();
      await page.getByRole('heading', { name: 'Делаем добро вместе' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('ru');

      await page.reload();
      await page.getByRole('heading', { name: 'Делаем добро вместе' }).waitFor();
      expect(await page.title()).toBe('Добросеть: колледжи делают добро вместе');
      expect(await page.getByRole('button', { name: 'Русский' }).getAttribute('aria-pressed')).toBe('true');
    });

    it('may be asked for by a link', async () => {
      await read({ language: 'ru' });
      await reader.page.goto(`${stage().network.gateway.origin}/?lang=en`);
      await reader.page.getByRole('heading', { name: 'Doing good together' }).waitFor();
    });
  });

  describe('the theme', () => {
    const paper = 'getComputedStyle(document.documentElement).backgroundColor';

    beforeEach(async () => {
      await read({ theme: 'light' });
    });

    it('is the system’s until another is chosen, and then that one', async () => {
      const { page } = reader;
      const light = await page.evaluate(paper);
      await page.getByRole('button', { name: 'Тёмная тема' }).click();
      const dark = await page.evaluate(paper);
      expect(dark).not.toBe(light);

      await page.reload();
      await page.getByRole('button', { name: 'Светлая тема' }).waitFor();
      expect(await page.evaluate(paper)).toBe(dark);
    });

    it('is there before the page’s own script is', async () => {
      const { page } = reader;
      await page.getByRole('button', { name: 'Тёмная тема' }).click();
      const dark = await page.evaluate(paper);
      await page.route('**/assets/*.js', (route) => route.abort());
      await page.reload({ waitUntil: 'domcontentloaded' });
      expect(await page.evaluate(paper)).toBe(dark);
      reader.complaints.length = 0; // of the script that did not come
    });

    it('follows the system while the page is open', async () => {
      const light = await reader.page.evaluate(paper);
      await reader.page.emulateMedia({ colorScheme: 'dark' });
      await reader.page.getByRole('button', { name: 'Светлая тема' }).waitFor();
      expect(await reader.page.evaluate(paper)).not.toBe(light);
    });
  });
}
