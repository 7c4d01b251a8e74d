import { Injectable } from '@nestjs/common';
import { CONTRACT_VERSION } from '#contract/version.js';
import type { FindKey } from '#identity/signed-claims.js';
import type { JoinAnswer } from '#membership/answers.js';
import { move } from '#membership/statements.js';
import { machineKey } from '#roster/members.js';
import { Conformance } from '../conformance/conformance.js';
import { Decisions, type Transaction } from '../database/decisions.js';
import { badInput, noSuchCollege } from '../graph/domain-error.js';
import { HeardStatements } from '../heard/heard-statements.js';
import { LogRepository } from '../log/log.repository.js';
import type { MembershipEntity } from '../memberships/membership.entity.js';
import { demandInUse } from '../memberships/given-keys.js';
import { membershipPolicy } from '../memberships/membership.policy.js';
import { MembershipsRepository } from '../memberships/memberships.repository.js';
import { OwnRoster } from '../roster/own-roster.js';
import { joinAnswer } from './join-answer.js';

/** How a college's node comes to stand at another address: its machine says so under its key, and the node passes every check there. */
@Injectable()
export class MovingService {
  private readonly keyOf: FindKey = (code, kid) => machineKey(this.roster.current, code, kid);

  constructor(
    private readonly roster: OwnRoster,
    private readonly decisions: Decisions,
    private readonly memberships: MembershipsRepository,
    private readonly conformance: Conformance,
    private readonly heard: HeardStatements,
    private readonly log: LogRepository,
  ) {}

  /** Nothing changes until every check has passed; said anew, it is answered as done. */
  async move(statement: string): Promise<JoinAnswer> {
    const stated = await move.verify(statement, this.keyOf);
    const { college: code, said } = stated;
    await this.heard.hear(stated);
    if (said.contractVersion > CONTRACT_VERSION) throw badInput(`contractVersion: the network is at ${CONTRACT_VERSION}; install that version of Dobroset.`, 'NEWER_CONTRACT');
    const there = { endpoint: said.endpoint, issuer: said.issuer, contractVersion: said.contractVersion };
    const college = await this.find(code);
    if (isAt(college, there)) return joinAnswer(college, []);
    const checks = await this.conformance.check({ code, keys: college.keys, ...there });
    if (checks.some(({ outcome }) => outcome !== 'PASSED')) return joinAnswer(college, checks);
    return this.decisions.make(async (tx) => {
      demandInUse(await this.find(code, tx), stated.kid); // it may have been suspended meanwhile, or have changed its keys
      await this.memberships.change(tx, code, there);
      await this.log.append(tx, code, 'MOVED', code, there);
      return joinAnswer(await this.find(code, tx), checks);
    });
  }

  private async find(code: string, tx?: Transaction): Promise<MembershipEntity> {
    const college = await this.memberships.byCode(code, tx);
    if (!college) throw noSuchCollege(code);
    if (!membershipPolicy.moves(college)) throw badInput(`${code} is ${college.status}: its node can move only while it is an OBSERVER or a MEMBER.`, 'CANNOT_MOVE');
    return college;
  }
}

type Place = Pick<MembershipEntity, 'endpoint' | 'issuer' | 'contractVersion'>;

function isAt(college: Place, there: Place): boolean {
  return college.endpoint === there.endpoint && college.issuer === there.issuer && college.contractVersion === there.contractVersion;
}
