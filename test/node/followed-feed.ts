import type { Actor } from '#identity/actor.js';
import type { BootedNode } from './booted-node.js';

interface ChangePage {
  readonly changes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly deleted: boolean;
    readonly changedAt: string;
    readonly event: { readonly title: string } | null;
  }[];
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly reset: boolean;
}

const CHANGES = `query ($after: String, $first: Int) {
  changes(college: "chhtt", after: $after, first: $first) { changes { id kind deleted changedAt event { title } } cursor hasMore reset }
}`;

/** A partner's system that keeps in step with one college: what it knows comes from the feed alone. */
export class FollowedFeed {
  /** Titles by id. */
  readonly known = new Map<string, string>();
  /** How often it had to begin anew. */
  resets = 0;
  cursor: string | null = null;

  constructor(private readonly actor?: Actor) {}

  /** Reads one page. @returns it */
  async step(node: BootedNode, first?: number): Promise<ChangePage> {
    const { data, errors } = await node.ask<{ changes: ChangePage }>(CHANGES, {
      variables: { after: this.cursor, first },
      ...(this.actor && { as: this.actor }),
    });
    if (errors) throw new Error(errors.map(({ message }) => message).join());
    const page = data.changes;
    if (page.reset) {
      this.resets += 1;
      this.known.clear();
    }
    for (const { id, deleted, event } of page.changes) {
      if (deleted) this.known.delete(id);
      else this.known.set(id, event?.title ?? '');
    }
    this.cursor = page.cursor;
    return page;
  }

  /** Reads until there is no more. @returns what it was told, in order */
  async follow(node: BootedNode, first?: number): Promise<ChangePage['changes'][number][]> {
    const told: ChangePage['changes'][number][] = [];
    for (;;) {
      const { changes, hasMore } = await this.step(node, first);
      told.push(...changes);
      if (!hasMore) return told;
    }
  }

  get titles(): string[] {
    return [...this.known.values()].sort();
  }
}
