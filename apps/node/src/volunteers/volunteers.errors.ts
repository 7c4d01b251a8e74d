import { Field, ID, ObjectType, createUnionType } from '@nestjs/graphql';
import { UserError } from '../graph/user-error.model.js';
import { VolunteerModel } from './volunteer.model.js';

@ObjectType('DuplicateVolunteerError', {
  implements: () => UserError,
  description: 'The college has a volunteer of that name and birthday.',
})
export class DuplicateVolunteerError implements UserError {
  readonly message = 'There is a volunteer of this name and birthday already.';

  /** @param volunteerId global id of the one who is there */
  constructor(volunteerId: string) {
    this.volunteerId = volunteerId;
  }

  @Field(() => ID)
  readonly volunteerId: string;
}

export const AddVolunteerResult = createUnionType({
  name: 'AddVolunteerResult',
  types: () => [VolunteerModel, DuplicateVolunteerError] as const,
  resolveType: (value: object) => (value instanceof DuplicateVolunteerError ? DuplicateVolunteerError : VolunteerModel),
});
