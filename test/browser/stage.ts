import type { Browser } from 'playwright-core';
import type { TestNetwork } from '#support/network.js';
import { openBrowser } from './browser.js';
import { startDemoNetwork } from './demo-network.js';
import { announceOwnEvents } from './own-events.js';
import { Reader } from './reader.js';
import { type Look, Windows } from './windows.js';

/** What every story about the page needs: a network that serves it, a browser, and one reader at a time. */
export class Stage {
  private current: Reader | undefined;

  /** Whoever looks at the page does so through one of them. */
  readonly windows: Windows;

  private constructor(
    readonly network: TestNetwork,
    private readonly browser: Browser,
  ) {
    this.windows = new Windows(browser, network.gateway.origin);
  }

  static async open(): Promise<Stage> {
    const browser = await openBrowser();
    try {
      const network = await startDemoNetwork();
      await announceOwnEvents(network);
      return new Stage(network, browser);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** A new reader, who has never been here before. */
  async reader(look: Look = {}): Promise<Reader> {
    await this.current?.leave();
    this.current = await Reader.at(this.windows, this.network.gateway.origin, look);
    return this.current;
  }

  /** What the browser complained of before the last reader left. */
  get complaints(): readonly string[] {
    return this.current?.complaints ?? [];
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.network.stop();
  }
}
