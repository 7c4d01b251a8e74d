import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateSigningKey, publicHalf } from '#identity/keys.js';
import { generatePrivateKeys } from '#identity/private-keys.js';
import { signRoster } from '#roster/signed-roster.js';
import { freePorts } from '#support/free-ports.js';
import { startGateway } from '#support/gateway-process.js';
import { isRunning } from '#support/processes.js';
import { ServerProcess } from '#support/server-process.js';
import { askGraph } from '#support/graph-client.js';
import { TestRoster, aMember } from '#support/test-roster.js';
import { until } from '#support/until.js';
import { anEvent, fakeCollege } from './fake-college.js';
import { FakeNode } from './fake-node.js';

const COLLEGES = `{
  colleges { code name about availability }
  events(first: 10) { nodes { title } coverage { answered { code } missing { college { code } reason } } }
}`;

let folder: string;
let roster: TestRoster;
let gateway: ServerProcess | undefined;
let nodes: FakeNode[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cold-start-'));
  roster = await TestRoster.at(join(folder, 'roster.json'));
  nodes = [];
});

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
  await Promise.all(nodes.map((node) => node.stop()));
  await rm(folder, { recursive: true });
});

async function node(code: string): Promise<FakeNode> {
  const started = await FakeNode.start(code, fakeCollege(code, { events: [anEvent(code, 1)] }));
  nodes.push(started);
  return started;
}

async function start(): Promise<void> {
  gateway = await startGateway({ ...roster.gatewayEnvironment, ROSTER_LAST_GOOD: join(folder, 'last-good.json') });
}

const ask = (query: string) => askGraph(`${gateway?.origin ?? ''}/graphql`, query);

async function codes(): Promise<string[]> {
  const { data } = await ask('{ colleges { code } }');
  const colleges: readonly { readonly code: string }[] = data.colleges;
  return colleges.map(({ code }) => code);
}

describe('row 77: a gateway that starts', () => {
  it('with every node down serves what the roster knows, says who is missing, and finds a node that comes', async () => {
    const bat = await node('bat');
    const nowhere = `http://127.0.0.1:${await freePorts(1)}/graphql`;
    const key = await generatePrivateKeys();
    await roster.write([aMember('bat', nowhere, key), aMember('hgt', nowhere, key)]);
    await start();
    const { data, errors, status } = await ask(COLLEGES);
    expect(status).toBe(200);
    expect(data.colleges).toEqual([
      { code: 'bat', name: 'Техникум «bat»', about: null, availability: 'UNREACHABLE' },
      { code: 'hgt', name: 'Техникум «hgt»', about: null, availability: 'UNREACHABLE' },
    ]);
    expect(data.events).toEqual({
      nodes: [],
      coverage: { answered: [], missing: ['bat', 'hgt'].map((code) => ({ college: { code }, reason: 'NODE_UNAVAILABLE' })) },
    });
    for (const { extensions } of errors) expect(extensions.code).toBe('NODE_UNAVAILABLE');

    await roster.write([aMember('bat', bat.endpoint, key), aMember('hgt', nowhere, key)]);
    await until('bat is served', async () => (await ask('{ college(code: "bat") { about } }')).data.college.about === 'О колледже bat');
  });

  it('with a roster that is broken, or gone, goes on from the last good one', async () => {
    const bat = await node('bat');
    await roster.write([aMember('bat', bat.endpoint, await generatePrivateKeys())]);
    await start();
    await gateway?.stop();
    for (const spoil of [() => roster.writeText('{"version": 2, "colleges": ['), () => rm(roster.path)]) {
      await spoil();
      await start();
      expect((await ask(COLLEGES)).data.events.nodes).toEqual([{ title: 'bat 1' }]);
      await gateway?.stop();
    }
  });

  it('with neither does not start, and says what to do', async () => {
    await roster.writeText('no roster');
    await expect(start()).rejects.toThrow(/roster\.json \(ROSTER\) cannot be used; correct it: .*no roster/s);
  });
});

describe('row 5: a gateway that starts with a kept roster that was tampered with, while the registry says nothing', () => {
  it('is not ready, says why in a sentence that is true, and writes nothing to its log but JSON', async () => {
    const registry = createServer(() => undefined); // takes the request, and hangs
    registry.listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const trusted = await generateSigningKey();
    const kept = join(folder, 'last-good.jws');
    await writeFile(kept, `${await signRoster({ version: 3, expiresAt: new Date(Date.now() + 3_600_000).toISOString(), colleges: [], gateways: [] }, trusted)}AA`);
    const port = await freePorts(1);
    const environment = {
      ...roster.gatewayEnvironment,
      ROSTER: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/roster.jws`,
      ROSTER_KEYS: JSON.stringify({ keys: [publicHalf(trusted)] }),
      ROSTER_LAST_GOOD: kept,
      NODE_OPTIONS: '--pending-deprecation', // of what Apollo’s packages load, Node.js 24 warns without
    };
    gateway = new ServerProcess({ name: 'gateway', script: 'apps/gateway/src/main.js', port, environment });
    const starting = gateway.start().catch(() => undefined);
    try {
      const answerOf = async (path: string) => fetch(`${gateway?.origin ?? ''}${path}`).catch(() => null);
      await until('it lives', async () => (await answerOf('/health/live'))?.status === 200);
      const ready = await answerOf('/health/ready');
      expect(ready?.status).toBe(503);
      expect(await ready?.json()).toEqual({ status: 'unavailable', reason: expect.stringContaining('no roster in force') });
      const { status, errors } = await ask('{ colleges { code } }');
      expect(status).toBe(503);
      expect(errors).toEqual([{ message: expect.stringMatching(/^(?!.*expired).*no roster in force.*Try again later\.$/), extensions: { code: 'ROSTER_EXPIRED' } }]);
      const lines = gateway.log.trim().split('\n').map((line) => JSON.parse(line));
      expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', context: 'Node.js', message: expect.objectContaining({ error: 'DeprecationWarning DEP0040' }) }));
      const alarms = lines.filter(({ context }) => context === 'Roster').map(({ message }) => message);
      expect(alarms).toEqual([expect.stringContaining('kept on this machine cannot be used'), expect.stringContaining('and there is no last good one')]);
    } finally {
      registry.closeAllConnections();
      registry.close();
      await gateway.kill();
      await starting;
    }
  });
});

describe('row 77: a roster that changes while the gateway runs', () => {
  it('brings colleges in and out at once, and a broken one changes nothing', async () => {
    const [bat, hgt] = [await node('bat'), await node('hgt')];
    const key = await generatePrivateKeys();
    const members = [aMember('bat', bat.endpoint, key), aMember('hgt', hgt.endpoint, key)];
    await roster.write(members.slice(0, 1));
    await start();
    const pid = gateway?.pid ?? 0;
    expect(await codes()).toEqual(['bat']);

    await roster.write(members);
    await until('hgt is there', async () => (await codes()).join() === 'bat,hgt');
    expect((await ask(COLLEGES)).data.events.nodes).toHaveLength(2);

    const told = () => gateway?.log.split('cannot be used, so the roster before it stays').length ?? 0;
    for (const broken of ['{', '[]', '{"version": 0, "colleges": []}', JSON.stringify({ version: 9, colleges: [...members, members[0]] })]) {
      const before = told();
      await roster.writeText(broken);
      await until('it was read', () => told() > before);
      expect(await codes()).toEqual(['bat', 'hgt']);
    }

    await roster.write(members.slice(1));
    await until('bat is gone', async () => (await codes()).join() === 'hgt');
    const { data, errors } = await ask(`{ event(id: "${anEvent('bat', 1).id}") { title } events { nodes { title } } }`);
    expect(data).toEqual({ event: null, events: { nodes: [{ title: 'hgt 1' }] } });
    expect(errors).toMatchObject([{ path: ['event'], extensions: { code: 'NOT_FOUND' } }]);
    expect(await isRunning(pid)).toBe(true);
  });
});
