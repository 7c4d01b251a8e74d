import { AskedTooMuch, type NodeFailure } from './failure.js';
import { now } from './node-client.js';
import type { NodeState } from './node-state.js';
import { sendAlone } from './transport.js';

/** In milliseconds. */
export interface Watching {
  /** How often the watch looks round. */
  readonly every: number;
  /** How long nothing may be heard of a node that answers. */
  readonly answering: number;
  /** The same for one that does not: its breaker closes with the first probe that is answered. */
  readonly unreachable: number;
}

const PROBE = '{"query":"{__typename}"}';

/**
 * Asks the nodes that nothing was heard of lately whether they are there: so a dead one shows, and a breaker closes,
 * without any client's request having to wait for it.
 */
export class NodeWatch {
  private readonly timer: NodeJS.Timeout;
  private readonly probing = new Set<NodeState>();

  /** @param deadline milliseconds that an answer may take */
  constructor(
    private readonly nodes: () => Iterable<NodeState>,
    private readonly watching: Watching,
    private readonly deadline: number,
  ) {
    this.timer = setInterval(() => this.look(), watching.every).unref();
  }

  /** Probes whoever was silent for too long. */
  look(): void {
    for (const node of this.nodes()) {
      const patience = node.availability === 'UNREACHABLE' ? this.watching.unreachable : this.watching.answering;
      const isSilent = node.lastSeen === null || now() - node.lastSeen > patience * node.pace;
      if (isSilent && !this.probing.has(node)) this.probe(node);
    }
  }

  close(): void {
    clearInterval(this.timer);
  }

  private probe(node: NodeState): void {
    this.probing.add(node);
    const began = now();
    const done = (): void => void this.probing.delete(node);
    const reject = (failure: NodeFailure): void => {
      // Nothing was asked: it is the node that says so much.
      if (failure instanceof AskedTooMuch) node.failed(began);
      done();
    };
    void sendAlone(node, { body: PROBE, resolve: done, reject }, {}, { milliseconds: this.deadline, isCutShort: false });
  }
}
