import { CONTRACT_VERSION } from '#contract/version.js';
import { signAccessToken } from '#identity/access-token.js';
import type { Actor } from '#identity/actor.js';
import { type PrivateKeys, generatePrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import { hashOfToken } from '#membership/invitation-token.js';
import { announcement } from '#membership/statements.js';
import type { MembershipStatus } from '#roster/roster.js';
import { TestNode } from '#support/test-node.js';
import type { TestRegistry } from '#support/test-registry.js';
import { until } from '#support/until.js';

const JOINED_WITHIN_MS = 20_000;

/** A college with an invitation, and what its machine does with it. */
export class JoiningCollege {
  private constructor(
    readonly code: string,
    readonly token: string,
    readonly keys: PrivateKeys,
    readonly node: TestNode,
    private readonly registry: TestRegistry,
  ) {}

  /** @param given from its safe; new ones where it has none */
  static async invited(code: string, token: string, registry: TestRegistry, given?: PrivateKeys): Promise<JoiningCollege> {
    const keys = given ?? (await generatePrivateKeys());
    return new JoiningCollege(code, token, keys, await TestNode.create(code, keys, registry.settingsOf(code)), registry);
  }

  startNode(): Promise<void> {
    return this.node.start();
  }

  /** Announces its node, or that somebody's at another address is its own. */
  async join(endpoint = this.node.endpoint, keys = this.keys): ReturnType<TestRegistry['post']> {
    return this.registry.post('join', await this.papers(endpoint, keys));
  }

  /** What it posts to join, newly signed. */
  async papers(endpoint = this.node.endpoint, keys = this.keys): Promise<object> {
    const { signing, encryption } = publicKeysOf(keys);
    const claims = { tokenHash: hashOfToken(this.token), encryptionKid: encryption.kid, endpoint, contractVersion: CONTRACT_VERSION };
    const signed = await announcement.sign(this.code, claims, keys.signing);
    return { token: this.token, keys: { signing, encryption }, announcement: signed };
  }

  /** Goes on joining, as `dobroset join` does, until the registry has nothing against its node. */
  becomeObserver(): Promise<void> {
    return this.become('OBSERVER');
  }

  async become(status: MembershipStatus): Promise<void> {
    let last: unknown;
    const isThat = async () => {
      const { body } = await this.join();
      last = body;
      return body.status === status;
    };
    await until(`${this.code} is ${status}`, isThat, JOINED_WITHIN_MS).catch((error: unknown) => {
      throw new Error(JSON.stringify(last), { cause: error });
    });
  }

  /** What it says of one of its own. */
  tokenOf(actor: Actor): Promise<string> {
    return signAccessToken(actor, this.keys.signing, '1h');
  }

  stop(): Promise<void> {
    return this.node.stop();
  }
}
