import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ErrorCode } from '#contract/error-codes.js';

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() })).optional(),
});

/** A mutation's other outcome, which is no error: `EventFullError` and its like. */
const refusalShape = z.record(z.string(), z.object({ message: z.string() }));

/** It is no use to ask again. */
class Refused extends Error {}

/** What a node says with it will be said again, whoever asks. */
const FINAL: ReadonlySet<string> = new Set([ErrorCode.BAD_USER_INPUT, ErrorCode.FORBIDDEN]);

const ASK_AGAIN_MS = 250;
const PATIENCE_MS = 60_000;

/** One person who asks the network, with the token that their college gave them. */
export class GraphClient {
  /** @param url of the gateway's GraphQL */
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /**
   * Asks once.
   * @param shape of `data`
   * @throws Error with the graph's sentence where the answer is another
   */
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>>, shape: z.ZodType<Data>): Promise<Data> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = answerShape.parse(await response.json());
    const data = shape.safeParse(answer.data);
    if (data.success) return data.data;
    const { errors } = answer;
    if (errors) {
      const sentence = errors.map(({ message }) => message).join('; ');
      throw errors.some(({ extensions }) => FINAL.has(extensions?.code ?? '')) ? new Refused(sentence) : new Error(sentence);
    }
    const refusal = refusalShape.safeParse(answer.data);
    if (refusal.success) throw new Refused(Object.values(refusal.data).map(({ message }) => message).join('; '));
    throw new Error('The graph answers otherwise than expected.');
  }

  /**
   * Asks until there is an answer, for a machine with much to do may be late with one. What is asked for twice is done once:
   * by its idempotency key, or because it is so already.
   * @throws Error with what was last seen
   */
  async insist<Data>(query: string, variables: Readonly<Record<string, unknown>>, shape: z.ZodType<Data>): Promise<Data> {
    return this.askUntil(query, variables, shape, () => true);
  }

  /** Asks until the answer is as it is waited for, or a minute has passed. @throws Error with what was last seen */
  async askUntil<Data>(query: string, variables: Readonly<Record<string, unknown>>, shape: z.ZodType<Data>, isIt: (data: Data) => boolean): Promise<Data> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const seen: Data | Error = await this.ask(query, variables, shape).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
      if (!(seen instanceof Error) && isIt(seen)) return seen;
      if (seen instanceof Refused) throw seen;
      if (Date.now() > deadline) throw seen instanceof Error ? seen : new Error(`After a minute it is still ${JSON.stringify(seen)}.`);
      await pause(ASK_AGAIN_MS);
    }
  }
}
