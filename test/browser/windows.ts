import type { Browser, Page } from 'playwright-core';

export type Language = 'ru' | 'en';

/** What somebody looks through. */
export interface Look {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly timeZone?: string;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

const LOCALES: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };
const FORGET = 'localStorage.clear(); sessionStorage.clear()';

/** A window for each language and clock, had by one after the other: a profile for each test takes Chromium seconds of a processor. */
export class Windows {
  private readonly pages = new Map<string, Page>();

  constructor(
    private readonly browser: Browser,
    private readonly origin: string,
  ) {}

  /** A page of this look, in a profile that remembers nothing of whoever had it before. */
  async open({ language = 'ru', theme = 'light', width = 1_280, height = 800, timeZone = 'Europe/Samara', reducedMotion = 'no-preference' }: Look = {}): Promise<Page> {
    const place = { locale: LOCALES[language], timezoneId: timeZone };
    const page = this.pages.get(JSON.stringify(place)) ?? (await (await this.browser.newContext(place)).newPage());
    this.pages.set(JSON.stringify(place), page);
    await this.leave(page);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion });
    return page;
  }

  /** Whoever had it is gone, with all that was done and kept for them. A plain text of the same origin keeps Chromium's process. */
  async leave(page: Page): Promise<void> {
    page.removeAllListeners();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.goto(`${this.origin}/health/live`);
    await page.evaluate(FORGET);
    await page.context().clearCookies();
  }
}
