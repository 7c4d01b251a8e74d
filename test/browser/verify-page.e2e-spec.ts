import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { issueEntry } from '#credentials/issue-entry.js';
import { shortForm } from '#credentials/short-form.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { aCredential, anEntry } from '#support/factories/credential.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { until } from '#support/until.js';
import { axeFindings, everyWindow } from './axe-findings.js';
import { openBrowser } from './browser.js';
import { type Look, Windows } from './windows.js';

jest.setTimeout(60_000);

const TITLE = '<img src=x onerror=alert(1)> Субботник';

let network: TestNetwork;
let browser: Browser;
let windows: Windows;
let page: Page;
let complaints: string[];
let asked: string[];
let jws: string;

beforeAll(async () => {
  [network, browser] = await Promise.all([startNetwork('bat'), openBrowser()]);
  windows = new Windows(browser, network.gateway.origin);
  const host = network.node('bat');
  const startsAt = new Date('2026-04-18T06:00:00Z');
  const event = anEvent({ title: TITLE, startsAt });
  const registration = aRegistration({ event, volunteer: aVolunteer(), home: 'bat' });
  const credential = aCredential(registration);
  await host.has(event, registration, credential);
  jws = await issueEntry(anEntry({ credential, registration, event, host }, { subjectName: 'Анна Петрова', minutes: 150 }), host.keys.signing);
  await until('the gateway has the list', async () => (await readdir(network.roster.statusListsPath)).includes('bat.1.jws'));
});

afterAll(async () => {
  await browser.close();
  await network.stop();
});

async function open(address: string, look: Look = {}): Promise<void> {
  page = await windows.open(look);
  [complaints, asked] = [[], []];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${network.gateway.origin}${address}`);
}

const finding = () => page.getByRole('status');
const heading = () => finding().getByRole('heading').textContent();

describe('the page behind a QR code', () => {
  it('checks what its address holds, and says it in words', async () => {
    await open(`/verify#${shortForm(jws)}`);
    await finding().getByText('Запись подлинная и действует').waitFor();
    const said = await finding().textContent();
    for (const part of ['Анна Петрова', TITLE, 'Техникум «bat», Чапаевск', '2 ч 30 мин', '18 апреля 2026']) expect(said).toContain(part);
    expect(complaints).toEqual([]);
  });

  it('lets the entry reach no address, so that no log has it', async () => {
    const short = shortForm(jws);
    await open(`/verify#${short}`);
    await finding().getByText('Запись подлинная и действует').waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await finding().getByText('The entry is genuine and in force').waitFor();
    const addresses = asked.map((url) => new URL(url));
    expect(addresses.every(({ origin }) => origin === network.gateway.origin)).toBe(true);
    for (const { pathname, search } of addresses) expect(`${pathname}${search}`).not.toContain(short.slice(0, 20));
    expect(network.gateway.log).not.toContain(short.slice(0, 20));
    expect(complaints).toEqual([]);
  });

  it.each([
    ['an altered one', () => jws.replace(/.(?=[^.]{40}$)/, (letter) => (letter === 'A' ? 'B' : 'A')), 'Запись поддельная или повреждена'],
    ['words', () => 'привет', 'Это не запись о волонтёрстве'],
    ['a script', () => '<script>alert(1)</script>', 'Это не запись о волонтёрстве'],
    ['a whole entry', () => `  ${jws}\n`, 'Запись подлинная и действует'],
  ])('checks what is pasted: %s', async (_what, text, found) => {
    await open('/verify');
    expect(await finding().isVisible()).toBe(false);
    await page.getByRole('textbox', { name: 'Запись или адрес из QR-кода' }).fill(text());
    await page.getByRole('button', { name: 'Проверить' }).click();
    await finding().getByText(found).waitFor();
    expect(complaints).toEqual([]);
  });

  it('says so where the network does not answer, and where it is asked too often', async () => {
    await open('/verify');
    for (const [status, found] of [['gone', 'Проверить не получилось'], [429, 'Слишком много проверок подряд']] as const) {
      await page.route('**/graphql', (route) => (status === 'gone' ? route.abort() : route.fulfill({ status, body: '{}' })));
      await page.getByRole('textbox').fill('что-нибудь');
      await page.getByRole('button').click();
      await until(found, async () => (await heading()) === found);
      await page.unroute('**/graphql');
    }
  });

  it('is checked anew when another code is read into the same tab', async () => {
    await open('/verify#x');
    await finding().getByText('Это не запись о волонтёрстве').waitFor();
    await page.evaluate(`location.hash = ${JSON.stringify(shortForm(jws))}`);
    await finding().getByText('Запись подлинная и действует').waitFor();
  });

  it.each(everyWindow)('$width px, $language: axe finds nothing, light or dark, and nothing is wider than the window', async (look) => {
    await open(`/verify#${shortForm(jws)}`, look);
    await finding().getByText(look.language === 'ru' ? 'Запись подлинная и действует' : 'The entry is genuine and in force').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('lets browsers run its own script alone, and tell nobody where they were', async () => {
    const { headers } = await fetch(`${network.gateway.origin}/verify`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-type')).toContain('text/html');
  });
});
