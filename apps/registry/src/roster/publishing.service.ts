import { Inject, Injectable } from '@nestjs/common';
import { type PrivateKeys, publicKeysOf } from '#identity/private-keys.js';
import type { SigningPublicKey } from '#identity/keys.js';
import { signRoster } from '#roster/signed-roster.js';
import { REGISTRY_CONFIG, REGISTRY_KEYS } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { OwnRoster } from './own-roster.js';

interface Issue {
  readonly version: number;
  /** On the clock of Date.now. */
  readonly signedAt: number;
  readonly jws: Promise<string>;
}

/** A roster is signed anew, with a later expiry, after a hundredth of its life. */
const SIGNED_ANEW_AFTER = 1 / 100;

/** The roster as everybody may have it: signed, versioned, expiring. */
@Injectable()
export class PublishingService {
  private last: Issue | null = null;

  constructor(
    private readonly roster: OwnRoster,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
    @Inject(REGISTRY_KEYS) private readonly keys: PrivateKeys,
  ) {}

  /** A compact JWS; null before anybody has founded the network. */
  async signedRoster(): Promise<string | null> {
    const { current, isInForce } = this.roster;
    if (!isInForce) return null;
    const lifetime = this.config.rosterSeconds * 1_000;
    const signedAt = Date.now();
    if (this.last?.version === current.version && signedAt - this.last.signedAt < lifetime * SIGNED_ANEW_AFTER) return this.last.jws;
    const expiresAt = new Date(signedAt + lifetime).toISOString();
    this.last = { version: current.version, signedAt, jws: signRoster({ ...current, expiresAt }, this.keys.signing) };
    return this.last.jws;
  }

  /** What the roster is verified with. */
  get publicKeys(): readonly SigningPublicKey[] {
    return [publicKeysOf(this.keys).signing];
  }
}
