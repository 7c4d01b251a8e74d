import { once } from 'node:events';
import { type AddressInfo, type Server, connect, createServer } from 'node:net';

/** One address before several processes of a college, as a load balancer: each connection goes to the next of them. */
export class RoundRobin {
  private next = 0;

  private constructor(
    private readonly server: Server,
    private readonly ports: number[],
  ) {}

  static async start(): Promise<RoundRobin> {
    const ports: number[] = [];
    const server = createServer();
    const balancer = new RoundRobin(server, ports);
    server.on('connection', (socket) => {
      const port = balancer.turn();
      const other = connect(port, '127.0.0.1');
      socket.pipe(other).pipe(socket);
      for (const one of [socket, other]) one.on('error', () => [socket, other].forEach((each) => each.destroy()));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return balancer;
  }

  get origin(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Another process of the college, by its origin. */
  add(origin: string): void {
    this.ports.push(Number(new URL(origin).port));
  }

  stop(): void {
    this.server.close();
  }

  private turn(): number {
    this.next += 1;
    return this.ports[this.next % this.ports.length] ?? 0;
  }
}
