import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { tellReady } from '../process-channel.js';
import { QUESTIONS } from '../queries.js';
import { FloorAnswers } from './floor-answers.js';
import { type FloorCollege, FloorNode } from './floor-nodes.js';

/**
 * The floor: what asking so many nodes costs in Node.js when nothing is general. Takes and gives the same HTTP as a
 * gateway, and knows three questions: `floor.main.js <file that names the colleges>`.
 */
const colleges = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly FloorCollege[];
const floor = new FloorAnswers(colleges.map((college) => new FloorNode(college)));
const [first, second, third] = QUESTIONS.map(({ ours }) => ours);

const server = createServer((request, response) => void serve(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
tellReady({ port: (server.address() as AddressInfo).port });

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { query } = JSON.parse(await text(request)) as { readonly query: string };
  const data = await answer(query);
  const body = Buffer.from(JSON.stringify({ data }));
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  response.end(body);
}

function answer(query: string): Promise<unknown> {
  if (query === first) return floor.collegesWithEvents();
  if (query === second) return floor.mergedFeed();
  if (query === third) return floor.collegesWithVolunteers();
  return Promise.reject(new Error('The floor knows three questions.'));
}
