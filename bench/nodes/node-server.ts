import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { CONTRACT_HEADER, CONTRACT_VERSION } from '#contract/version.js';
import { type GraphRequest, execute } from './execute.js';
import type { GraphObject } from './node-graph.js';

const REMEMBERED_ANSWERS = 2_000;

/** Serves graphs over HTTP on a free port of loopback, one at each path. */
export async function serveGraphs(graphs: Readonly<Record<string, GraphObject>>): Promise<Server> {
  const answers = new Map(Object.entries(graphs).map(([path, graph]) => [path, rememberedAnswers(graph)]));
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const answer = answers.get(request.url ?? '');
    if (answer) receive(request, (body) => send(response, answer(body)));
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/**
 * What a node answers to a body, computed once: a node here costs what its HTTP costs, so that what is measured is who
 * asks it. One operation or, as the contract has it, several in a list.
 */
function rememberedAnswers(graph: GraphObject): (body: string) => Buffer {
  const known = new Map<string, Buffer>();
  return (body) => {
    const remembered = known.get(body);
    if (remembered) return remembered;
    const request = JSON.parse(body) as GraphRequest | GraphRequest[];
    const answer = Array.isArray(request) ? request.map((each) => execute(graph, each)) : execute(graph, request);
    const bytes = Buffer.from(JSON.stringify(answer));
    if (known.size < REMEMBERED_ANSWERS) known.set(body, bytes);
    return bytes;
  };
}

function receive(request: IncomingMessage, then: (body: string) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => then(Buffer.concat(chunks).toString('utf8')));
}

function send(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    [CONTRACT_HEADER]: CONTRACT_VERSION,
  });
  response.end(body);
}
