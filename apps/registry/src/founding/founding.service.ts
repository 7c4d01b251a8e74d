import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Gateway } from '#roster/roster.js';
import { Decisions, type Transaction } from '../database/decisions.js';
import { LogRepository } from '../log/log.repository.js';
import type { MembershipEntity } from '../memberships/membership.entity.js';
import { MembershipsRepository } from '../memberships/memberships.repository.js';
import { REGISTRY_CONFIG } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { type Founder, readFounding } from './founding-file.js';
import { GatewaysRepository } from './gateways.repository.js';

/** Who the log says it was. */
const FOUNDING = 'founding';

/**
 * Brings what the founding file says into the register at every start: new founders, and of known ones what it says anew,
 * where they answer and which keys they have. What the registry itself decided since, a status or rotated keys, stays.
 */
@Injectable()
export class FoundingService implements OnModuleInit {
  constructor(
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
    private readonly decisions: Decisions,
    private readonly memberships: MembershipsRepository,
    private readonly gateways: GatewaysRepository,
    private readonly log: LogRepository,
  ) {}

  /** @throws Error in a sentence when the file cannot be used */
  async onModuleInit(): Promise<void> {
    if (this.config.founding === null) return;
    const { founders, gateways } = this.read(this.config.founding);
    await this.decisions.make(async (tx) => {
      for (const founder of founders) await this.found(tx, founder);
      for (const gateway of gateways) await this.name(tx, gateway);
    });
  }

  private read(path: string): ReturnType<typeof readFounding> {
    try {
      return readFounding(path);
    } catch (error) {
      throw new Error(`The founding file ${path} (FOUNDING) cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  private async found(tx: Transaction, { member, coordinates }: Founder): Promise<void> {
    const { code, endpoint, keys } = member;
    const known = await this.memberships.byCode(code, tx);
    // As the database will give it back.
    const foundedAs: object = { ...member, coordinates };
    if (!known) {
      await this.memberships.save(tx, founded({ member, coordinates }, foundedAs));
      await this.log.append(tx, FOUNDING, 'FOUNDED', code, { endpoint, coordinates });
    } else if (known.foundedAs !== null && !isDeepStrictEqual(known.foundedAs, foundedAs)) {
      await this.memberships.save(tx, Object.assign(founded({ member, coordinates }, foundedAs), { status: known.status, leftAt: known.leftAt }));
      await this.log.append(tx, FOUNDING, 'MOVED', code, { endpoint, kids: keys.map(({ kid }) => kid), coordinates });
    }
  }

  private async name(tx: Transaction, gateway: Gateway): Promise<void> {
    const known = await this.gateways.byId(tx, gateway.id);
    if (known && isDeepStrictEqual(known.keys, gateway.keys) && known.url === (gateway.url ?? null)) return;
    await this.gateways.save(tx, gateway);
    await this.log.append(tx, FOUNDING, 'GATEWAY_NAMED', gateway.id, { url: gateway.url ?? null, kids: gateway.keys.map(({ kid }) => kid) });
  }
}

function founded({ member, coordinates }: Founder, foundedAs: object): MembershipEntity {
  return { ...member, issuer: member.issuer ?? null, coordinates, status: 'MEMBER', leftAt: null, foundedAs };
}
