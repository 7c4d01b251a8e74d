import { Directive, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import '../events/event-enums.model.js';
import { EventFormat } from '../events/event-vocabulary.js';
import { DateTime } from '../graph/scalars.js';
import { RegistrationStatus } from './registration-status.js';

registerEnumType(RegistrationStatus, {
  name: 'RegistrationStatus',
  valuesMap: {
    CONFIRMED: { description: 'Holds a place.' },
    WAITLISTED: { description: 'Waits for a place.' },
    CANCELLED: { description: 'Gave the place up.' },
    ATTENDED: { description: 'Took part.' },
    NO_SHOW: { description: 'Did not come.' },
    DECLINED: { description: 'Was not accepted.' },
  },
});

@ObjectType('Registration', { description: 'One volunteer’s place on one event, kept by the event’s host.' })
@Directive('@key(fields: "id")')
export class RegistrationModel {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'Global id of the volunteer, who may be another college’s.' })
  volunteerId!: string;

  @Field(() => RegistrationStatus)
  status!: RegistrationStatus;

  @Field(() => EventFormat, { description: 'How the volunteer takes part.' })
  format!: EventFormat;

  @Field(() => DateTime)
  registeredAt!: Date;

  @Field(() => Int, { nullable: true, description: 'Minutes of service credited.' })
  minutes?: number | null;
}

@ObjectType('RegistrationConnection', { description: 'A page of registrations, in the order they came.' })
export class RegistrationConnectionModel {}
