import { contractOf } from '#gateway/college/contract.js';
import { Nodes, type NodesOptions } from '#gateway/college/nodes.js';
import { until } from '#support/until.js';
import { FakeNode } from './fake-node.js';
import { fixtureCollege, fixtureContract, fixtureRules } from './fixture-contract.js';
import { rosterOf } from './fixture-gateway.js';
import { aCaller } from './test-caller.js';

/** What nodes of this fixture serve. */
export const contract = contractOf(fixtureContract, fixtureRules);

export const EVENT = 'query E($id: ID!) { event(id: $id) { title } }';

/** The node of one college, and the gateway's calls to it. */
export class CalledNode {
  nodes = new Nodes(contract, aCaller, { privateAddresses: true });

  private constructor(readonly bat: FakeNode) {}

  static async start(): Promise<CalledNode> {
    return new CalledNode(await FakeNode.start('bat', fixtureCollege('bat', [])));
  }

  async stop(): Promise<void> {
    await this.nodes.close();
    await this.bat.stop();
  }

  /** Starts over with these options, and waits for the first probe, so that what arrives later is the test's own. */
  async join(options: Partial<NodesOptions> = {}, ...others: FakeNode[]): Promise<void> {
    await this.nodes.close();
    this.nodes = new Nodes(contract, aCaller, { ...options, privateAddresses: true });
    const all = [this.bat, ...others];
    this.nodes.reconcile(rosterOf(all));
    await until('all were seen', () => all.every(({ code }) => this.nodes.availability(code) === 'ANSWERING'));
    this.bat.requests.length = 0;
  }

  /** In one request, at once. */
  readEvents(count: number) {
    const calls = this.nodes.forRequest(undefined);
    return Promise.all(Array.from({ length: count }, (_, number) => calls.read('bat', EVENT, { id: `bat:${number}` })));
  }
}
