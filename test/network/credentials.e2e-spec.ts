import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueEntry } from '#credentials/issue-entry.js';
import { shortForm } from '#credentials/short-form.js';
import { publicHalf } from '#identity/keys.js';
import { generatePrivateKeys } from '#identity/private-keys.js';
import { runCli } from '#support/cli-run.js';
import { type TestNetwork, startNetwork } from '#support/network.js';
import { aCredential, anEntry } from '#support/factories/credential.factory.js';
import { anEvent } from '#support/factories/event.factory.js';
import { aRegistration } from '#support/factories/registration.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';

const CHECK = `query ($credential: String!) {
  verifyCredential(credential: $credential) {
    valid reason issuer { code name } subjectName eventId eventTitle startsAt endsAt minutes issuedAt revokedAt statusAsOf
  }
}`;

const NOTHING_KNOWN = {
  issuer: null, subjectName: null, eventId: null, eventTitle: null, startsAt: null, endsAt: null, minutes: null, issuedAt: null, revokedAt: null, statusAsOf: null,
};

const DAY_MS = 86_400_000;
let network: TestNetwork;
let places = 0;

beforeAll(async () => {
  network = await startNetwork('bat', 'kpk');
  await until('the gateway has both colleges’ lists', async () => (await listsOnDisk()).length === 4);
});
afterAll(() => network.stop());

const listsOnDisk = async () => (await readdir(network.roster.statusListsPath)).sort();

/** A volunteer of `kpk` attended at `bat`, which signed an entry for it. */
async function signed(overrides: { readonly subjectName?: string; readonly issuedAt?: Date; readonly key?: Parameters<typeof issueEntry>[1] } = {}) {
  const { key, issuedAt = new Date(), ...said } = overrides;
  const host = network.node('bat');
  const event = anEvent({ startsAt: new Date(Date.now() - DAY_MS) });
  const registration = aRegistration({ event, volunteer: aVolunteer(), home: 'kpk' }, { status: 'ATTENDED', minutes: 120 });
  const credential = aCredential(registration, { index: (places += 1), issuedAt });
  await host.has(event, registration, credential);
  return { credential, event, jws: await issueEntry(anEntry({ credential, registration, event, host }, said), key ?? host.keys.signing) };
}

async function check(credential: string) {
  const { data } = await network.ask(CHECK, { credential });
  return data.verifyCredential;
}

describe('verifyCredential', () => {
  it('tells anybody what a host signed, given the entry, its short form or the address in the QR code', async () => {
    const { jws, event } = await signed({ subjectName: 'Анна Петрова' });
    for (const form of [jws, shortForm(jws), `${network.gateway.origin}/verify#${shortForm(jws)}`]) {
      expect(await check(form)).toEqual({
        valid: true,
        reason: null,
        issuer: { code: 'bat', name: 'Техникум «bat»' },
        subjectName: 'Анна Петрова',
        eventId: `bat:${event.id}`,
        eventTitle: 'Субботник на берегу',
        startsAt: event.startsAt.toISOString(),
        endsAt: event.endsAt.toISOString(),
        minutes: 120,
        issuedAt: expect.any(String),
        revokedAt: null,
        statusAsOf: expect.any(String),
      });
    }
  });

  it('row 13: tells nothing of an entry that was altered', async () => {
    const { jws } = await signed();
    const [header, payload, signature] = jws.split('.');
    const more = Buffer.from(Buffer.from(payload!, 'base64url').toString().replace('"value":"120"', '"value":"920"')).toString('base64url');
    expect(await check([header, more, signature].join('.'))).toEqual({ valid: false, reason: 'BAD_SIGNATURE', ...NOTHING_KNOWN });
    for (const text of ['', 'x', '{"alg":"none"}', 'A'.repeat(99_000)]) {
      expect(await check(text)).toEqual({ valid: false, reason: 'NOT_A_CREDENTIAL', ...NOTHING_KNOWN });
    }
  });

  it('row 13: takes no entry of bat that another college signed', async () => {
    const { jws } = await signed({ key: network.node('kpk').keys.signing });
    expect(await check(jws)).toEqual({ valid: false, reason: 'KEY_NOT_IN_FORCE', ...NOTHING_KNOWN });
  });

  it('checks ten in one request and no more', async () => {
    const { jws } = await signed();
    const fields = Array.from({ length: 11 }, (_, index) => `c${index}: verifyCredential(credential: "${jws}${' '.repeat(index)}") { valid }`);
    const ten = await network.ask(`{ ${fields.slice(0, 10).join(' ')} }`);
    expect(Object.values(ten.data)).toEqual(Array.from({ length: 10 }, () => ({ valid: true })));
    const eleven = await network.ask(`{ ${fields.join(' ')} }`);
    expect(eleven.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('says that an entry was revoked, and since when', async () => {
    const { jws, credential } = await signed();
    expect(await check(jws)).toMatchObject({ valid: true });
    const revokedAt = new Date();
    await network.node('bat').rowsOf(`UPDATE credential SET revoked_at = $2, reason = 'Ошибка' WHERE id = $1`, [credential.id, revokedAt]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await network.gateway.restart();
    await until('the gateway has the new list', async () => (await check(jws)).reason === 'REVOKED');
    expect(await check(jws)).toMatchObject({ valid: false, eventTitle: 'Субботник на берегу', revokedAt: new Date(Math.floor(revokedAt.getTime() / 1_000) * 1_000).toISOString() });
  });

  it('counts what a retired key signed before it was retired, and what a college signed before it left', async () => {
    const { node, roster } = { node: network.node('bat'), roster: network.roster };
    const old = await generatePrivateKeys();
    const before = roster.colleges;
    const retiredAt = new Date(Date.now() - 2 * DAY_MS);
    const leftAt = new Date(Date.now() - DAY_MS);
    const keys = [...(before.find(({ code }) => code === 'bat')?.keys ?? []), { ...publicHalf(old.signing), retiredAt: retiredAt.toISOString() }];
    const withBat = (overrides: object) => roster.write(before.map((member) => (member.code === 'bat' ? { ...aMember('bat', node.endpoint, node.keys), keys, ...overrides } : member)));
    const longAgo = { issuedAt: new Date(Date.now() - 3 * DAY_MS) };
    const [inTime, late, beforeLeaving, afterLeaving] = [
      await signed({ ...longAgo, key: old.signing }),
      await signed({ key: old.signing }),
      await signed(longAgo),
      await signed(),
    ];
    await withBat({});
    await until('the roster knows the old key', async () => (await check(inTime.jws)).valid);
    expect(await check(late.jws)).toMatchObject({ valid: false, reason: 'KEY_NOT_IN_FORCE' });
    expect(await check(afterLeaving.jws)).toMatchObject({ valid: true });
    await withBat({ status: 'LEFT', leftAt: leftAt.toISOString() });
    await until('the roster knows that bat left', async () => !(await check(afterLeaving.jws)).valid);
    expect(await check(afterLeaving.jws)).toMatchObject({ valid: false, reason: 'KEY_NOT_IN_FORCE' });
    expect(await check(beforeLeaving.jws)).toMatchObject({ valid: true, issuer: { code: 'bat' } });
    await withBat({ status: 'SUSPENDED' });
    await until('the roster knows that bat is suspended', async () => (await check(beforeLeaving.jws)).reason === 'ISSUER_SUSPENDED');
    await roster.write(before);
    await until('bat is back', async () => (await check(beforeLeaving.jws)).valid);
  });

  it('is answered with both nodes switched off, even by a gateway that was started since', async () => {
    const { jws } = await signed();
    expect(await check(jws)).toMatchObject({ valid: true });
    await Promise.all([network.node('bat').kill(), network.node('kpk').kill()]);
    await network.gateway.restart();
    const started = performance.now();
    expect(await check(jws)).toMatchObject({ valid: true, reason: null, minutes: 120 });
    expect(performance.now() - started).toBeLessThan(3_500);
    expect(await listsOnDisk()).toEqual(['bat.1.jws', 'bat.2.jws', 'kpk.1.jws', 'kpk.2.jws']);
  });

  it('can be done without any node by `dobroset verify`, too: the gateway gives the lists that it keeps to anybody', async () => {
    const { jws } = await signed(); // into a database whose node is off
    const [, payload = ''] = jws.split('.');
    const list: string = JSON.parse(Buffer.from(payload, 'base64url').toString()).credentialStatus.statusListCredential;
    const response = await fetch(`${network.gateway.origin}/credentials/status/bat/${list.split('/').at(-1)}`);
    expect([response.status, response.headers.get('content-type'), response.headers.get('access-control-allow-origin')]).toEqual([200, 'application/vc+jwt', '*']);
    const at = (name: string) => join(dirname(network.roster.path), name);
    await Promise.all([writeFile(at('entry.jws'), jws), writeFile(at('list.jws'), await response.text())]);
    const verify = ['verify', at('entry.jws'), '--roster', network.roster.path];
    const [without, withList] = await Promise.all([runCli(verify), runCli([...verify, '--status-list', at('list.jws')])]);
    expect(withList).toMatchObject({ exitCode: 0, told: expect.stringContaining('GENUINE AND IN FORCE') });
    expect([without.exitCode, without.told]).toEqual([3, expect.stringContaining('fetch it from a gateway of the network (/credentials/status/bat/1)')]);
    for (const path of ['kpk/9', 'hgt/1', 'bat/0', 'bat/x', 'bat%2F..%2Fkpk/1', '..%2Fbat/1']) {
      const none = await fetch(`${network.gateway.origin}/credentials/status/${path}`);
      expect([path, none.status, await none.text()]).toEqual([path, 404, expect.stringContaining('"NOT_FOUND"')]);
    }
  });
});
