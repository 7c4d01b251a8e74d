import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { PrivateKeys } from '#identity/private-keys.js';
import { type Gateway, type Member, REGISTRY_ID } from '#roster/roster.js';
import { Decisions, type Transaction } from '../database/decisions.js';
import { LogRepository } from '../log/log.repository.js';
import { Approvals } from '../memberships/approvals.js';
import { isKeyOf } from '../memberships/given-keys.js';
import type { MembershipEntity } from '../memberships/membership.entity.js';
import { MembershipsRepository } from '../memberships/memberships.repository.js';
import { REGISTRY_CONFIG, REGISTRY_KEYS } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { FOUNDING } from '../reserved-names.js';
import { ownPlace } from '../roster/own-place.js';
import { type Founding, readFounding } from './founding-file.js';
import { GatewaysRepository } from './gateways.repository.js';

/**
 * Brings what the founding file says into the register at every start: new founders, who coordinates, and where a founder
 * answers when the file says that anew; then, whether the registry itself has other keys or another address. What the registry itself decided since stays: a status, and above all keys, for the
 * file may still name some that were given up as stolen.
 */
@Injectable()
export class FoundingService implements OnModuleInit {
  constructor(
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
    @Inject(REGISTRY_KEYS) private readonly keys: PrivateKeys,
    private readonly decisions: Decisions,
    private readonly memberships: MembershipsRepository,
    private readonly approvals: Approvals,
    private readonly gateways: GatewaysRepository,
    private readonly log: LogRepository,
  ) {}

  /** @throws Error in a sentence when the file cannot be used */
  async onModuleInit(): Promise<void> {
    const founding = this.config.founding === null ? null : this.read(this.config.founding);
    await this.decisions.make(async (tx) => {
      if (founding) await this.takeOver(tx, founding);
      await this.nameItself(tx);
    });
  }

  private async takeOver(tx: Transaction, founding: Founding): Promise<void> {
    for (const founder of founding.founders) await this.found(tx, founder, founding);
    for (const [code, coordinates] of founding.coordinates) await this.coordinate(tx, code, coordinates);
    for (const gateway of founding.gateways) await this.name(tx, gateway);
  }

  /** The registry's own keys and address stand in the roster too, and only a roster with a greater version is news to anybody. */
  private async nameItself(tx: Transaction): Promise<void> {
    if ((await this.log.lastNumber(tx)) === 0) return; // nobody has founded the network
    const place = ownPlace(this.config, this.keys);
    const last = await this.log.lastAbout(tx, REGISTRY_ID);
    if (isDeepStrictEqual(last?.details, place)) return;
    await this.log.append(tx, REGISTRY_ID, 'REGISTRY_NAMED', REGISTRY_ID, place);
  }

  private read(path: string): Founding {
    try {
      return readFounding(path);
    } catch (error) {
      throw this.unusable(error instanceof Error ? error.message : String(error), error);
    }
  }

  private unusable(why: string, cause?: unknown): Error {
    return new Error(`The founding file ${this.config.founding ?? ''} (FOUNDING) cannot be used: ${why}`, { cause });
  }

  private async found(tx: Transaction, founder: Member, { coordinates }: Founding): Promise<void> {
    const { code, endpoint, keys } = founder;
    const known = await this.memberships.byCode(code, tx);
    const said = saidOf(founder);
    if (!known) {
      const isCoordinating = coordinates.get(code) ?? false;
      await this.memberships.save(tx, { ...said, code, keys, coordinates: isCoordinating, status: 'MEMBER', leftAt: null, foundedAs: said });
      await this.log.append(tx, FOUNDING, 'FOUNDED', code, { endpoint, coordinates: isCoordinating });
      return;
    }
    if (!keys.every((key) => isKeyOf(known, key))) throw this.unusable(otherKeys(code));
    // One that has joined since, by an invitation, speaks for itself.
    if (known.foundedAs === null || isDeepStrictEqual(known.foundedAs, said)) return;
    await this.memberships.save(tx, Object.assign(known, said, { foundedAs: said }));
    await this.log.append(tx, FOUNDING, 'MOVED', code, said);
  }

  private async coordinate(tx: Transaction, code: string, coordinates: boolean): Promise<void> {
    const known = await this.memberships.byCode(code, tx);
    if (!known) throw this.unusable(`no college "${code}" has joined; a new founder is named with its name, endpoint and keys.`);
    if (known.coordinates === coordinates) return;
    await this.memberships.change(tx, code, { coordinates });
    await this.log.append(tx, FOUNDING, coordinates ? 'COORDINATES' : 'COORDINATES_NO_MORE', code);
    if (!coordinates) await this.approvals.forgetBy(tx, code, FOUNDING, `${code} coordinates no more.`);
  }

  private async name(tx: Transaction, gateway: Gateway): Promise<void> {
    const known = await this.gateways.byId(tx, gateway.id);
    if (known && isDeepStrictEqual(known.keys, gateway.keys) && known.url === (gateway.url ?? null)) return;
    await this.gateways.save(tx, gateway);
    await this.log.append(tx, FOUNDING, 'GATEWAY_NAMED', gateway.id, { url: gateway.url ?? null, kids: gateway.keys.map(({ kid }) => kid) });
  }
}

type Said = Pick<MembershipEntity, 'name' | 'shortName' | 'city' | 'region' | 'endpoint' | 'issuer' | 'contractVersion'>;

/** What the file goes on deciding of a founder, as the database will give it back. */
function saidOf({ name, shortName, city, region, endpoint, issuer, contractVersion }: Member): Said {
  return { name, shortName, city, region, endpoint, issuer: issuer ?? null, contractVersion };
}

function otherKeys(code: string): string {
  return (
    `it gives ${code} keys that this registry never had for it. A known college's keys are changed by the college alone (dobroset keys rotate); ` +
    'one that has lost them is suspended and invited anew. A local network that was made anew needs its registry made anew too (npm start -- --fresh).'
  );
}
