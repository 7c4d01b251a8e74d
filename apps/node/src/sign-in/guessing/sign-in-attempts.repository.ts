import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';

/** Wrong tries in so many seconds. A whole class signs in behind one address, and nobody mistypes a password ten times. */
const WINDOW_SECONDS = 15 * 60;
const PER_LOGIN = 10;
const PER_ADDRESS = 50;

/** Somebody tried too often; when to come back. */
export interface TooOften {
  readonly retryAfterSeconds: number;
}

/** Counts tries to sign in, in the database: a restart forgets none, and several processes count as one. */
@Injectable()
export class SignInAttemptsRepository {
  private readonly perLogin: RateLimiterPostgres;
  private readonly perEntry: RateLimiterPostgres;
  private readonly perAddress: RateLimiterPostgres;

  constructor(database: DataSource) {
    const common = { storeClient: database, storeType: 'typeorm', tableName: 'sign_in_attempt', tableCreated: true, duration: WINDOW_SECONDS };
    this.perLogin = new RateLimiterPostgres({ ...common, keyPrefix: 'login', points: PER_LOGIN });
    this.perEntry = new RateLimiterPostgres({ ...common, keyPrefix: 'entry', points: PER_LOGIN });
    this.perAddress = new RateLimiterPostgres({ ...common, keyPrefix: 'address', points: PER_ADDRESS });
  }

  /**
   * Counts a try before it is judged, so that many at once are not judged first.
   * @returns null where it may be judged
   */
  async begin(login: string, address: string): Promise<TooOften | null> {
    return (await consume(this.perAddress, address)) ?? consume(this.perLogin, keyOf(login));
  }

  /** The same, of a try to be somebody whom the college's directory found under a login. */
  async beginAs(subject: string): Promise<TooOften | null> {
    return consume(this.perEntry, keyOf(subject));
  }

  async succeededAs(subject: string): Promise<void> {
    await this.perEntry.delete(keyOf(subject));
  }

  /** The try was right: it does not count, nor do the login's earlier ones. */
  async succeeded(login: string, address: string): Promise<void> {
    await Promise.all([this.perLogin.delete(keyOf(login)), this.perAddress.reward(address)]);
  }
}

function keyOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<TooOften | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) };
    throw error;
  }
}
