import type { Locator, Page } from 'playwright-core';
import { until } from '#support/until.js';
import type { Language, Look, Windows } from './windows.js';

const WAIT_MS = 20_000;

/** What is called what, in each language of the page. */
const NAMES = {
  ru: { colleges: 'Кто в сети', figures: 'Год в цифрах', events: /события$/i, filters: 'Отбор событий', more: 'Показать ещё' },
  en: { colleges: 'Who is on the network', figures: 'A year in figures', events: /events$/i, filters: 'Filter events', more: 'Show more' },
} as const;

/** A person at the page, who was never here before. */
export class Reader {
  /** What the browser complained of: errors, and requests to anybody but the gateway. */
  readonly complaints: string[] = [];

  private constructor(
    private readonly windows: Windows,
    readonly page: Page,
    private readonly origin: string,
    private readonly language: Language,
  ) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== origin) this.complaints.push(`asked ${request.url()}`);
    });
  }

  static async at(windows: Windows, origin: string, look: Look = {}): Promise<Reader> {
    const page = await windows.open(look);
    page.setDefaultTimeout(WAIT_MS);
    return new Reader(windows, page, origin, look.language ?? 'ru');
  }

  /** Opens an address and waits until everything on it is there. */
  async open(address = '/'): Promise<this> {
    await this.page.goto(`${this.origin}${address}`);
    await this.settled();
    return this;
  }

  /** Waits until no part of the page is being read. */
  async settled(): Promise<void> {
    await this.section('events').waitFor();
    await until('the page is settled', async () => (await this.page.locator('[aria-busy="true"]').count()) === 0, WAIT_MS);
  }

  section(name: 'colleges' | 'figures' | 'events'): Locator {
    return this.page.getByRole('region', { name: NAMES[this.language][name] });
  }

  college(shortName: string): Locator {
    return this.section('colleges').getByRole('listitem').filter({ has: this.page.getByRole('heading', { name: shortName, exact: true }) });
  }

  /** The cards of the events, in their order. */
  get events(): Locator {
    return this.section('events').getByRole('article');
  }

  titles(): Promise<string[]> {
    return this.events.getByRole('heading').allTextContents();
  }

  get filters(): Locator {
    return this.page.getByRole('search', { name: NAMES[this.language].filters });
  }

  /** Ticks or unticks one value of a filter, as a mouse does: by its words. */
  async choose(words: string): Promise<void> {
    await this.filters.getByText(words, { exact: true }).click();
    await this.settled();
  }

  async showMore(): Promise<void> {
    await this.page.getByRole('button', { name: NAMES[this.language].more }).click();
    await this.settled();
  }

  /** The notice of who did not answer; empty where all did. */
  get notice(): Locator {
    return this.page.getByRole('status').filter({ hasText: /не отвеча|not answer/ });
  }

  /** The query of the address, as a person reads it. */
  get query(): string {
    return decodeURIComponent(new URL(this.page.url()).search);
  }

  /** How wide the page is beyond the window. */
  overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  leave(): Promise<void> {
    return this.windows.leave(this.page);
  }
}
