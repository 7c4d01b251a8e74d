import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Held {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
}

/** How often a message is sent on, how many of them so, and which of the answers is lost. */
interface Manner {
  readonly times: number;
  readonly share: number;
  readonly losesEvery: number;
}

const HELD_MS = 100;
/** By how much a repetition may come later. */
const LATE_MS = 1_500;

/** Stands before a gateway: sends on what came within a moment in any order, several times, now and a little later, and loses some of the answers. */
export class ShufflingProxy {
  passed = 0;
  /** Until it is told not to. */
  losesAnswers = true;
  private held: Held[] = [];
  private lost = 0;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly server: Server,
    private target: string,
    private readonly manner: Manner,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.hold(request, response).catch(() => undefined)); // whoever sent it may be gone
    this.timer = setInterval(() => this.release(), HELD_MS);
  }

  static async start(manner: Manner = { times: 3, share: 1, losesEvery: 3 }): Promise<ShufflingProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ShufflingProxy(server, '', manner);
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
    for (const one of held) {
      const times = Math.random() < this.manner.share ? this.manner.times : 1;
      for (let time = 1; time <= times; time += 1) setTimeout(() => void this.pass(one), Math.random() * (time === 1 ? HELD_MS : LATE_MS)).unref();
    }
  }

  private async pass({ request, response, body }: Held): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization: request.headers.authorization ?? '' };
    try {
      const answer = await fetch(`${this.target}${request.url ?? ''}`, { method: 'POST', headers, body: new Uint8Array(body) });
      const text = await answer.text();
      this.passed += 1;
      if (response.writableEnded || response.destroyed) return;
      this.lost += 1;
      if (this.losesAnswers && this.lost % this.manner.losesEvery === 0) response.destroy();
      else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    } catch {
      response.destroy(); // the gateway is gone
    }
  }
}
