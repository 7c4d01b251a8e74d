import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CodeFlow } from '#cli/token/code-flow.js';
import { AccountEntity } from '#node/sign-in/accounts/account.entity.js';
import { PASSWORD, anAccount } from '#support/factories/account.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { BootedNode, PAGE_ORIGIN } from './booted-node.js';

let node: BootedNode;

beforeAll(async () => {
  node = await BootedNode.start();
  for (const login of ['irina', 'oleg']) {
    const person = aPerson();
    await node.rows.manager.insert(person.constructor, person);
    await node.rows.manager.insert(AccountEntity, await anAccount({ person }, login));
  }
});
afterAll(() => node.stop());

const browser = () => new CodeFlow(node.issuer, PAGE_ORIGIN);
const forget = () => node.rows.query('DELETE FROM sign_in_attempt');

async function guess(login: string, password = 'wrong'): Promise<Response> {
  const flow = browser();
  return flow.submit(await flow.begin(), login, password);
}

describe('row 26: guessing', () => {
  it('is ended for one login after ten tries, with the right password too, and says when to come back', async () => {
    await forget();
    const flow = browser();
    const form = await flow.begin();
    const answers = await Promise.all(Array.from({ length: 40 }, () => flow.submit(form, 'irina', 'wrong')));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);

    const right = await guess('IRINA', PASSWORD);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await guess('oleg', PASSWORD)).status).toBe(303);
  });

  it('is ended for one address after fifty, whatever the logins and whatever it says of itself', async () => {
    await forget();
    const flow = browser();
    const form = await flow.begin();
    const statuses: number[] = [];
    for (let number = 0; number < 100; number += 1) {
      const { status } = await fetch(form, {
        method: 'POST',
        body: new URLSearchParams({ login: `guess-${number}`, password: 'wrong' }),
        headers: { 'x-forwarded-for': `10.0.0.${number}`, cookie: flow.cookieHeader },
      });
      statuses.push(status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(50);
  });

  it('is ended for one customer’s addresses together, of which IPv6 gives everybody very many', async () => {
    const behind = await BootedNode.start({ trustProxy: 1, beside: node });
    try {
      await forget();
      const flow = new CodeFlow(behind.issuer, PAGE_ORIGIN);
      const form = await flow.begin();
      const guessFrom = async (address: string, login: string) => {
        const body = new URLSearchParams({ login, password: 'wrong' });
        return (await fetch(form, { method: 'POST', body, headers: { 'x-forwarded-for': address, cookie: flow.cookieHeader } })).status;
      };
      const statuses: number[] = [];
      for (let number = 0; number < 60; number += 1) statuses.push(await guessFrom(`2001:db8:1:2::${number.toString(16)}`, `guess-${number}`));
      expect(statuses.filter((status) => status === 429)).toHaveLength(10);
      expect(await guessFrom('2001:db8:1:3::1', 'guess')).toBe(403);
    } finally {
      await behind.leave();
    }
  });

  it('does not count against whoever then is right', async () => {
    await forget();
    for (let round = 0; round < 3; round += 1) {
      for (let wrong = 0; wrong < 6; wrong += 1) expect((await guess('irina')).status).toBe(403);
      expect((await guess('irina', PASSWORD)).status).toBe(303);
    }
  });
});

describe('row 22: which logins exist', () => {
  it('is told neither by the answer nor by the time that it takes', async () => {
    await forget();
    const pageOf = async (login: string) => (await (await guess(login)).text()).replace(/interaction\/[\w-]+/g, '').replace(login, '');
    expect(await pageOf('irina')).toBe(await pageOf('nobody'));

    const timeOf = async (login: string) => {
      await forget();
      const flow = browser();
      const form = await flow.begin();
      const startedAt = performance.now();
      await flow.submit(form, login, 'wrong');
      return performance.now() - startedAt;
    };
    // By turns, and the quickest of each: whatever else the machine does delays some of both.
    let [known, unknown] = [Infinity, Infinity];
    for (let round = 0; round < 7; round += 1) {
      known = Math.min(known, await timeOf('irina'));
      unknown = Math.min(unknown, await timeOf('nobody'));
    }
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2.5);
  });
});

describe('row 24: the form', () => {
  const send = async (init: RequestInit): Promise<Response> => {
    const flow = browser();
    const form = await flow.begin();
    return fetch(form, { ...init, redirect: 'manual', headers: { ...Object.fromEntries(new Headers(init.headers)), cookie: flow.cookieHeader } });
  };
  const right = new URLSearchParams({ login: 'irina', password: PASSWORD });
  const urlEncoded = { 'content-type': 'application/x-www-form-urlencoded' };

  it.each<[string, RequestInit]>([
    ['another origin', { method: 'POST', body: right, headers: { origin: 'https://evil.example' } }],
    ['an origin that hides', { method: 'POST', body: right, headers: { origin: 'null' } }],
    ['another site, as the browser says', { method: 'POST', body: right, headers: { 'sec-fetch-site': 'cross-site' } }],
    ['plain text', { method: 'POST', body: right.toString(), headers: { 'content-type': 'text/plain' } }],
    ['JSON', { method: 'POST', body: JSON.stringify({ login: 'irina', password: PASSWORD }), headers: { 'content-type': 'application/json' } }],
    ['several parts', { method: 'POST', body: formData() }],
    ['PUT', { method: 'PUT', body: right }],
    ['a flood of fields', { method: 'POST', body: `login=irina&password=${PASSWORD}&x=${'x'.repeat(10_000)}`, headers: urlEncoded }],
  ])('is not taken from %s', async (_what, init) => {
    await forget();
    const { status, headers } = await send(init);
    expect([400, 403, 404, 413]).toContain(status);
    expect(headers.get('location')).toBeNull();
  });

  it('is not taken without the cookie of whoever began', async () => {
    const form = await browser().begin();
    const answer = await fetch(form, { method: 'POST', body: right, redirect: 'manual' });
    expect(answer.status).toBe(400);
  });

  it('does nothing by GET', async () => {
    const flow = browser();
    const form = await flow.begin();
    const answer = await flow.get(`${form}?login=irina&password=${encodeURIComponent(PASSWORD)}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain(PASSWORD);
  });

  it('runs and loads nothing that is not its own', async () => {
    const flow = browser();
    const { headers } = await flow.get(await flow.begin());
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'self'; form-action 'self' ${PAGE_ORIGIN}; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('row 60: shows what was typed as text', async () => {
    await forget();
    const page = await (await guess('"><script>alert(1)</script>')).text();
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
    expect(page).not.toContain('<script');
  });
});

describe('row 28: what goes wrong', () => {
  it('is told in a sentence, without SQL, path or stack', async () => {
    await forget();
    const flow = browser();
    const form = await flow.begin();
    await node.rows.query('ALTER TABLE account RENAME TO account_away');
    try {
      const answer = await flow.submit(form, 'irina', PASSWORD);
      expect(answer.status).toBe(500);
      const page = await answer.text();
      expect(page).toContain('role="alert"');
      expect(page).not.toMatch(/account|relation|SELECT|node_modules|\.js|at /);
    } finally {
      await node.rows.query('ALTER TABLE account_away RENAME TO account');
    }
  });

  it('of a text with NUL or half a character, is one more wrong login', async () => {
    await forget();
    for (const login of ['\0', '%ED%A0%80', 'a'.repeat(2_000)]) expect([400, 403]).toContain((await guess(login)).status);
  });

  it('at the token endpoint, is an OAuth error', async () => {
    await node.rows.query('ALTER TABLE provider_record RENAME TO record_away');
    try {
      const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'dobroset-page', refresh_token: 'x' });
      const answer = await fetch(`${node.issuer}/token`, { method: 'POST', body });
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({ error: 'server_error', error_description: 'oops! something went wrong' });
    } finally {
      await node.rows.query('ALTER TABLE record_away RENAME TO provider_record');
    }
  });
});

function formData(): FormData {
  const form = new FormData();
  form.set('login', 'irina');
  form.set('password', PASSWORD);
  return form;
}
