import { access, constants } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** What keeps it to itself: it asks nothing of anybody but the page's own server. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Debian's Chromium with a profile of its own, empty and thrown away with it.
 * @throws Error saying how to install it where it is not there
 */
export async function openBrowser(): Promise<Browser> {
  await access(CHROMIUM, constants.X_OK).catch(() => {
    throw new Error(`The page is tested in Chromium, and there is none at ${CHROMIUM}: install it (Debian: apt-get install chromium), or set CHROMIUM to where it is.`);
  });
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}
