import { Field, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import { DateTime } from '../../graph/scalars.js';
import { UserError } from '../../graph/user-error.model.js';
import { RegistrationModel } from '../registration.model.js';

@ObjectType('TooManyMinutesError', { implements: () => UserError, description: 'The event is not as long as that.' })
export class TooManyMinutesError implements UserError {
  readonly message = 'These are more minutes than the event has.';

  constructor(eventMinutes: number) {
    this.eventMinutes = eventMinutes;
  }

  @Field(() => Int, { description: 'The length of the event.' })
  readonly eventMinutes: number;
}

@ObjectType('EventNotStartedError', { implements: () => UserError, description: 'Nobody can have come yet.' })
export class EventNotStartedError implements UserError {
  readonly message = 'Who came is recorded once the event has begun.';

  constructor(startsAt: Date) {
    this.startsAt = startsAt;
  }

  @Field(() => DateTime)
  readonly startsAt: Date;
}

export const AttendanceResult = createUnionType({
  name: 'AttendanceResult',
  types: () => [RegistrationModel, TooManyMinutesError, EventNotStartedError] as const,
  resolveType: (value: object) => {
    if (value instanceof TooManyMinutesError) return TooManyMinutesError;
    return value instanceof EventNotStartedError ? EventNotStartedError : RegistrationModel;
  },
});
