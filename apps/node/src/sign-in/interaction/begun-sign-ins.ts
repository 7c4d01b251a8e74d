import { z } from 'zod';
import type { Departure } from '../directory/upstream-provider.js';
import type { ProviderRecordsRepository } from '../provider/provider-records.repository.js';

const KIND = 'UpstreamDeparture';
const LIFETIME_SECONDS = 600;

const shape = z.object({ interaction: z.string(), nonce: z.string(), codeVerifier: z.string() });

/** People who were handed over to the college's own provider, until they are back. */
export class BegunSignIns {
  constructor(private readonly records: ProviderRecordsRepository) {}

  async keep(interaction: string, { state, nonce, codeVerifier }: Departure): Promise<void> {
    const payload = { interaction, nonce, codeVerifier };
    await this.records.put({ kind: KIND, id: state, payload, grantId: undefined, uid: undefined, accountId: undefined, lifetimeSeconds: LIFETIME_SECONDS });
  }

  /** The interaction in which somebody with that state set out; null where nobody did. */
  async interactionOf(state: string): Promise<string | null> {
    const record = await this.records.find(KIND, state);
    return record ? shape.parse(record.payload).interaction : null;
  }

  /** Takes back what was kept, once and for this interaction alone. */
  async take(interaction: string, state: string): Promise<Departure | null> {
    const record = await this.records.find(KIND, state);
    if (!record) return null;
    const { nonce, codeVerifier, ...kept } = shape.parse(record.payload);
    const isTheirs = kept.interaction === interaction && (await this.records.consume(KIND, state));
    return isTheirs ? { state, nonce, codeVerifier } : null;
  }
}
