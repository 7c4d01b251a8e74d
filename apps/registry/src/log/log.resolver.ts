import { Args, Context, ID, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import type { LogEntryEntity } from './log-entry.entity.js';
import { MembershipDecisionModel } from './log.model.js';
import { LogService } from './log.service.js';

@Resolver(() => MembershipDecisionModel)
export class LogResolver {
  constructor(private readonly log: LogService) {}

  @Query(() => [MembershipDecisionModel], { nullable: true, description: 'All that was decided about a college, the first decision first. For coordinators.' })
  membershipDecisions(@Context('actor') actor: Actor | null, @Args('code', { type: () => ID }) code: string): Promise<LogEntryEntity[]> {
    return this.log.about(actor, code);
  }

  @ResolveField(() => String, { nullable: true })
  reason({ details }: LogEntryEntity): string | null {
    return 'reason' in details && typeof details.reason === 'string' ? details.reason : null;
  }
}
