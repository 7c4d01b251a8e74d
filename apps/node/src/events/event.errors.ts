import { Field, ObjectType, createUnionType } from '@nestjs/graphql';
import { UserError } from '../graph/user-error.model.js';
import './event-enums.model.js';
import { EventStatus } from './event-vocabulary.js';
import { EventModel } from './event.model.js';

@ObjectType('EventClosedError', {
  implements: () => UserError,
  description: 'The event is over, under way, will not take place, or is not announced yet.',
})
export class EventClosedError implements UserError {
  /** @param message for people */
  constructor(status: EventStatus, message: string) {
    this.status = status;
    this.message = message;
  }

  readonly message: string;

  @Field(() => EventStatus)
  readonly status: EventStatus;
}

@ObjectType('InvalidTimesError', { implements: () => UserError, description: 'An event cannot take place then.' })
export class InvalidTimesError implements UserError {
  /** @param message for people */
  constructor(message: string) {
    this.message = message;
  }

  readonly message: string;
}

export const CreateEventResult = createUnionType({
  name: 'CreateEventResult',
  types: () => [EventModel, InvalidTimesError] as const,
  resolveType: (value: object) => (value instanceof InvalidTimesError ? InvalidTimesError : EventModel),
});

export const UpdateEventResult = createUnionType({
  name: 'UpdateEventResult',
  types: () => [EventModel, InvalidTimesError, EventClosedError] as const,
  resolveType: (value: object) => {
    if (value instanceof InvalidTimesError) return InvalidTimesError;
    return value instanceof EventClosedError ? EventClosedError : EventModel;
  },
});
