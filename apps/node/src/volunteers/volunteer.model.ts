import { Directive, Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { VolunteerKind } from './volunteer.entity.js';

registerEnumType(VolunteerKind, {
  name: 'VolunteerKind',
  valuesMap: {
    STUDENT: { description: 'A student of the college.' },
    STAFF: { description: 'A mentor or curator who takes part too.' },
  },
});

@ObjectType('Volunteer', {
  description:
    'Someone of a college who gives time. Personal fields are for the volunteer and the home college’s staff alone, of whose mentors ' +
    'those who guide them; for everybody else they are null, with the error FORBIDDEN.',
})
@Directive('@key(fields: "id")')
export class VolunteerModel {
  @Field(() => ID)
  id!: string;
}
