import { Field, Int, ObjectType, createUnionType } from '@nestjs/graphql';
import '../consents/consent.model.js';
import { ConsentPurpose } from '../consents/consent-purpose.js';
import { EventClosedError } from '../events/event.errors.js';
import { UserError } from '../graph/user-error.model.js';
import { ParticipationModel } from './participation.model.js';

@ObjectType('EventFullError', { implements: () => UserError, description: 'Every place is taken, and as many wait for one as may.' })
export class EventFullError implements UserError {
  readonly message = 'Every place is taken, and the waiting list is full.';

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  @Field(() => Int)
  readonly capacity: number;
}

@ObjectType('ConsentNeededError', { implements: () => UserError, description: 'Nobody takes part whose service cannot be proved: a consent must be in force first.' })
export class ConsentNeededError implements UserError {
  readonly message: string;

  constructor(purposes: readonly ConsentPurpose[], guardian: boolean) {
    this.purposes = purposes;
    this.guardian = guardian;
    this.message = guardian
      ? 'A guardian’s consent is needed first: the curator records the signed paper.'
      : 'The volunteer’s consent is needed first.';
  }

  @Field(() => [ConsentPurpose])
  readonly purposes: readonly ConsentPurpose[];

  @Field({ description: 'Whether a guardian’s paper is missing. The volunteer’s own word may be missing besides.' })
  readonly guardian: boolean;
}

export const TakePartResult = createUnionType({
  name: 'TakePartResult',
  types: () => [ParticipationModel, EventFullError, EventClosedError, ConsentNeededError] as const,
  resolveType: (value: object) => [EventFullError, EventClosedError, ConsentNeededError].find((refusal) => value instanceof refusal) ?? ParticipationModel,
});

export const WithdrawResult = createUnionType({
  name: 'WithdrawResult',
  types: () => [ParticipationModel, EventClosedError] as const,
  resolveType: (value: object) => (value instanceof EventClosedError ? EventClosedError : ParticipationModel),
});

export const ApproveResult = createUnionType({
  name: 'ApproveResult',
  types: () => [ParticipationModel, ConsentNeededError] as const,
  resolveType: (value: object) => (value instanceof ConsentNeededError ? ConsentNeededError : ParticipationModel),
});
