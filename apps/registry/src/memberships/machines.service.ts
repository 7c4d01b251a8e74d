import { Inject, Injectable } from '@nestjs/common';
import { type FindKey, InvalidToken } from '#identity/signed-claims.js';
import { demandThumbprints, farewell, keyProof, rotation } from '#membership/statements.js';
import { only } from '#membership/statement.js';
import { machineKey } from '#roster/members.js';
import type { RosterKey } from '#roster/roster.js';
import { Decisions } from '../database/decisions.js';
import { badInput, noSuchCollege } from '../graph/domain-error.js';
import { HeardStatements } from '../heard/heard-statements.js';
import { LogRepository } from '../log/log.repository.js';
import { REGISTRY_CONFIG } from '../registry-config.token.js';
import type { RegistryConfig } from '../registry.config.js';
import { OwnRoster } from '../roster/own-roster.js';
import { Approvals } from './approvals.js';
import { demandInUse, isInUse, isSameKey, whyNotGivenAnew } from './given-keys.js';
import { MembershipsRepository } from './memberships.repository.js';
import { MembershipsService } from './memberships.service.js';

/** What a college's machine says for its college, under the college's key. */
@Injectable()
export class MachinesService {
  private readonly keyOf: FindKey = (code, kid) => machineKey(this.roster.current, code, kid);

  constructor(
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
    private readonly roster: OwnRoster,
    private readonly decisions: Decisions,
    private readonly memberships: MembershipsRepository,
    private readonly people: MembershipsService,
    private readonly approvals: Approvals,
    private readonly heard: HeardStatements,
    private readonly log: LogRepository,
  ) {}

  /**
   * Takes new keys, said under the key in use and proved by the new one. The old ones stay good for the overlap, so that
   * tokens and calls under way still pass; none, where they may have been stolen.
   * @returns until when the old keys are good
   */
  async rotate(statement: string): Promise<Date> {
    const stated = await rotation.verify(statement, this.keyOf);
    const { college: code, said } = stated;
    await this.heard.hear(stated);
    await demandThumbprints(said.keys);
    const proof = await keyProof.verify(said.proof, only(said.keys.signing));
    const until = new Date(Date.now() + (said.isUrgent ? 0 : this.config.overlapSeconds * 1_000));
    return this.decisions.make(async (tx) => {
      const college = await this.memberships.byCode(code, tx);
      if (!college) throw noSuchCollege(code);
      if (college.status === 'LEFT') throw badInput(`${code} has left the network, and has no keys to change: it needs a new invitation.`, 'HAS_LEFT');
      demandInUse(college, stated.kid);
      const inUse = college.keys.filter(isInUse);
      if (proof.college !== code || !inUse.some(({ kid }) => kid === proof.said.replaces)) throw new InvalidToken('The proof is of another rotation.');
      const { signing, encryption } = said.keys;
      const given = college.keys.filter((key) => isSameKey(key, signing) || isSameKey(key, encryption));
      // Said anew, by a machine that did not hear the answer.
      if (given.length === 2 && given.every(isInUse)) return retiring(college.keys) ?? until;
      if (given.length > 0) throw badInput('These keys were given before: make new ones.', 'KEYS_NOT_NEW');
      const why = whyNotGivenAnew(await this.memberships.all(tx), code, [signing, encryption]);
      if (why !== null) throw badInput(why, 'KEYS_NOT_NEW');

      // The old key to encrypt to stays first: the node may not hold the new one until it is started again.
      const keys = [...college.keys.map((key) => (isInUse(key) ? { ...key, retiredAt: sooner(key, until) } : key)), signing, encryption];
      await this.memberships.change(tx, code, { keys });
      await this.log.append(tx, code, 'KEYS_ROTATED', code, { kids: [signing.kid, encryption.kid], oldKeysUntil: until, isUrgent: said.isUrgent });
      if (said.isUrgent) await this.approvals.forgetBy(tx, code, code, `${code} gave up the keys of that time as seen by others.`);
      return until;
    });
  }

  async leave(statement: string): Promise<void> {
    const stated = await farewell.verify(statement, this.keyOf);
    await this.heard.hear(stated);
    await this.people.leaveByItself(stated.college, stated.kid);
  }
}

/** When the first of the keys that are being replaced retires. */
function retiring(keys: readonly RosterKey[]): Date | null {
  const dates = keys.flatMap((key) => (isInUse(key) && key.retiredAt !== undefined ? [Date.parse(key.retiredAt)] : []));
  return dates.length > 0 ? new Date(Math.min(...dates)) : null;
}

function sooner({ retiredAt }: RosterKey, until: Date): string {
  return retiredAt !== undefined && Date.parse(retiredAt) < until.getTime() ? retiredAt : until.toISOString();
}
