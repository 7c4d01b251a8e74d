import { encodeCursor } from '#contract/event-key.js';
import { collegeOf } from '#contract/ids.js';
import type { FloorNode } from './floor-nodes.js';
import { COLLEGE_EVENTS, COLLEGE_REGISTRATIONS, FEED, VOLUNTEERS } from './floor-queries.js';
import { mergeSorted } from './merge-sorted.js';

const PAGE = 20;

interface Entities<Entity> {
  readonly _entities: readonly Entity[];
}

interface Feed {
  readonly eventFeed: { readonly items: readonly FeedItem[]; readonly hasNextPage: boolean };
}

interface FeedItem {
  readonly key: string;
  readonly event: { readonly host: Ref };
}

interface Ref {
  readonly code: string;
}

interface Registrations {
  readonly events: { readonly nodes: readonly { readonly registrations: { readonly nodes: readonly Registration[] } }[] };
}

interface Registration {
  readonly id: string;
  readonly status: string;
  readonly volunteerId: string;
}

interface Volunteer {
  readonly id: string;
  readonly displayName: string;
  readonly home: Ref;
}

/** The three answers, each written by hand for its question: parallel requests, a merge, and no checks. */
export class FloorAnswers {
  private readonly nodes: ReadonlyMap<string, FloorNode>;

  constructor(nodes: readonly FloorNode[]) {
    this.nodes = new Map(nodes.map((node) => [node.code, node]));
  }

  /** Question 1. */
  async collegesWithEvents(): Promise<unknown> {
    return { colleges: await this.ofEach<object>(COLLEGE_EVENTS) };
  }

  /** Question 2: a whole page of each, since any of them may have all of the first twenty. */
  async mergedFeed(): Promise<unknown> {
    const feeds = await Promise.all([...this.nodes.values()].map((node) => node.ask<Feed>(FEED)));
    const lists = feeds.map(({ eventFeed }) => eventFeed.items);
    const page = mergeSorted(lists, PAGE);
    const last = page.at(-1);
    const hasNextPage = feeds.some(({ eventFeed }) => eventFeed.hasNextPage) || lists.flat().length > page.length;
    return {
      events: {
        nodes: page.map(({ event }) => ({ ...event, host: this.named(event.host) })),
        pageInfo: { hasNextPage, endCursor: last ? encodeCursor(last.key) : null },
      },
    };
  }

  /** Question 3: the hosts first, then each volunteer once, at their own college. */
  async collegesWithVolunteers(): Promise<unknown> {
    const colleges = await this.ofEach<Registrations>(COLLEGE_REGISTRATIONS);
    const volunteers = await this.volunteers(colleges.flatMap(registrationsIn).map(({ volunteerId }) => volunteerId));
    return {
      colleges: colleges.map((college) => ({
        ...college,
        events: {
          nodes: college.events.nodes.map((event) => ({
            ...event,
            registrations: {
              nodes: event.registrations.nodes.map(({ id, status, volunteerId }) => ({ id, status, volunteer: volunteers.get(volunteerId) })),
            },
          })),
        },
      })),
    };
  }

  private async ofEach<College>(query: string): Promise<(Ref & College)[]> {
    return Promise.all(
      [...this.nodes.values()].map(async (node) => {
        const { _entities } = await node.ask<Entities<College>>(query, [{ __typename: 'College', code: node.code }]);
        return { code: node.code, name: node.name, ...(_entities[0] as College) };
      }),
    );
  }

  private async volunteers(ids: readonly string[]): Promise<Map<string, unknown>> {
    const byHome = new Map<string, Set<string>>();
    for (const id of ids) {
      const home = collegeOf(id) ?? '';
      const ofHome = byHome.get(home);
      if (ofHome) ofHome.add(id);
      else byHome.set(home, new Set([id]));
    }
    const volunteers = new Map<string, unknown>();
    await Promise.all(
      [...byHome].map(async ([home, ofHome]) => {
        const representations = [...ofHome].map((id) => ({ __typename: 'Volunteer', id }));
        const answer = await this.nodes.get(home)?.ask<Entities<Volunteer>>(VOLUNTEERS, representations);
        for (const volunteer of answer?._entities ?? []) volunteers.set(volunteer.id, { ...volunteer, home: this.named(volunteer.home) });
      }),
    );
    return volunteers;
  }

  private named({ code }: Ref): unknown {
    return { code, name: this.nodes.get(code)?.name };
  }
}

function registrationsIn({ events }: Registrations): readonly Registration[] {
  return events.nodes.flatMap(({ registrations }) => registrations.nodes);
}
