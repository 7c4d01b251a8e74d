import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Held {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}

const HELD_MS = 100;
const TIMES = 3;

/** Stands before a gateway: sends on what came within a moment in any order, three times, and loses every third answer. */
export class ShufflingProxy {
  passed = 0;
  private held: Held[] = [];
  private lost = 0;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly server: Server,
    private target: string,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.hold(request, response));
    this.timer = setInterval(() => this.release(), HELD_MS);
  }

  static async start(): Promise<ShufflingProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ShufflingProxy(server, '');
  }

  before(target: string): string {
    this.target = target;
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  stop(): void {
    clearInterval(this.timer);
    this.server.closeAllConnections();
    this.server.close();
  }

  private async hold(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    this.held.push({ request, response, body: Buffer.concat(chunks) });
  }

  private release(): void {
    const held = this.held;
    this.held = [];
    const copies = held.flatMap((one) => Array.from({ length: TIMES }, () => one));
    for (const { request, response, body } of copies.map((one) => ({ one, at: Math.random() })).toSorted((a, b) => a.at - b.at).map(({ one }) => one)) {
      const headers = { 'content-type': 'application/json', authorization: request.headers.authorization ?? '' };
      void fetch(`${this.target}${request.url ?? ''}`, { method: 'POST', headers, body: new Uint8Array(body) }).then(
        async (answer) => {
          const text = await answer.text();
          this.passed += 1;
          if (response.writableEnded || response.destroyed) return;
          this.lost += 1;
          if (this.lost % 3 === 0) response.destroy();
          else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
        },
        () => response.destroy(),
      );
    }
  }
}
