import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { CONTRACT_HEADER, CONTRACT_VERSION } from '#contract/version.js';

/** How a node answers one request, whatever it was asked. */
export type Behaviour = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>;

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One operation as a node received it. */
export interface ReceivedOperation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

interface ApolloContext {
  readonly headers: IncomingHttpHeaders;
}

/** A node without a database: a real HTTP server and a real Apollo Server, until it is told to misbehave. */
export class FakeNode {
  /** What arrived, in order; the gateway's probes too. */
  readonly requests: ReceivedRequest[] = [];
  private behaviour: Behaviour = (response, request) => this.answer(response, request);

  private constructor(
    readonly code: string,
    private readonly http: Server,
    private readonly apollo: ApolloServer<ApolloContext>,
    private readonly contractVersion: number,
  ) {
    http.on('request', (request, response) => void this.receive(request, response));
  }

  static async start(code: string, schema: GraphQLSchema, contractVersion = CONTRACT_VERSION): Promise<FakeNode> {
    const apollo = new ApolloServer<ApolloContext>({
      schema,
      allowBatchedHttpRequests: true,
      includeStacktraceInErrorResponses: true,
      stopOnTerminationSignals: false,
      plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled()],
    });
    await apollo.start();
    const http = createServer();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new FakeNode(code, http, apollo, contractVersion);
  }

  get port(): number {
    const address: AddressInfo | string | null = this.http.address();
    if (address === null || typeof address === 'string') throw new Error(`The node ${this.code} does not listen.`);
    return address.port;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}/graphql`;
  }

  /** Every operation that arrived, taken out of its batch; probes (`{ __typename }`) left out. */
  get operations(): ReceivedOperation[] {
    return this.requests
      .flatMap(({ body }) => operationsIn(body))
      .filter(({ query }) => !/^\s*(query\s*\w*\s*)?\{\s*__typename\s*\}\s*$/.test(query));
  }

  /** From now on it answers so. */
  behave(behaviour: Behaviour): void {
    this.behaviour = behaviour;
  }

  /** It answers honestly again. */
  recover(): void {
    this.behaviour = (response, request) => this.answer(response, request);
  }

  /** What an honest node answers to this request. */
  async honestAnswer({ headers, body }: ReceivedRequest): Promise<{ readonly status: number; readonly body: string }> {
    const answer = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), search: '', body: JSON.parse(body) },
      context: () => Promise.resolve({ headers }),
    });
    if (answer.body.kind !== 'complete') throw new Error('A node does not stream.');
    return { status: answer.status ?? 200, body: answer.body.string };
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    if (this.http.listening) await new Promise((closed) => this.http.close(closed));
    await this.apollo.stop();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return void response.writeHead(404).end(); // it publishes nothing
    const received = { headers: request.headers, body: await text(request) };
    this.requests.push(received);
    await this.behaviour(response, received);
  }

  /** Honestly, whatever it was told to do. */
  async answer(response: ServerResponse, request: ReceivedRequest): Promise<void> {
    const { status, body } = await this.honestAnswer(request);
    response.writeHead(status, { 'content-type': 'application/json', [CONTRACT_HEADER]: String(this.contractVersion) });
    response.end(body);
  }
}

function operationsIn(body: string): readonly ReceivedOperation[] {
  const parsed = JSON.parse(body) as ReceivedOperation | ReceivedOperation[];
  return Array.isArray(parsed) ? parsed : [parsed];
}
