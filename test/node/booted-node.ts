import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { JWK } from 'jose';
import { DataSource, type Logger } from 'typeorm';
import type { Actor } from '#identity/actor.js';
import { signAssertion } from '#identity/assertion.js';
import type { FindKey } from '#identity/signed-claims.js';
import { type CallHeaders, CallSigner } from '#identity/call/call-signer.js';
import { type PrivateKeys, type PublicKeys, generatePrivateKeys, privateKeysJson, publicKeysOf } from '#identity/private-keys.js';
import type { MessageKind } from '#node/messages/message-kinds.js';
import { MessageHandlers } from '#node/messages/message-handlers.js';
import { MessageRefusals, type RefusedMessage } from '#node/messages/message-refusals.js';
import type { ReceivedMessage } from '#node/messages/received-message.js';
import { MonthClosingService } from '#node/figures/month-closing.service.js';
import { createNode } from '#node/node.js';
import type { ParticipationApproval } from '#node/participations/participation-approval.js';
import type { SignInSettings } from '#node/sign-in/sign-in.settings.js';
import { type TestDatabase, createTestDatabase } from '#support/database.js';
import { GATEWAY_ID, TestRoster, aMember } from '#support/test-roster.js';

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string };
}

export interface Answer<Data> {
  readonly data: Data;
  readonly errors?: readonly GraphError[];
}

/** Serves the network's page, as the node was told. */
export const PAGE_ORIGIN = 'http://127.0.0.1:4000';

interface Asking {
  readonly as?: Actor;
  readonly variables?: Record<string, unknown>;
}

/** A statement as it went to the database. */
export interface SentStatement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** What a node may be told. */
export interface NodePlan {
  readonly participationApproval?: ParticipationApproval;
  readonly poolSize?: number;
  /** Milliseconds; ten seconds where not said, for a machine that runs many tests at once is slow to connect. */
  readonly poolWait?: number;
  readonly rateLimit?: number;
  /** How many proxies stand before it. */
  readonly trustProxy?: number;
  readonly signIn?: Partial<SignInSettings>;
  /** The private keys as its environment gives them; its own where not said. */
  readonly keySet?: string;
  /** The database of a node that is there already: this one is a second process of the same college. */
  readonly beside?: BootedNode;
  /** Another college of the roster, that of a node which is there already. */
  readonly partner?: { readonly code: string; readonly of: BootedNode };
  /** Address at which the gateway passes messages on; where not said, every other college is out of reach. */
  readonly relay?: string;
}

/** One college's node, booted in this process on a database of its own, and asked over HTTP. */
export class BootedNode {
  private constructor(
    readonly college: string,
    readonly url: string,
    readonly database: TestDatabase,
    private readonly app: NestExpressApplication,
    private readonly keys: ReadonlyMap<string, PrivateKeys>,
    private readonly gateway: CallSigner,
    /** What the gateway signs with. */
    readonly gatewayKey: JWK,
    private readonly folder: string,
  ) {}

  /** Colleges `chhtt`, `bat`, `hgt`, `kpk`, an observer `namt` and a gateway stand on the roster; the node is the first one's, where not said. */
  static async start({ poolSize = 10, poolWait = 10_000, rateLimit = 0, trustProxy = 0, signIn = {}, keySet, beside, partner, relay, participationApproval = 'AUTOMATIC' }: NodePlan = {}): Promise<BootedNode> {
    const folder = await mkdtemp(join(tmpdir(), 'dobroset-node-'));
    const known = beside ?? partner?.of;
    const college = partner?.code ?? 'chhtt';
    const keys = new Map<string, PrivateKeys>();
    for (const code of ['chhtt', 'bat', 'hgt', 'kpk']) keys.set(code, known?.keysOf(code) ?? (await generatePrivateKeys()));
    const own = keys.get(college) ?? (await generatePrivateKeys());
    const roster = await TestRoster.at(join(folder, 'roster.json'));
    if (relay !== undefined) roster.relays = [relay];
    const observer = aMember('namt', 'http://127.0.0.1:1/namt', await generatePrivateKeys(), { status: 'OBSERVER' });
    await roster.write([...[...keys].map(([code, of]) => aMember(code, `http://127.0.0.1:1/${code}`, of)), observer]);
    const gateway = new CallSigner(GATEWAY_ID, roster.gatewayKeys.signing, college, publicKeysOf(own).encryption);
    const database = beside?.database ?? (await createTestDatabase());
    const app = await createNode({
      collegeCode: college,
      databaseUrl: database.url,
      host: '127.0.0.1',
      port: 0,
      keys: keySet ?? privateKeysJson(own),
      roster: roster.path,
      rosterKeys: undefined,
      rosterLastGood: undefined,
      timeZone: 'Europe/Samara',
      poolSize,
      poolWait,
      firstWorkAfter: 0,
      rateLimit,
      trustProxy,
      privateAddresses: true,
      consentAges: { guardianUnder: 18, ownFrom: 14 },
      participationApproval,
      signIn: { issuer: null, pageOrigins: [PAGE_ORIGIN], upstream: null, ldap: null, roleGroups: [], ...signIn },
    });
    await app.listen(signIn.issuer ? new URL(signIn.issuer).port : 0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new BootedNode(college, `http://127.0.0.1:${port}`, database, app, keys, gateway, roster.gatewayKeys.signing, folder);
  }

  /** As if everybody had typed their password so many seconds ago. */
  async signedInBefore(seconds: number): Promise<void> {
    const at = Math.floor(Date.now() / 1_000) - seconds;
    await this.rows.query(`UPDATE provider_record SET payload = payload || jsonb_build_object('loginTs', $1::int) WHERE kind = 'Session'`, [at]);
  }

  /** What a college signs and receives with. */
  keysOf(college: string): PrivateKeys {
    const keys = this.keys.get(college);
    if (!keys) throw new Error(`${college} is not on the roster`);
    return keys;
  }

  /** As the roster shows the node. */
  get publicKeys(): PublicKeys {
    return publicKeysOf(this.keysOf(this.college));
  }

  /** Where the node's people sign in. */
  get issuer(): string {
    return `${this.url}/oidc`;
  }

  /** What the college's tokens are checked with. */
  readonly findKey: FindKey = (college, kid) => {
    const key = this.keys.get(college);
    return key?.signing.kid === kid ? publicKeysOf(key).signing : undefined;
  };

  /** The node's own data source, through which a test writes rows. */
  get rows(): DataSource {
    return this.app.get(DataSource);
  }

  /** A part of the node, for what no caller may ask of it. */
  get<Part>(part: Type<Part>): Part {
    return this.app.get(part, { strict: false });
  }

  /** @typeParam Data what the query’s answer looks like */
  async ask<Data>(query: string, { as, variables }: Asking = {}): Promise<Answer<Data>> {
    const response = await this.post({ query, variables }, as ? await this.tokenOf(as) : undefined);
    return (await response.json()) as Answer<Data>;
  }

  /** Posts what the gateway would, signed by it; the token is an assertion. */
  async post(content: unknown, token?: string): Promise<Response> {
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    const authorization = token === undefined ? undefined : `Bearer ${token}`;
    const signature = await this.signatureOf(body, authorization);
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature, ...(authorization !== undefined && { authorization }) },
      body,
    });
  }

  /** The headers with which the gateway would sign this body. */
  async signatureOf(body: string, authorization?: string): Promise<CallHeaders> {
    return this.gateway.headersFor({ body, authorization });
  }

  tokenOf(actor: Actor): Promise<string> {
    return this.tokenSignedBy(this.keysOf(actor.college).signing, actor);
  }

  tokenSignedBy(key: JWK, actor: Actor): Promise<string> {
    return signAssertion(actor, key, '1h');
  }

  /** Closes the months that are whole at that moment. */
  closeMonths(now: Date): Promise<void> {
    return this.app.get(MonthClosingService).close(now);
  }

  /** Applies what another college tells, as the inbox would: in a transaction of its own. */
  async receive<Kind extends MessageKind>(message: Omit<ReceivedMessage<Kind>, 'sequence'>): Promise<void> {
    await this.rows.transaction((tx) => this.app.get(MessageHandlers).apply(tx, { sequence: 1, ...message }));
  }

  /** Does what follows where another college refuses for good what this node told it, as the delivery would. */
  async beRefused(refused: RefusedMessage & { readonly kind: MessageKind }): Promise<void> {
    await this.rows.transaction((tx) => this.app.get(MessageRefusals).follow(tx, refused));
  }

  /** Every SQL statement that the node sends while the work goes on. */
  async statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    return (await this.sentStatementsOf(work)).map(({ sql }) => sql);
  }

  /** The same, each with its values. */
  async sentStatementsOf(work: () => Promise<unknown>): Promise<SentStatement[]> {
    const statements: SentStatement[] = [];
    const { logger } = this.rows;
    const recorder: Logger = {
      ...silent,
      logQuery: (sql, values) => {
        statements.push({ sql, values: Array.isArray(values) ? values : [] });
      },
    };
    this.rows.setOptions({ logger: recorder });
    try {
      await work();
    } finally {
      this.rows.logger = logger;
    }
    return statements;
  }

  async stop(): Promise<void> {
    await this.leave();
    await this.database.drop();
  }

  /** Ends, and leaves the database to whoever else uses it. */
  async leave(): Promise<void> {
    await this.app.close();
    await rm(this.folder, { recursive: true });
  }
}

const silent: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};
