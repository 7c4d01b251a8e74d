import type { JWK } from 'jose';
import { ErrorCode } from '#contract/error-codes.js';
import { CallSigner } from '#identity/call/call-signer.js';
import { encryptionKeyOf, isActive } from '#roster/members.js';
import type { Member, Roster } from '#roster/roster.js';
import type { Contract } from './contract.js';
import { type Download, type DownloadLimits, download } from './download.js';
import { NodeFailure } from './failure.js';
import type { NodeCalls } from './graph-context.js';
import type { HttpAnswer, NodeClientOptions } from './node-client.js';
import { type Availability, NodeState } from './node-state.js';
import { NodeWatch, type Watching } from './node-watch.js';
import { Operations } from './operation.js';
import { postBeside } from './post-beside.js';
import { type Deadlines, RequestCalls } from './request-calls.js';
import type { Asker } from './transport.js';

export interface NodesOptions {
  readonly deadlines: Deadlines;
  readonly client: Omit<NodeClientOptions, 'privateAddresses'>;
  readonly watching: Watching;
  /** Whether nodes may be at addresses of this machine and of private networks. */
  readonly privateAddresses: boolean;
}

/** Who calls: a gateway's id in the roster, and the private Ed25519 key that proves it. */
export interface Caller {
  readonly id: string;
  readonly key: JWK;
}

/** The whole answer has to be there within 3.5 s, whatever the nodes do. */
const DEFAULTS: NodesOptions = {
  deadlines: { call: 2_000, request: 3_000 },
  client: { maxAnswerBytes: 4 * 2 ** 20, maxCalls: 256 },
  watching: { every: 1_000, answering: 10_000, unreachable: 2_000 },
  privateAddresses: false,
};

/** The nodes that the roster names, and what was last seen of each. */
export class Nodes {
  private readonly states = new Map<string, NodeState>();
  private readonly operations: Operations;
  private readonly watch: NodeWatch;
  private readonly options: NodesOptions;

  /** @param options in the place of those that hold for the network */
  constructor(
    readonly contract: Contract,
    private readonly caller: Caller,
    options: Partial<NodesOptions> = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
    this.operations = new Operations(contract);
    this.watch = new NodeWatch(() => this.states.values(), this.options.watching, this.options.deadlines.call);
  }

  /** Takes over what the roster says: who is there, and where. Nodes that stay where they were keep their connections. */
  reconcile({ colleges }: Roster): void {
    const { client, privateAddresses } = this.options;
    const members = new Map(colleges.filter(isActive).map((member) => [member.code, member]));
    for (const [college, state] of this.states) {
      const member = members.get(college);
      if (member?.endpoint === state.endpoint && encryptionKeyOf(member)?.kid === state.signer?.recipientKid) continue;
      this.states.delete(college);
      void state.retire();
    }
    for (const [college, member] of members) {
      const state = this.states.get(college) ?? new NodeState(college, member.endpoint, this.signerFor(member), { ...client, privateAddresses });
      state.hearsWho = member.status === 'MEMBER';
      this.states.set(college, state);
    }
    this.watch.look();
  }

  /** The nodes for one client request, asked in the name of whoever the assertion is about. */
  forRequest(assertion: string | undefined, requestId?: string): NodeCalls {
    const authorization = assertion === undefined ? undefined : `Bearer ${assertion}`;
    return new RequestCalls((college) => this.states.get(college), this.operations, { authorization, requestId }, this.options.deadlines);
  }

  /**
   * Posts to what a node answers beside its graph, in nobody's name.
   * @param path as it stands beside `/graphql`
   * @throws NodeFailure when there is no whole answer
   */
  async postBeside(college: string, path: string, body: string, requestId: string): Promise<HttpAnswer> {
    const node = this.states.get(college);
    if (!node) throw new NodeFailure(ErrorCode.NODE_UNAVAILABLE, 'the roster does not name it');
    return postBeside(node, path, body, requestId, this.options.deadlines.call);
  }

  /**
   * Asks a node for a file that stands beside its graph; null where the roster names no such node.
   * @throws NodeFailure when there is no file, NodeRefusal when the node says why
   */
  async download(college: string, path: string, content: object, asker: Asker, limits: DownloadLimits): Promise<Download | null> {
    const node = this.states.get(college);
    return node ? download(node, path, content, asker, limits) : null;
  }

  private signerFor(member: Member): CallSigner | null {
    const recipient = encryptionKeyOf(member);
    return recipient ? new CallSigner(this.caller.id, this.caller.key, member.code, recipient) : null;
  }

  availability(college: string): Availability {
    return this.states.get(college)?.availability ?? 'UNREACHABLE';
  }

  /** What the node last said; null while it has said nothing. */
  contractVersion(college: string): number | null {
    return this.states.get(college)?.contractVersion ?? null;
  }

  async close(): Promise<void> {
    this.watch.close();
    await Promise.all([...this.states.values()].map((state) => state.close()));
    this.states.clear();
  }
}
