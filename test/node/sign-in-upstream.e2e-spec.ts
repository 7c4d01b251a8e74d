import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Provider, { interactionPolicy } from 'oidc-provider';
import { CodeFlow } from '#cli/token/code-flow.js';
import { verifyAccessToken } from '#identity/access-token.js';
import { freePorts } from '#support/free-ports.js';
import { BootedNode, PAGE_ORIGIN } from './booted-node.js';

const PEOPLE: Readonly<Record<string, object>> = {
  'subject-1': { preferred_username: 'irina', name: 'Ирина П.', groups: ['curators', 'everybody'] },
  'subject-2': { preferred_username: 'guest', name: 'Гость', groups: ['everybody'] },
};

/** The college's own provider: a second oidc-provider, at which whoever comes is signed in as `current`. */
class CollegeProvider {
  current = 'subject-1';
  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(callback: string): Promise<CollegeProvider> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const college = new CollegeProvider(issuer, server);
    const policy = interactionPolicy.base();
    policy.remove('consent');
    const provider: Provider = new Provider(issuer, {
      clients: [{ client_id: 'dobroset', client_secret: 'upstream-secret', redirect_uris: [callback] }],
      claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
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

let college: CollegeProvider;
let node: BootedNode;

beforeAll(async () => {
  const issuer = `http://127.0.0.1:${await freePorts(1)}/oidc`;
  college = await CollegeProvider.start(`${issuer}/upstream`);
  const upstream = { issuer: college.issuer, clientId: 'dobroset', clientSecret: 'upstream-secret', groupsClaim: 'groups' };
  node = await BootedNode.start({ signIn: { issuer, upstream, roleGroups: [{ role: 'CURATOR', group: 'curators' }] } });
}, 60_000);
afterAll(async () => {
  await node.stop();
  await college.stop();
});

async function setOut(flow: CodeFlow): Promise<Response> {
  return flow.get(`${await flow.begin()}/upstream`);
}

/** Until the college's provider has sent the browser back to the node. */
async function wayBack(flow: CodeFlow): Promise<string> {
  let next = flow.nextOf(await setOut(flow));
  while (!next.startsWith(node.issuer)) next = flow.nextOf(await flow.get(next));
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
