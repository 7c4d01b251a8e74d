import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { type SigningPublicKey, publicHalf } from '#identity/keys.js';
import { refusalShape, registryPaths } from '#membership/answers.js';
import type { Refusal } from '#membership/refusals.js';

const DEADLINE_MS = 60_000;

const keysShape = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** The registry said no, in its own sentence; or it is not the one that invited. */
export class RegistryRefusal extends Error {
  /** @param reason undefined where a registry of another version knows more, or less, than we do */
  constructor(
    sentence: string,
    readonly reason?: Refusal,
  ) {
    super(sentence);
    this.name = 'RegistryRefusal';
  }
}

/** What a college's machine asks of the registry. */
export class RegistryClient {
  private readonly base: string;

  /** @param url as the coordinator gave it */
  constructor(url: string) {
    this.base = url.endsWith('/') ? url : `${url}/`;
  }

  get rosterUrl(): string {
    return new URL(registryPaths.roster, this.base).href;
  }

  /** The public key of this id, by which the roster is verified from then on; null when the registry has no such key. */
  async keyNamed(kid: string): Promise<SigningPublicKey | null> {
    const response = await fetch(new URL(registryPaths.keys, this.base), { redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MS) });
    const { keys } = keysShape.parse(await response.json());
    const key = keys.find((one) => one['kid'] === kid);
    if (!key || (await calculateJwkThumbprint(key)) !== kid) return null;
    return publicHalf(key);
  }

  /**
   * Posts one of its papers.
   * @throws RegistryRefusal with the registry's sentence; Error when it cannot be reached
   */
  async post<Answer>(path: string, content: object, shape: z.ZodType<Answer>): Promise<Answer> {
    const response = await fetch(new URL(path, this.base), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(content),
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const body: unknown = await response.json().catch(() => null);
    const answer = shape.safeParse(body);
    if (response.ok && answer.success) return answer.data;
    const refused = refusalShape.safeParse(body).data?.errors[0];
    throw new RegistryRefusal(refused?.message ?? `HTTP ${response.status}`, refused?.extensions?.reason);
  }
}
