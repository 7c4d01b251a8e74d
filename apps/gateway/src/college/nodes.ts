import { isActive } from '#roster/roster-file.js';
import type { Roster } from '#roster/roster.js';
import type { Contract } from './contract.js';
import type { NodeCalls } from './graph-context.js';
import { type NodeClientOptions, now } from './node-client.js';
import { type Availability, NodeState } from './node-state.js';
import { Operations } from './operation.js';
import { type Deadlines, RequestCalls } from './request-calls.js';
import { sendAlone } from './transport.js';

export interface NodesOptions {
  readonly deadlines: Deadlines;
  readonly client: NodeClientOptions;
}

/** The whole answer has to be there within 3.5 s, whatever the nodes do. */
const DEFAULTS: NodesOptions = {
  deadlines: { call: 2_000, request: 3_000 },
  client: { maxAnswerBytes: 4 * 2 ** 20, maxCalls: 256 },
};

const WATCH_MILLISECONDS = 1_000;
const PROBE_AFTER_SILENCE_MILLISECONDS = 10_000;
const PROBE_UNREACHABLE_MILLISECONDS = 2_000;
const PROBE = '{"query":"{__typename}"}';

/** The nodes that the roster names, and what was last seen of each. */
export class Nodes {
  private readonly states = new Map<string, NodeState>();
  private readonly operations: Operations;
  private readonly probing = new Set<NodeState>();
  private readonly watch: NodeJS.Timeout;

  constructor(
    readonly contract: Contract,
    private readonly options: NodesOptions = DEFAULTS,
  ) {
    this.operations = new Operations(contract);
    this.watch = setInterval(() => this.probeSilent(), WATCH_MILLISECONDS).unref();
  }

  /** Takes over what the roster says: who is there, and where. Nodes that stay where they were keep their connections. */
  reconcile({ colleges }: Roster): void {
    const endpoints = new Map(colleges.filter(isActive).map(({ code, endpoint }) => [code, endpoint]));
    for (const [college, state] of this.states) {
      if (endpoints.get(college) === state.endpoint) continue;
      this.states.delete(college);
      void state.client.close();
    }
    for (const [college, endpoint] of endpoints) {
      if (!this.states.has(college)) this.states.set(college, new NodeState(college, endpoint, this.options.client));
    }
    this.probeSilent();
  }

  /** The nodes for one client request, asked in the name of whoever sent the header. */
  forRequest(authorization: string | undefined): NodeCalls {
    return new RequestCalls((college) => this.states.get(college), this.operations, authorization, this.options.deadlines);
  }

  availability(college: string): Availability {
    return this.states.get(college)?.availability ?? 'UNREACHABLE';
  }

  /** What the node last said; null while it has said nothing. */
  contractVersion(college: string): number | null {
    return this.states.get(college)?.contractVersion ?? null;
  }

  async close(): Promise<void> {
    clearInterval(this.watch);
    await Promise.all([...this.states.values()].map(({ client }) => client.close()));
    this.states.clear();
  }

  /** Whoever was not heard of lately is asked whether it is there: a dead node shows, and a breaker closes, without traffic. */
  private probeSilent(): void {
    for (const state of this.states.values()) {
      const patience = state.availability === 'UNREACHABLE' ? PROBE_UNREACHABLE_MILLISECONDS : PROBE_AFTER_SILENCE_MILLISECONDS;
      const isSilent = state.lastSeen === null || now() - state.lastSeen > patience;
      if (isSilent && !this.probing.has(state)) this.probe(state);
    }
  }

  private probe(state: NodeState): void {
    this.probing.add(state);
    const done = (): void => void this.probing.delete(state);
    void sendAlone(state, { body: PROBE, resolve: done, reject: done }, undefined, this.options.deadlines.call);
  }
}
