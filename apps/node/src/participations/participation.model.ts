import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import '../events/event-enums.model.js';
import { EventFormat } from '../events/event-vocabulary.js';
import { DateTime } from '../graph/scalars.js';
import { CheckInState } from './checking-in/check-in-state.js';
import { ParticipationStatus } from './participation-status.js';

registerEnumType(ParticipationStatus, {
  name: 'ParticipationStatus',
  valuesMap: {
    AWAITING_HOME: { description: 'The volunteer’s own college has to approve it.' },
    AWAITING_HOST: { description: 'The host has not answered yet: it may be away, and will be told when it is back.' },
    CONFIRMED: { description: 'Holds a place.' },
    WAITLISTED: { description: 'Waits for a place.' },
    DECLINED: { description: 'Was not accepted.' },
    CANCELLED: { description: 'Given up, or the event was cancelled.' },
    ATTENDED: { description: 'Took part.' },
    NO_SHOW: { description: 'Did not come.' },
  },
});

registerEnumType(CheckInState, {
  name: 'CheckInState',
  description: 'What came of a check-in code.',
  valuesMap: {
    AWAITING_HOST: { description: 'The host has not answered yet.' },
    ACCEPTED: { description: 'It was the event’s code: the hours are credited once the event is over.' },
    REFUSED: { description: 'The host did not take it.' },
  },
});

@ObjectType('Participation', {
  description: 'A volunteer takes part in an event, at whichever college: kept at the volunteer’s home, for the volunteer and the home’s staff.',
})
@Directive('@key(fields: "id")')
export class ParticipationModel {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'Global id of the event; the code in front is the host’s.' })
  eventId!: string;

  @Field(() => ParticipationStatus)
  status!: ParticipationStatus;

  @Field(() => EventFormat, { nullable: true, description: 'How the volunteer takes part; null leaves it to the event.' })
  format?: EventFormat | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was declined or cancelled: EVENT_CLOSED, EVENT_FULL, NOT_FOR_YOU, FORMAT_NOT_OFFERED, HOST_LEFT (the network), HOST_SILENT (for a month), HOST_REFUSED (its node cannot take the request: ask your curator), or the words of staff.',
  })
  reason?: string | null;

  @Field(() => DateTime)
  requestedAt!: Date;

  @Field(() => CheckInState, { nullable: true, description: 'What came of the check-in code that the volunteer gave last; null where none was given.' })
  checkIn?: CheckInState | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the host did not take the code: WRONG_CODE, NOT_NOW, NO_PLACE, RECORDED, TOO_MANY_TRIES or ASK_A_COLLEAGUE.',
  })
  checkInReason?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the volunteer gave the event’s code.' })
  checkedInAt?: Date | null;
}

@ObjectType('RecordEntry', {
  description: 'One line of the record book, as it came: never changed, never removed. A correction takes one back and adds another.',
})
export class RecordEntryModel {
  @Field(() => Int, { description: 'As they were credited, also where the entry was taken back since.' })
  minutes!: number;

  @Field(() => String, { nullable: true, description: 'What the host signed, as a compact JWS; null of hours from before hosts signed.' })
  credential?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the host signed it; null where that is not known.' })
  issuedAt?: Date | null;

  @Field(() => DateTime, { description: 'When it came into the record book.' })
  recordedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the host took it back; null while it stands.' })
  revokedAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was taken back, in the host’s words.' })
  reason?: string | null;
}

@ObjectType('ParticipationConnection', { description: 'A page of participations, in the order they were asked for.' })
export class ParticipationConnectionModel {}

@ObjectType('RecordBook', { description: 'Where a volunteer takes part or took part, newest first, and what was credited for it. Nothing is ever removed: what was taken back says so.' })
export class RecordBookModel {}

@ObjectType('Overlap', { description: 'One person attended two events of two hosts at the same time.' })
export class OverlapModel {}

@ObjectType('OverlapConnection')
export class OverlapConnectionModel {}

@InputType('ParticipationFilter')
export class ParticipationFilter {
  @Field(() => [ParticipationStatus], { nullable: true })
  statuses?: ParticipationStatus[] | null;
}

@InputType('TakePartInput')
export class TakePartInput {
  @Field(() => ID, { description: 'Of an event of whichever college.' })
  eventId!: string;

  @Field(() => EventFormat, { nullable: true, description: 'On site or online, where the event is both; not given leaves it to the event.' })
  format?: EventFormat | null;

  @Field(() => ID, {
    description: 'Made up anew for each wish to take part, and sent again with each repetition: the same key has one effect, and the same answer.',
  })
  idempotencyKey!: string;
}

