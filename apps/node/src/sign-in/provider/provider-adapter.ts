import type { Adapter, AdapterPayload, errors as providerErrors } from 'oidc-provider';
import type { PartnersRepository } from '../partners/partners.repository.js';
import { problemInRecord } from './keepable.js';
import { PAGE_CLIENT, partnerMetadata } from './provider-clients.js';
import type { ProviderRecordEntity } from './provider-record.entity.js';
import { GRANT, type ProviderRecordsRepository } from './provider-records.repository.js';

/** What the provider calls the session of a browser. */
const SESSION = 'Session';

type Errors = Pick<typeof providerErrors, 'InvalidGrant' | 'InvalidRequest'>;

/** Keeps one kind of what the provider remembers in the node's database. */
export class ProviderAdapter implements Adapter {
  constructor(
    private readonly kind: string,
    private readonly records: ProviderRecordsRepository,
    private readonly errors: Errors,
  ) {}

  /** @throws InvalidRequest where somebody sent what cannot be kept */
  async upsert(id: string, payload: AdapterPayload, lifetimeSeconds: number): Promise<void> {
    const problem = problemInRecord(payload);
    if (problem !== null) throw new this.errors.InvalidRequest(problem);
    const { uid, accountId } = payload;
    await this.records.put({ kind: this.kind, id, payload: withoutCredentials(payload), grantId: grantOf(payload), uid, accountId, lifetimeSeconds });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const record = await this.records.find(this.kind, id);
    return record ? { ...payloadOf(record), jti: id } : undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const record = await this.records.findByUid(this.kind, uid);
    return record ? payloadOf(record) : undefined;
  }

  /** Of the device flow, which this provider does not have. */
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** A grant that is taken back takes the browser's session along, which would make another without a password. */
  async destroy(id: string): Promise<void> {
    if (this.kind === GRANT) await this.records.removeOfGrant(SESSION, id);
    await this.records.remove(this.kind, id);
  }

  /**
   * @throws InvalidGrant for whoever comes second: the provider itself would let two at the same moment through. It cannot be told
   * which of them is the thief, so that neither goes on (RFC 9700 §4.14.2, RFC 6749 §4.1.2).
   */
  async consume(id: string): Promise<void> {
    if (await this.records.consume(this.kind, id)) return;
    await this.records.endGrantOf(this.kind, id);
    throw new this.errors.InvalidGrant('already used');
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.records.removeOfGrant(this.kind, grantId);
  }
}

/** Clients are not remembered but read: partners' systems, as an operator entered them. */
export class PartnerAdapter implements Adapter {
  constructor(private readonly partners: PartnersRepository) {}

  async find(id: string): Promise<AdapterPayload | undefined> {
    const partner = UUID.test(id) ? await this.partners.byId(id) : null;
    return partner ? partnerMetadata(partner) : undefined;
  }

  findByUid(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  upsert(): Promise<never> {
    return Promise.reject(new Error('Partners’ systems are entered by an operator.'));
  }

  destroy(): Promise<never> {
    return this.upsert();
  }

  consume(): Promise<never> {
    return this.upsert();
  }

  revokeByGrantId(): Promise<void> {
    return Promise.resolve();
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The record's own id opens it, and a session's opens that: neither is kept. */
function withoutCredentials(payload: AdapterPayload): object {
  const { session } = payload;
  return { ...payload, jti: undefined, ...(session && { session: { ...session, cookie: undefined } }) };
}

/** A session names its grant by the client that it is for, and people sign in to one: the network's page. */
function grantOf({ grantId, authorizations }: AdapterPayload): string | undefined {
  return grantId ?? authorizations?.[PAGE_CLIENT]?.grantId;
}

function payloadOf({ payload, consumedAt }: ProviderRecordEntity): AdapterPayload {
  return { ...payload, ...(consumedAt && { consumed: Math.floor(consumedAt.getTime() / 1_000) }) };
}
