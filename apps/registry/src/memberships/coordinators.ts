import { Injectable } from '@nestjs/common';
import type { Actor } from '#identity/actor.js';
import type { Transaction } from '../database/decisions.js';
import { forbidden } from '../graph/domain-error.js';
import { membershipPolicy } from './membership.policy.js';
import { MembershipsRepository } from './memberships.repository.js';

/** Tells the network's coordinators from everybody else. */
@Injectable()
export class Coordinators {
  constructor(private readonly memberships: MembershipsRepository) {}

  /**
   * @param what completes «Only the network's coordinators may …»
   * @throws DomainError FORBIDDEN
   */
  async demand(actor: Actor | null, what: string, tx?: Transaction): Promise<Actor> {
    const home = actor && (await this.memberships.byCode(actor.college, tx));
    if (!actor || !membershipPolicy.coordinate(actor, home)) throw forbidden(`the network’s coordinators may ${what}`);
    return actor;
  }
}
