import { beforeEach, describe, expect, it } from '@jest/globals';
import { demoColleges } from '#cli/demo/colleges.js';
import { until } from '#support/until.js';
import { axeFindings } from './axe-findings.js';
import { PAGE_SIZE, comingEvents, comingTitles } from './coming-events.js';
import type { Reader } from './reader.js';
import type { Stage } from './stage.js';

/** The page looks every ten seconds; the gateway may need some more to trust a node again. */
const NOTICED_WITHIN = { timeout: 90_000 };

const others = demoColleges.filter(({ code }) => code !== 'bat');

/** A node or the gateway goes while somebody looks at the page, and comes back. */
export function missingCollegeStory(stage: () => Stage): void {
  let reader: Reader;

  beforeEach(async () => {
    reader = await stage().reader();
    await reader.open();
  });

  describe('a node that is killed while the page is open', () => {
    it('is named in a notice and by its state until it is back; what the others have stays', async () => {
      const before = await comingEvents(stage().network);
      expect(before.map(({ host }) => host.code)).toContain('bat');
      await reader.notice.waitFor({ state: 'detached' });

      await stage().network.node('bat').kill();
      await reader.notice.waitFor(NOTICED_WITHIN);
      // One that is only late on a busy machine is named too, until the page looks again.
      await until('the notice names it alone', async () => (await reader.notice.textContent())?.includes('БАТ: узел не отвечает.') ?? false);
      await reader.college('БАТ').getByText('Узел не отвечает').waitFor(NOTICED_WITHIN);
      for (const { shortName } of others) await reader.college(shortName).getByText('Узел отвечает').waitFor(NOTICED_WITHIN);
      await reader.section('colleges').getByText('Отвечают 4 узла из 5').waitFor(NOTICED_WITHIN);
      await reader.section('figures').getByText('узлы не ответили: БАТ').waitFor(NOTICED_WITHIN);
      expect(await axeFindings(reader.page)).toEqual([]);
      const without = await comingTitles(stage().network);
      expect(without).toHaveLength(PAGE_SIZE);
      await until('the events are the others’', async () => (await reader.titles()).join() === without.join());

      await stage().network.node('bat').restart();
      await reader.notice.waitFor({ state: 'detached', ...NOTICED_WITHIN });
      await reader.college('БАТ').getByText('Узел отвечает').waitFor(NOTICED_WITHIN);
      await until('the events of all are back', async () => (await reader.titles()).join() === before.map(({ title }) => title).join());
      await reader.section('figures').getByText('узлы не ответили').waitFor({ state: 'detached', ...NOTICED_WITHIN });
    });
  });

  describe('a gateway that is gone', () => {
    it('is told of, with what was known before, until it is back', async () => {
      const titles = await reader.titles();
      await stage().network.gateway.kill();
      const alert = reader.page.getByRole('alert').filter({ hasText: 'Нет связи с сетью' });
      await alert.waitFor(NOTICED_WITHIN);
      expect(await axeFindings(reader.page)).toEqual([]);
      expect(await reader.section('colleges').getByRole('listitem').count()).toBe(5);
      expect(await reader.titles()).toEqual(titles);

      await stage().network.gateway.start();
      // The page looks again by itself, too, and may be quicker than the click: then there is no button any more.
      await reader.page.getByRole('button', { name: 'Попробовать ещё раз' }).click().catch(() => undefined);
      await alert.waitFor({ state: 'detached', ...NOTICED_WITHIN });
      expect(await reader.titles()).toEqual(titles);
    });

    it('is told of where it was gone from the first, and tried again when somebody wants it', async () => {
      const alert = reader.page.getByRole('alert').filter({ hasText: 'Нет связи с сетью' });
      let asked = 0;
      await reader.page.route('**/graphql', (route) => {
        asked += 1;
        return route.abort();
      });
      await reader.page.reload();
      await alert.waitFor();
      expect(await reader.events.count()).toBe(0);
      // Somebody who does not look: the page asks nothing by itself meanwhile, so that what is asked now is the click's.
      await reader.page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })`);
      const before = asked;
      await reader.page.getByRole('button', { name: 'Попробовать ещё раз' }).click();
      await until('the click asks', () => asked > before);
      await reader.page.evaluate('delete document.visibilityState');
      await reader.page.unroute('**/graphql');
      await alert.waitFor({ state: 'detached', ...NOTICED_WITHIN });
      // Each part of the page looks again by itself, within ten seconds.
      await until('the events are there', async () => (await reader.titles()).length === PAGE_SIZE);
    });

    it('is told of where it takes what it is asked and says nothing', async () => {
      const alert = reader.page.getByRole('alert').filter({ hasText: 'Нет связи с сетью' });
      stage().network.gateway.freeze();
      try {
        await alert.waitFor(NOTICED_WITHIN);
      } finally {
        stage().network.gateway.resume();
      }
      await alert.waitFor({ state: 'detached', ...NOTICED_WITHIN });
    });
  });
}
