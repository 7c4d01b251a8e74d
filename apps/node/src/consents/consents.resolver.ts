import { Args, Context, ID, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '#identity/actor.js';
import type { GraphContext } from '../graph/request-context.js';
import type { VolunteerEntity } from '../volunteers/volunteer.entity.js';
import { VolunteerModel } from '../volunteers/volunteer.model.js';
import { ConsentPurpose } from './consent-purpose.js';
import { ConsentModel } from './consent.model.js';
import type { Consent } from './consents.js';
import { ConsentInput } from './consents.inputs.js';
import { ConsentsService } from './consents.service.js';

@Resolver(() => ConsentModel)
export class ConsentsResolver {
  constructor(private readonly consents: ConsentsService) {}

  @Mutation(() => ConsentModel, { nullable: true, description: 'The volunteer’s own consent; or signed papers, recorded by the home’s curator.' })
  giveConsent(@Context('actor') actor: Actor | null, @Args('input') input: ConsentInput): Promise<Consent | null> {
    return this.consents.give(actor, input);
  }

  @Mutation(() => ConsentModel, {
    nullable: true,
    description: 'Takes back what stands, a guardian’s consent too; by the volunteer, or by the home’s curator. Null where there never was any.',
  })
  withdrawConsent(
    @Context('actor') actor: Actor | null,
    @Args('volunteerId', { type: () => ID }) volunteerId: string,
    @Args('purpose', { type: () => ConsentPurpose }) purpose: ConsentPurpose,
  ): Promise<Consent | null> {
    return this.consents.withdraw(actor, volunteerId, purpose);
  }
}

/** What consents add to a volunteer. */
@Resolver(() => VolunteerModel)
export class VolunteerConsentsResolver {
  constructor(private readonly service: ConsentsService) {}

  @ResolveField(() => [ConsentModel], { nullable: true, description: 'One for each purpose that was ever answered.' })
  consents(volunteer: VolunteerEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<Consent[]> {
    return this.service.of(actor, volunteer, loaders);
  }
}
