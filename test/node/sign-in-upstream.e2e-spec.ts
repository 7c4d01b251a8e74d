import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import Provider, { interactionPolicy } from 'oidc-provider';
import { CodeFlow } from '#cli/token/code-flow.js';
import { verifyAccessToken } from '#identity/access-token.js';
import type { Actor } from '#identity/actor.js';
import { TeamEntity } from '#node/people/team.entity.js';
import { aCurator } from '#support/factories/actor.factory.js';
import { aPerson } from '#support/factories/person.factory.js';
import { aVolunteer } from '#support/factories/volunteer.factory.js';
import { freePorts } from '#support/free-ports.js';
import { BootedNode, PAGE_ORIGIN } from './booted-node.js';

/** Who leave the college's staff. */
const leaving = {
  olga: { preferred_username: 'olga', name: 'Ольга С.', groups: ['curators'], email: 'olga@example.org', email_verified: true },
  igor: { preferred_username: 'igor', name: 'Игорь Л.', groups: ['curators'], email: 'igor@example.org', email_verified: true },
};

const PEOPLE: Readonly<Record<string, object>> = {
  'subject-1': { preferred_username: 'irina', name: 'Ирина П.', groups: ['curators', 'everybody'] },
  unsaid: { preferred_username: 'anna', name: 'Анна К.', groups: ['students'], email: 'anna@example.org' },
  denied: { preferred_username: 'anna', name: 'Анна К.', groups: ['students'], email: 'anna@example.org', email_verified: false },
  'as-text': { preferred_username: 'anna', name: 'Анна К.', groups: ['students'], email: 'anna@example.org', email_verified: 'true' },
  verified: { preferred_username: 'anna', name: 'Анна К.', groups: ['students'], email: 'Anna@example.org', email_verified: true },
  olga: leaving.olga,
  igor: leaving.igor,
  'subject-2': { preferred_username: 'guest', name: 'Гость', groups: ['everybody'] },
};

/** The college's own provider: a second oidc-provider, at which whoever comes is signed in as `current`. */
class CollegeProvider {
  current = 'subject-1';
  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(...callbacks: string[]): Promise<CollegeProvider> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const college = new CollegeProvider(issuer, server);
    const policy = interactionPolicy.base();
    policy.remove('consent');
    const provider: Provider = new Provider(issuer, {
      clients: [{ client_id: 'dobroset', client_secret: 'upstream-secret', redirect_uris: callbacks }],
      claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { policy, url: (_ctx, { uid }) => `/finish/${uid}` },
      findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...PEOPLE[sub] }) }),
      loadExistingGrant: async (ctx) => {
        const grant = new provider.Grant({ clientId: 'dobroset', accountId: ctx.oidc.session?.accountId ?? '' });
        grant.addOIDCScope('openid profile email');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    server.on('request', (request, response) => {
      const result = college.current === '' ? { error: 'access_denied' } : { login: { accountId: college.current } };
      if (request.url?.startsWith('/finish/')) void provider.interactionFinished(request, response, result);
      else void answer(request, response);
    });
    return college;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }
}

const GROUPS = [
  { role: 'CURATOR', group: 'curators' },
  { role: 'VOLUNTEER', group: 'students' },
] as const;

const anna = aVolunteer({ email: 'anna@example.org' });

let college: CollegeProvider;
let node: BootedNode;
/** Of a college that vouches for the addresses of which its provider says nothing. */
let trusting: BootedNode;

beforeAll(async () => {
  const [issuer, other] = [`http://127.0.0.1:${await freePorts(1)}/oidc`, `http://127.0.0.1:${await freePorts(1)}/oidc`];
  college = await CollegeProvider.start(`${issuer}/upstream`, `${other}/upstream`);
  const upstream = { issuer: college.issuer, clientId: 'dobroset', clientSecret: 'upstream-secret', groupsClaim: 'groups', vouchesForEmails: false };
  node = await BootedNode.start({ signIn: { issuer, upstream, roleGroups: GROUPS } });
  trusting = await BootedNode.start({ signIn: { issuer: other, upstream: { ...upstream, vouchesForEmails: true }, roleGroups: GROUPS } });
  for (const { rows } of [node, trusting]) await rows.manager.insert(anna.constructor, anna);
});
afterAll(async () => {
  await node.stop();
  await trusting.stop();
  await college.stop();
});

async function setOut(flow: CodeFlow): Promise<Response> {
  return flow.get(`${await flow.begin()}/upstream`);
}

/** Until the college's provider has sent the browser back to the node. */
async function wayBack(flow: CodeFlow, to = node): Promise<string> {
  let next = flow.nextOf(await setOut(flow));
  while (!next.startsWith(to.issuer)) next = flow.nextOf(await flow.get(next));
  return next;
}

describe('signing in by the college’s own OpenID provider', () => {
  it('hands over to it, and knows who came back by a subject that never changes', async () => {
    college.current = 'subject-1';
    const actors = [];
    for (let time = 0; time < 2; time += 1) {
      const flow = new CodeFlow(node.issuer, PAGE_ORIGIN);
      const { access_token: token } = await flow.exchange(await flow.codeBehind(await setOut(flow)));
      actors.push((await verifyAccessToken(token, node.findKey)).actor);
    }
    expect(actors[0]).toMatchObject({ college: 'chhtt', roles: ['CURATOR'] });
    expect(actors[1]).toEqual(actors[0]);
  });

  it.each([
    ['whose groups have no place here', 'subject-2'],
    ['who was refused there', ''],
  ])('does not admit somebody %s', async (_who, current) => {
    college.current = current;
    const flow = new CodeFlow(node.issuer, PAGE_ORIGIN);
    const answer = await flow.get(flow.nextOf(await flow.get(await wayBack(flow))));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('role="alert"');
  });

  it('does not admit with somebody else’s way back, nor with the same one twice', async () => {
    college.current = 'subject-1';
    const [one, other] = [new CodeFlow(node.issuer, PAGE_ORIGIN), new CodeFlow(node.issuer, PAGE_ORIGIN)];
    const back = await wayBack(one);
    await other.begin();
    const stolen = await other.get(other.nextOf(await other.get(back)));
    expect(stolen.status).toBe(400);
    const finish = one.nextOf(await one.get(back));
    expect((await one.get(finish)).status).toBe(303);
    expect((await one.get(finish)).status).toBe(400);
  });
});

describe('a volunteer, who is known by their address', () => {
  const arrives = async (at: BootedNode, current: string): Promise<Response> => {
    college.current = current;
    const flow = new CodeFlow(at.issuer, PAGE_ORIGIN);
    return flow.get(flow.nextOf(await flow.get(await wayBack(flow, at))));
  };

  it.each([
    ['of which the provider says nothing', 'unsaid'],
    ['that is not verified', 'denied'],
    ['that is said to be verified in a text', 'as-text'],
  ])('is nobody with one %s', async (_how, current) => {
    expect((await arrives(node, current)).status).toBe(403);
    expect(await node.rows.query('SELECT 1 FROM account WHERE volunteer_id = $1', [anna.id])).toEqual([]);
  });

  it('is let in with one that is verified', async () => {
    expect((await arrives(node, 'verified')).status).toBe(303);
    expect(await node.rows.query('SELECT 1 FROM account WHERE volunteer_id = $1', [anna.id])).toHaveLength(1);
  });

  it('is let in with one of which nothing is said where the college vouches for them, and never with one that is not verified', async () => {
    expect((await arrives(trusting, 'denied')).status).toBe(403);
    expect((await arrives(trusting, 'unsaid')).status).toBe(303);
    expect(await trusting.rows.query('SELECT 1 FROM account WHERE volunteer_id = $1', [anna.id])).toHaveLength(1);
  });
});

describe('who leaves the staff and is a volunteer', () => {
  const teamMentor = aPerson({ role: 'MENTOR' });
  /** Who of the leaving may guide somebody, and whom their team's mentor guides. */
  const guides = async () => {
    const list = async (as: Actor, field: string) => {
      const { data } = await node.ask<{ _entities: [{ mentors?: { displayName: string }[]; volunteers?: { nodes: { id: string }[] } }] }>(
        `{ _entities(representations: [{ __typename: "College", code: "chhtt" }]) { ... on College { ${field} } } }`,
        { as },
      );
      return data._entities[0];
    };
    const names = (await list(aCurator('chhtt'), 'mentors { displayName }')).mentors?.map(({ displayName }) => displayName) ?? [];
    const { volunteers } = await list(aCurator('chhtt', { id: `chhtt:${teamMentor.id}`, roles: ['MENTOR'] }), 'volunteers { nodes { id } }');
    return { olga: names.includes('Ольга С.'), igor: names.includes('Игорь Л.'), ofTeam: volunteers?.nodes };
  };
  const arrive = async (current: string) => {
    college.current = current;
    const flow = new CodeFlow(node.issuer, PAGE_ORIGIN);
    const { access_token: token } = await flow.exchange(await flow.codeBehind(await setOut(flow)));
    return (await verifyAccessToken(token, node.findKey)).actor;
  };

  it('goes on as who took part while on the staff, and comes back as the same person', async () => {
    const asCurator = await arrive('olga');
    const id = asCurator.id.slice('chhtt:'.length);
    expect((await node.ask('mutation { publishName(publish: true) { namePublished } }', { as: asCurator })).data).toEqual({ publishName: { namePublished: true } });
    const tookPart = aVolunteer({ id, personId: id, kind: 'STAFF', email: null });
    await node.rows.manager.insert(tookPart.constructor, tookPart);
    const theirTeam = Object.assign(new TeamEntity(), { id: uuid(), name: 'Отряд', about: null, mentorId: teamMentor.id });
    await node.rows.manager.save([teamMentor, theirTeam]);
    const guided = aVolunteer({ teamId: theirTeam.id, mentorId: id });
    await node.rows.manager.insert(guided.constructor, guided);
    expect(await guides()).toEqual({ olga: true, igor: false, ofTeam: [] });
    leaving.olga.groups = ['students'];
    for (let time = 1; time <= 2; time += 1) expect(await arrive('olga')).toEqual({ ...asCurator, roles: ['VOLUNTEER'] });
    expect(await node.rows.query('SELECT publish_name FROM person WHERE id = $1', [id])).toEqual([{ publish_name: false }]);
    expect(await guides()).toEqual({ olga: false, igor: false, ofTeam: [{ id: `chhtt:${guided.id}` }] });
    leaving.olga.groups = ['students', 'curators'];
    expect(await arrive('olga')).toEqual(asCurator);
    expect(await guides()).toEqual({ olga: true, igor: false, ofTeam: [] });
    expect(await node.rows.query(`SELECT id FROM person WHERE display_name = 'Ольга С.'`)).toEqual([{ id }]);
  });

  it('is told what is missing while the college’s list has nobody of their address, and goes on as that volunteer then', async () => {
    expect(await arrive('igor')).toMatchObject({ roles: ['CURATOR'] });
    expect(await guides()).toMatchObject({ igor: true });
    leaving.igor.groups = ['everybody'];
    await expect(arrive('igor')).rejects.toThrow();
    expect(await guides()).toMatchObject({ igor: false });
    leaving.igor.groups = ['curators'];
    await arrive('igor');
    expect(await guides()).toMatchObject({ igor: true });
    leaving.igor.groups = ['students'];
    const flow = new CodeFlow(node.issuer, PAGE_ORIGIN);
    const answer = await flow.get(flow.nextOf(await flow.get(await wayBack(flow))));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toMatch(/does not count you among its staff any more|больше не числитесь среди сотрудников/);
    expect(await guides()).toMatchObject({ igor: false });
    const igor = aVolunteer({ email: 'Igor@example.org' });
    await node.rows.manager.insert(igor.constructor, igor);
    expect(await arrive('igor')).toMatchObject({ id: `chhtt:${igor.id}`, roles: ['VOLUNTEER'] });
  });
});
