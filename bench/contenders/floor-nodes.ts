import { Pool } from 'undici';

export interface FloorCollege {
  readonly code: string;
  readonly name: string;
  readonly endpoint: string;
}

const HEADERS = { 'content-type': 'application/json' };

/** The node of one college, as a program without a gateway would ask it. */
export class FloorNode {
  readonly code: string;
  readonly name: string;
  private readonly pool: Pool;
  private readonly path: string;

  constructor({ code, name, endpoint }: FloorCollege) {
    const { origin, pathname } = new URL(endpoint);
    this.code = code;
    this.name = name;
    this.path = pathname;
    this.pool = new Pool(origin, { connections: 32 });
  }

  /** @throws Error when the node does not answer well: the floor knows no partial answers */
  async ask<Data>(query: string, representations?: readonly unknown[]): Promise<Data> {
    const body = JSON.stringify({ query, variables: representations ? { representations } : {} });
    const answer = await this.pool.request({ path: this.path, method: 'POST', headers: HEADERS, body });
    const { data } = (await answer.body.json()) as { readonly data: Data };
    return data;
  }
}
