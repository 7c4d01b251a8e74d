import { Agent, request } from 'undici';
import { LONGEST_LIST } from '#credentials/status-list.js';
import { guardedConnector } from '#outbound/guarded-connector.js';

const CONNECT_TIMEOUT_MILLISECONDS = 1_500;

/** Fetches status lists: no redirects, no unpacking, so many bytes and no more, a deadline over all of it. */
export class ListClient {
  private readonly agent: Agent;

  /** @param privateAddresses whether nodes may be at addresses of this machine and of private networks */
  constructor(privateAddresses: boolean) {
    const connect = guardedConnector({ timeout: CONNECT_TIMEOUT_MILLISECONDS, privateAddresses });
    this.agent = new Agent({ connect, connections: 2, maxResponseSize: LONGEST_LIST });
  }

  /**
   * @returns null when the node says that it has no such list
   * @throws Error when it does not answer with one in time
   */
  async fetch(url: string, milliseconds: number): Promise<string | null> {
    const signal = AbortSignal.timeout(milliseconds);
    const { statusCode, body } = await request(url, { dispatcher: this.agent, signal, headers: { accept: 'application/vc+jwt', 'accept-encoding': 'identity' } });
    if (statusCode !== 200) {
      // Given up before its end it fails, and nobody listens any more.
      body.on('error', () => undefined).destroy();
      if (statusCode === 404) return null;
      throw new Error(`HTTP ${statusCode}`);
    }
    return body.text();
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}
