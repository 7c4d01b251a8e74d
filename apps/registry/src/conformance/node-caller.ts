import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request } from 'undici';
import { CallSigner } from '#identity/call/call-signer.js';
import { generateEncryptionKey, generateSigningKey, publicEncryptionHalf } from '#identity/keys.js';
import type { PrivateKeys } from '#identity/private-keys.js';
import { guardedConnector } from '#outbound/guarded-connector.js';
import { encryptionKeyOf } from '#roster/members.js';
import { REGISTRY_ID } from '#roster/roster.js';
import type { MembershipEntity } from '../memberships/membership.entity.js';
import { REGISTRY_CONFIG, REGISTRY_KEYS } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { FailedCheck } from './failed-check.js';

/** Within which a node has to answer whole. */
export const DEADLINE_MILLISECONDS = 5_000;
const MOST_BYTES = 2 ** 20;

/** Who a call pretends to be from. */
export type CalledAs = 'REGISTRY' | 'NOBODY' | 'FORGER';

export interface NodeAnswer {
  readonly status: number;
  readonly body: string;
}

/** HTTP from the registry to a node that is not on the roster yet: a deadline, a cap on bytes, no redirects, addresses checked. */
@Injectable()
export class NodeCaller implements OnApplicationShutdown {
  private readonly agent: Agent;

  constructor(
    @Inject(REGISTRY_CONFIG) { privateAddresses }: RegistryConfig,
    @Inject(REGISTRY_KEYS) private readonly keys: PrivateKeys,
  ) {
    this.agent = new Agent({ connect: guardedConnector({ timeout: DEADLINE_MILLISECONDS, privateAddresses }), pipelining: 0 });
  }

  /** @throws Error of the connection; FailedCheck where the answer is none that could be read */
  async post(node: Pick<MembershipEntity, 'code' | 'keys'>, url: string, content: object, as: CalledAs): Promise<NodeAnswer> {
    const body = JSON.stringify(content);
    const signature = await this.signature(node, body, as);
    const { statusCode, body: stream } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...signature },
      body,
      dispatcher: this.agent,
      signal: AbortSignal.timeout(DEADLINE_MILLISECONDS),
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new FailedCheck('TOO_LARGE', String(MOST_BYTES));
      chunks.push(chunk);
    }
    if (statusCode >= 300 && statusCode < 400) throw new FailedCheck('REDIRECTS', String(statusCode));
    return { status: statusCode, body: Buffer.concat(chunks).toString('utf8') };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.close();
  }

  private async signature(node: Pick<MembershipEntity, 'code' | 'keys'>, body: string, as: CalledAs): Promise<Record<string, string>> {
    if (as === 'NOBODY') return {};
    const recipient = encryptionKeyOf(node) ?? publicEncryptionHalf(await generateEncryptionKey());
    const key = as === 'REGISTRY' ? this.keys.signing : { ...(await generateSigningKey()), kid: this.keys.signing.kid ?? '' };
    return new CallSigner(REGISTRY_ID, key, node.code, recipient).headersFor({ body, authorization: undefined });
  }
}
