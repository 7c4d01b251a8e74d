import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { CodeFlow } from '#cli/token/code-flow.js';
import { DEMO_PASSWORD } from '#cli/demo/demo-accounts.js';
import { axeFindings, everyWindow } from './axe-findings.js';
import type { Stage } from './stage.js';
import type { Look } from './windows.js';

const NAMES = {
  ru: { title: 'Вход в Добросеть', login: 'Логин', password: 'Пароль', submit: 'Войти', problem: /неверный/ },
  en: { title: 'Sign in to Dobroset', login: 'Login', password: 'Password', submit: 'Sign in', problem: /wrong/ },
} as const;

/** Signing in in a real browser, by keyboard, in windows of several widths, and in every theme and language. */
export function signInStory(stage: () => Stage): void {
  async function open(look: Look): Promise<Page> {
    const { network, windows } = stage();
    const page = await windows.open({ ...look, height: 700 });
    await page.goto(new CodeFlow(network.node('chhtt').issuer, network.gateway.origin).authorizationUrl());
    return page;
  }

  it.each(everyWindow)('$width px, $language: axe finds nothing, light or dark, before and after a mistake', async (look) => {
    const page = await open(look);
    const names = NAMES[look.language];
    await page.getByRole('heading', { name: names.title }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel(names.login).fill('curator');
    await page.getByLabel(names.password).fill('wrong');
    await page.getByRole('button', { name: names.submit }).click();
    await page.getByRole('alert').filter({ hasText: names.problem }).waitFor();
    expect(await page.getByLabel(names.login).inputValue()).toBe('curator');
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  });

  it('speaks the other language when asked, and goes on in it', async () => {
    const page = await open({ width: 360, language: 'ru' });
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByLabel('Login').fill('curator');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: NAMES.en.problem }).waitFor();
  });

  it('lets somebody in by keyboard alone, back to the page', async () => {
    const page = await open({ width: 1280, language: 'en' });
    await page.getByLabel('Login').focus();
    await page.keyboard.type('mentor');
    await page.keyboard.press('Tab');
    await page.keyboard.type(DEMO_PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${stage().network.gateway.origin}/?code=*`);
  });
}
