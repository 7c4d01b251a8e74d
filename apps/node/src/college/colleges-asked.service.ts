import { Inject, Injectable } from '@nestjs/common';
import { problemOfCodes, problemOfPastCodes } from '#roster/members.js';
import type { RosterSource } from '#roster/roster-source.js';
import { badInput } from '../graph/domain-error.js';
import { ROSTER } from '../graph/roster.token.js';
import { ThisCollege } from './this-college.js';

/** Looks at the colleges that a client narrows one college's own list to: the network's merged list refuses the same ones. */
@Injectable()
export class CollegesAskedService {
  constructor(
    private readonly thisCollege: ThisCollege,
    @Inject(ROSTER) private readonly roster: RosterSource,
  ) {}

  /**
   * @param argument what they were given as
   * @throws DomainError BAD_USER_INPUT naming codes that no college of the network has
   */
  check(argument: string, codes: readonly string[] | null | undefined): void {
    this.refuse(argument, codes, problemOfCodes);
  }

  /**
   * The same where the colleges did something once: they may have left since.
   * @throws DomainError BAD_USER_INPUT naming codes that no college of the network ever had
   */
  checkPast(argument: string, codes: readonly string[] | null | undefined): void {
    this.refuse(argument, codes, problemOfPastCodes);
  }

  private refuse(argument: string, codes: readonly string[] | null | undefined, problemOf: typeof problemOfCodes): void {
    const others = codes?.filter((code) => code !== this.thisCollege.code) ?? [];
    const problem = others.length === 0 ? null : problemOf(this.roster.current, others);
    if (problem !== null) throw badInput(argument, problem);
  }
}
