import { ErrorCode } from '#contract/error-codes.js';
import type { CallSigner } from '#identity/call/call-signer.js';
import { Breaker } from './breaker.js';
import { NodeFailure } from './failure.js';
import { FileClient } from './file-client.js';
import { NodeClient, type NodeClientOptions, now } from './node-client.js';
import { SharedReads } from './shared-reads.js';
import type { Lacking } from './skew.js';

export type Availability = 'ANSWERING' | 'SLOW' | 'UNREACHABLE';

const FAILURES_BEFORE_OPEN = 20;
const SLOW_MILLISECONDS = 1_000;
const REFUSAL_REMEMBERED_MILLISECONDS = 60_000;
const SKEW_MOST = 200;
const NOTHING: Lacking = new Set();

/** Everything the gateway knows of one college's node, for as long as its endpoint and its key stay the same. */
export class NodeState {
  readonly client: NodeClient;
  readonly breaker = new Breaker({ threshold: FAILURES_BEFORE_OPEN });
  readonly visitorsReads = new SharedReads();
  /** Spreads the probes of many nodes over time. */
  readonly pace = 0.8 + 0.4 * Math.random();
  availability: Availability = 'UNREACHABLE';
  /** Whether it is told who is asking: a college that nobody has approved yet is asked as by a visitor. */
  hearsWho = false;
  /** The contract version that it said in its last answer. */
  contractVersion: number | null = null;
  /** When it last answered or failed, on the clock of `now`; null before the first time. */
  lastSeen: number | null = null;

  private lastAnswered = -Infinity;
  /** By where the node gives them. */
  private readonly files = new Map<string, FileClient>();
  private takesBatchesFrom = 0;
  private lacks: Lacking = NOTHING;
  private lacksUntil = 0;

  constructor(
    readonly college: string,
    endpoint: string,
    /** Null where the roster has no key to reach it with. */
    readonly signer: CallSigner | null,
    private readonly options: NodeClientOptions,
  ) {
    this.client = new NodeClient(endpoint, options);
  }

  get endpoint(): string {
    return this.client.endpoint;
  }

  /** Why it is sent nothing but probes; null while it is sent whatever is asked. */
  get givenUp(): NodeFailure | null {
    return this.breaker.isOpen ? new NodeFailure(ErrorCode.NODE_UNAVAILABLE, 'it has failed too often; the gateway is watching it') : null;
  }

  /** @throws NodeFailure NODE_UNAVAILABLE where the roster has no key to reach it with */
  mustHaveSigner(): CallSigner {
    if (!this.signer) throw new NodeFailure(ErrorCode.NODE_UNAVAILABLE, 'the roster has no key to reach it with');
    return this.signer;
  }

  /**
   * What signs a call that is no probe.
   * @throws NodeFailure NODE_UNAVAILABLE where it is given up, too
   */
  mustTakeCalls(): CallSigner {
    const { givenUp } = this;
    if (givenUp) throw givenUp;
    return this.mustHaveSigner();
  }

  /** @param path where it gives files of one kind, as it stands beside `/graphql` */
  filesAt(path: string): FileClient {
    const files = this.files.get(path) ?? new FileClient(new URL(path, this.endpoint), this.options.privateAddresses);
    this.files.set(path, files);
    return files;
  }

  answered(milliseconds: number): void {
    this.lastSeen = now();
    this.lastAnswered = this.lastSeen;
    this.breaker.succeed();
    this.availability = milliseconds < SLOW_MILLISECONDS ? 'ANSWERING' : 'SLOW';
  }

  /**
   * A call that began before the node answered another one says nothing of whether it is there, where it is only one: so a look at a node that was only
   * starting, and which ends late, hides no node that answers since.
   * @param began when the call did, on the clock of `now`
   */
  failed(began: number): void {
    this.breaker.fail();
    if (began < this.lastAnswered && !this.breaker.isOpen) return;
    this.lastSeen = now();
    this.availability = 'UNREACHABLE';
  }

  /** Ends when what is under way has; nothing is taken any more. */
  async retire(): Promise<void> {
    await Promise.all([this.client, ...this.files.values()].map((client) => client.retire()));
  }

  /** Ends at once. */
  async close(): Promise<void> {
    await Promise.all([this.client, ...this.files.values()].map((client) => client.close()));
  }

  /** Another version may have what this one lacked, and take what this one refused. */
  servesVersion(version: number | null): void {
    if (version === this.contractVersion) return;
    this.contractVersion = version;
    this.lacks = NOTHING;
    this.takesBatchesFrom = 0;
  }

  /** Whether it takes several operations in one request; assumed until it refuses. */
  get takesBatches(): boolean {
    return now() >= this.takesBatchesFrom;
  }

  refuseBatches(): void {
    this.takesBatchesFrom = now() + REFUSAL_REMEMBERED_MILLISECONDS;
  }

  get lacking(): Lacking {
    return this.lacks.size > 0 && now() > this.lacksUntil ? NOTHING : this.lacks;
  }

  learnLacking(coordinates: readonly string[]): void {
    const known = this.lacking;
    const more = new Set([...known, ...coordinates].slice(0, SKEW_MOST));
    if (more.size === known.size) return;
    this.lacks = more;
    this.lacksUntil = now() + REFUSAL_REMEMBERED_MILLISECONDS;
  }
}
