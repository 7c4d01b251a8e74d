import { Field, ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import type { EventEntity } from '../../events/event.entity.js';
import { EventModel } from '../../events/event.model.js';
import type { GraphContext } from '../../graph/request-context.js';
import { DateTime } from '../../graph/scalars.js';
import type { RegistrationEntity } from '../registration.entity.js';
import { RegistrationModel } from '../registration.model.js';
import type { CheckInCode } from './check-in-code.js';
import { CheckInsService } from './check-ins.service.js';

@ObjectType('CheckInCode', { description: 'What staff read out, so that whoever is there can show it (`checkIn`).' })
export class CheckInCodeModel {
  @Field({ description: 'Six digits.' })
  code!: string;

  @Field(() => DateTime, { description: 'When another one takes its place; it counts for two minutes more.' })
  changesAt!: Date;
}

@Resolver(() => EventModel)
export class EventCheckInResolver {
  constructor(private readonly checkIns: CheckInsService) {}

  @ResolveField(() => CheckInCodeModel, { nullable: true, description: 'While the event goes on, for the host’s curators and mentors.' })
  checkInCode(event: EventEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<CheckInCode | null> {
    return this.checkIns.code(actor, event, loaders);
  }
}

@Resolver(() => RegistrationModel)
export class RegistrationCheckInResolver {
  @ResolveField(() => DateTime, { nullable: true, description: 'When the volunteer gave the event’s code.' })
  checkedInAt(registration: RegistrationEntity, _args: unknown, { loaders }: GraphContext): Promise<Date | null> {
    return loaders.checkedInAt.load(registration.id);
  }
}
