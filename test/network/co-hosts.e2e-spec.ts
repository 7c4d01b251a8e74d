import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCurator, aVolunteerActor } from '#support/factories/actor.factory.js';
import type { Json } from '#support/graph-client.js';
import { type TestNetwork, startNetwork } from '#support/network.js';

const HOUR_MS = 3_600_000;
const FIELDS = 'id title status host { code } coHosts { code name } coHostInvitations { college { code name } state answeredAt }';

describe('an event that colleges of the network hold together', () => {
  let network: TestNetwork;
  const host = aCurator('chhtt');
  const partner = aCurator('bat');

  beforeAll(async () => {
    network = await startNetwork('chhtt', 'bat');
  });
  afterAll(() => network.stop());

  const ask = async (query: string, variables: Record<string, unknown>, as: typeof host): Promise<Json> => {
    const { data, errors } = await network.as(as).ask(query, variables);
    expect(errors).toEqual([]);
    return data;
  };
  const invitations = async (as: typeof host, coHosting = 'INVITED') => {
    const { events } = await ask(`query ($is: CoHostState) { events(filter: { coHosting: $is }) { nodes { ${FIELDS} } totalCount coverage { missing { reason } } } }`, { is: coHosting }, as);
    return events;
  };

  it('is planned at one, accepted at another, and seen by all with both names', async () => {
    const startsAt = Date.now() + 48 * HOUR_MS;
    const input = {
      title: 'Перекрёсток',
      kind: 'FORUM',
      format: 'HYBRID',
      audience: 'PUBLIC',
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + 4 * HOUR_MS).toISOString(),
      coHosts: ['bat'],
    };
    const { created } = await ask(`mutation ($input: EventInput!) { created: createEvent(input: $input) { ... on Event { ${FIELDS} } } }`, { input }, host);
    expect(created).toMatchObject({
      title: 'Перекрёсток',
      status: 'DRAFT',
      host: { code: 'chhtt' },
      coHosts: [],
      coHostInvitations: [{ college: { code: 'bat' }, state: 'INVITED', answeredAt: null }],
    });

    expect(await invitations(partner)).toMatchObject({
      nodes: [{ id: created.id, host: { code: 'chhtt' }, coHostInvitations: [{ college: { code: 'bat' }, state: 'INVITED' }] }],
      totalCount: 1,
      coverage: { missing: [] },
    });
    for (const as of [host, aCurator('bat', { roles: ['MENTOR'] }), aVolunteerActor('bat')]) expect(await invitations(as)).toMatchObject({ nodes: [], totalCount: 0 });

    const { accepted } = await ask(`mutation ($id: ID!) { accepted: acceptCoHost(eventId: $id) { ${FIELDS} } }`, { id: created.id }, partner);
    expect(accepted).toMatchObject({ coHosts: [{ code: 'bat' }], coHostInvitations: [{ college: { code: 'bat' }, state: 'ACCEPTED' }] });
    const { declined } = await ask('mutation ($id: ID!) { declined: declineCoHost(eventId: $id) { id coHosts { code } } }', { id: created.id }, partner);
    expect(declined).toEqual({ id: created.id, coHosts: [] });
    expect((await network.as(partner).ask('query ($id: ID!) { event(id: $id) { id } }', { id: created.id })).data).toEqual({ event: null });
    await ask('mutation ($id: ID!) { acceptCoHost(eventId: $id) { id } }', { id: created.id }, partner);
    expect(await invitations(partner, 'ACCEPTED')).toMatchObject({ nodes: [{ id: created.id }] });

    await ask('mutation ($id: ID!) { publishEvent(id: $id) { __typename } }', { id: created.id }, host);
    const { data } = await network.ask(`query ($id: ID!) { event(id: $id) { ${FIELDS} } events { nodes { ${FIELDS} } } }`, { id: created.id });
    const shown = { id: created.id, status: 'PUBLISHED', coHosts: [{ code: 'bat', name: expect.any(String) }], coHostInvitations: [] };
    expect(data).toMatchObject({ event: shown, events: { nodes: [shown] } });
  });
});
