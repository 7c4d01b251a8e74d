import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { startGateway } from '#support/gateway-process.js';
import type { ServerProcess } from '#support/server-process.js';
import { type GraphAnswer, askGraph } from '#support/graph-client.js';
import type { ShopSubgraph } from './shop.js';

// @apollo/gateway looks when it starts, and phones home unless told otherwise.
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

/** What the two gateways answered to the same question. */
export interface TwoAnswers {
  readonly ours: GraphAnswer;
  readonly stock: GraphAnswer;
}

/** Ours as a process, and @apollo/gateway as it comes, before the same supergraph and the same subgraphs. */
export class TwoGateways {
  private constructor(
    private readonly ours: ServerProcess,
    private readonly stock: { readonly server: ApolloServer; readonly url: string },
    private readonly subgraphs: ReadonlyMap<string, Server>,
    private readonly folder: string,
  ) {}

  static async start(subgraphs: readonly ShopSubgraph[]): Promise<TwoGateways> {
    const servers = new Map<string, Server>();
    const services = [];
    for (const { name, sdl, resolvers } of subgraphs) {
      const typeDefs = parse(sdl);
      const answer = createHandler({ schema: buildSubgraphSchema([{ typeDefs, resolvers }]) });
      const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error(`${name} does not listen.`);
      servers.set(name, server);
      services.push({ name, typeDefs, url: `http://127.0.0.1:${address.port}/graphql` });
    }
    const { supergraphSdl } = composeServices(services);
    if (supergraphSdl === undefined) throw new Error('The subgraphs do not compose.');
    const folder = await mkdtemp(join(tmpdir(), 'two-gateways-'));
    const file = join(folder, 'supergraph.graphql');
    await writeFile(file, supergraphSdl);
    const server = new ApolloServer({
      gateway: new ApolloGateway({ supergraphSdl }),
      stopOnTerminationSignals: false,
      plugins: [ApolloServerPluginLandingPageDisabled()],
    });
    const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
    return new TwoGateways(await startGateway({ SUPERGRAPH: file }), { server, url }, servers, folder);
  }

  get url(): string {
    return `${this.ours.origin}/graphql`;
  }

  /** Asks ours, then the other: subgraphs with a memory are asked in the same order twice. */
  async ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<TwoAnswers> {
    const ours = await askGraph(this.url, query, variables);
    return { ours, stock: await askGraph(this.stock.url, query, variables) };
  }

  /**
   * Lets that subgraph answer otherwise until what this returns is called.
   * @throws Error when there is no such subgraph
   */
  misbehave(name: string, behaviour: Parameters<typeof createServer>[1]): () => void {
    const server = this.subgraphs.get(name);
    if (!server || !behaviour) throw new Error(`There is no subgraph ${name}.`);
    const honest = server.listeners('request');
    server.removeAllListeners('request').on('request', behaviour);
    return () => {
      server.removeAllListeners('request');
      for (const listener of honest) server.on('request', listener as (...args: unknown[]) => void);
    };
  }

  async stop(): Promise<void> {
    await this.ours.stop();
    await this.stock.server.stop();
    for (const server of this.subgraphs.values()) {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
    await rm(this.folder, { recursive: true });
  }
}
