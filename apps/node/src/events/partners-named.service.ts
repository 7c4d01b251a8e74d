import { Inject, Injectable } from '@nestjs/common';
import { problemOfCodes } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { badInput } from '../graph/domain-error.js';
import { ROSTER } from '../graph/roster.token.js';

/** Looks at the partners that an event's host names: under a mistyped code nobody would be asked, and places be kept for nobody. */
@Injectable()
export class PartnersNamedService {
  constructor(@Inject(ROSTER) private readonly roster: RosterSource) {}

  /**
   * @param before codes that stand there already: a college that left the network since may stay, and be taken out
   * @throws DomainError BAD_USER_INPUT naming codes that no college of the network has
   */
  check(codes: readonly string[], before: readonly string[], argument: string): void {
    const problem = problemOfCodes(this.roster.current, codes.filter((code) => !before.includes(code)));
    if (problem !== null) throw badInput(argument, problem);
  }
}
