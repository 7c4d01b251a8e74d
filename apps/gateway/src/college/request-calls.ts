import { ErrorCode } from '#contract/error-codes.js';
import { NodeFailure, NotAsked, failureError, nodeError } from './failure.js';
import type { NodeAnswer, NodeCalls, Variables } from './graph-context.js';
import { now } from './node-client.js';
import type { NodeState } from './node-state.js';
import type { Operation, Operations } from './operation.js';
import { type RawAnswer, readAnswer } from './read-answer.js';
import { type Asker, type Patience, type Sending, send } from './transport.js';

export interface Deadlines {
  /** Milliseconds that one call to a node may take. */
  readonly call: number;
  /** Milliseconds that all reads of one client request may take together, however many follow on each other. */
  readonly request: number;
}

/** After these a node is not worth waiting for once more in the same request. */
const GONE: ReadonlySet<ErrorCode> = new Set([ErrorCode.NODE_TIMEOUT, ErrorCode.NODE_UNAVAILABLE]);

/** A contract can lack things inside what it lacks; a node that always lacks one more is not asked for ever. */
const MOST_RESENDINGS = 3;

const NOT_SENT = 'gave no answer to what this request asked of it before, so this was not sent';

/** The body that was written last, and of what. */
interface Written {
  readonly operation: Operation;
  readonly variables: Variables;
  readonly body: string;
}

/** The nodes as one client request uses them. */
export class RequestCalls implements NodeCalls {
  private readonly started = now();
  /** Reads under way or answered, by college and body. */
  private readonly reads = new Map<string, Map<string, Promise<RawAnswer>>>();
  private readonly waiting = new Map<NodeState, Sending[]>();
  /** Nodes that failed this request already: later phases do not wait for them again. */
  private readonly failures = new Map<string, NodeFailure>();
  private written: Written | null = null;
  /** Milliseconds that nodes took to do changes: they are theirs, and no read's. */
  private changing = 0;
  /** Milliseconds that changes waited in vain. */
  private lost = 0;

  constructor(
    private readonly nodeOf: (college: string) => NodeState | undefined,
    private readonly operations: Operations,
    private readonly asker: Asker,
    private readonly deadlines: Deadlines,
  ) {}

  read(college: string, document: string, variables: Variables = {}): Promise<NodeAnswer> {
    return this.call(college, document, variables, (node, body) => this.readOnce(node, body));
  }

  mutate(college: string, document: string, variables: Variables = {}): Promise<NodeAnswer> {
    return this.call(college, document, variables, (node, body) => this.sendNow(node, body));
  }

  private async call(
    college: string,
    document: string,
    variables: Variables,
    transmit: (node: NodeState, body: string) => Promise<RawAnswer>,
  ): Promise<NodeAnswer> {
    const node = this.nodeOf(college);
    if (!node) return { data: null, errors: [nodeError(ErrorCode.NODE_UNAVAILABLE, college, [])] };
    /** Arguments that it lacks as they are given here. */
    const here: string[] = [];
    try {
      for (let resendings = 0; ; resendings += 1) {
        const lacking = here.length === 0 ? node.lacking : new Set([...node.lacking, ...here]);
        const operation = this.operations.prepare(document, lacking);
        const raw = await transmit(node, this.bodyOf(operation, variables));
        // A node that validates an operation and refuses it has run nothing of it, so even a mutation may be sent again.
        if (raw.data === null && resendings < MOST_RESENDINGS) {
          const messages = raw.errors.map(({ message }) => message).filter((message) => typeof message === 'string');
          const lacked = this.operations.lackingIn(messages);
          const given = this.operations.lackingInArguments(messages, document, variables);
          node.learnLacking(lacked);
          here.push(...given);
          // Whoever has learnt of it meanwhile: what was left out is not to be refused again.
          if ([...lacked, ...given].some((coordinate) => !lacking.has(coordinate))) continue;
        }
        return readAnswer(raw, operation, variables, college);
      }
    } catch (error) {
      if (!(error instanceof NodeFailure)) throw error;
      return { data: null, errors: [failureError(error, college)] };
    }
  }

  /** Written once for all that are asked the same: a merged list asks every college with the same variables. */
  private bodyOf(operation: Operation, variables: Variables): string {
    if (this.written?.operation !== operation || this.written.variables !== variables) {
      this.written = { operation, variables, body: `{"query":${operation.json},"variables":${JSON.stringify(variables)}}` };
    }
    return this.written.body;
  }

  private readOnce(node: NodeState, body: string): Promise<RawAnswer> {
    const ofNode = this.reads.get(node.college) ?? new Map<string, Promise<RawAnswer>>();
    this.reads.set(node.college, ofNode);
    const known = ofNode.get(body);
    if (known) return known;
    const failure = this.failures.get(node.college);
    const answer = failure ? Promise.reject(failure) : this.readOfNode(node, body);
    ofNode.set(body, answer);
    return answer;
  }

  private async readOfNode(node: NodeState, body: string): Promise<RawAnswer> {
    try {
      return await this.sendSoon(node, body);
    } catch (error) {
      this.noteGone(node, error);
      throw error;
    }
  }

  /** Milliseconds that the reads of this request may still take. */
  private left(): number {
    return this.deadlines.request - (now() - this.started - this.changing);
  }

  /** Waits for the end of the tick, so that what is asked of one node at once travels in one request. */
  private sendSoon(node: NodeState, body: string): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const waiting = this.waiting.get(node);
      const sending: Sending = { body, resolve, reject };
      if (waiting) return void waiting.push(sending);
      if (this.waiting.size === 0) process.nextTick(() => this.flush());
      this.waiting.set(node, [sending]);
    });
  }

  private flush(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    const left = this.left();
    const patience: Patience = { milliseconds: Math.min(this.deadlines.call, left), isCutShort: left < this.deadlines.call };
    // A call that ends before its time, for what its request has waited for already, is nobody else's.
    const isShared = this.asker.authorization === undefined && !patience.isCutShort;
    for (const [node, sendings] of waiting) {
      if (isShared) node.visitorsReads.share(sendings, (lot) => send(node, lot, this.asker, patience));
      else send(node, sendings, this.asker, patience);
    }
  }

  private async sendNow(node: NodeState, body: string): Promise<RawAnswer> {
    if (this.failures.has(node.college)) throw new NotAsked(ErrorCode.NODE_UNAVAILABLE, NOT_SENT, NOT_SENT);
    const began = now();
    // However many nodes fail, and however late, there is time left for one that does not.
    const milliseconds = this.deadlines.call * (1 - this.lost / this.deadlines.request);
    try {
      const answer = await new Promise<RawAnswer>((resolve, reject) => {
        send(node, [{ body, resolve, reject }], this.asker, { milliseconds, isCutShort: milliseconds < this.deadlines.call });
      });
      this.changing += now() - began;
      return answer;
    } catch (error) {
      this.lost += now() - began;
      this.noteGone(node, error);
      throw error;
    } finally {
      node.visitorsReads.forget();
      this.reads.clear(); // whoever reads after a change is not given what was read before it
    }
  }

  private noteGone(node: NodeState, error: unknown): void {
    if (error instanceof NodeFailure && GONE.has(error.code)) this.failures.set(node.college, error);
  }
}
