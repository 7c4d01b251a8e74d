import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTime } from '../graph/scalars.js';
import './event-enums.model.js';
import { CoHostState } from './co-hosts/co-host-state.js';
import { Audience, EventFormat, EventKind, EventStatus } from './event-vocabulary.js';

@ObjectType('Speaker', { description: 'Someone who speaks at an event.' })
export class SpeakerModel {
  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  position?: string | null;

  @Field(() => String, { nullable: true })
  organisation?: string | null;

  @Field(() => String, { nullable: true })
  topic?: string | null;
}

@ObjectType('Material', { description: 'A recording, a presentation or a hand-out.' })
export class MaterialModel {
  @Field()
  title!: string;

  @Field()
  url!: string;
}

@ObjectType('RemotePlaceRow', { description: 'Places kept for one partner’s volunteers, who take part online.' })
@Directive('@shareable')
@Directive('@inaccessible')
export class RemotePlaceRowModel {
  @Field(() => ID)
  collegeCode!: string;

  @Field(() => Int)
  places!: number;

  @Field(() => Int)
  taken!: number;
}

@ObjectType('CoHostRow', { description: 'A college that was asked to hold an event together with its host.' })
@Directive('@shareable')
@Directive('@inaccessible')
export class CoHostRowModel {
  @Field(() => ID)
  collegeCode!: string;

  @Field(() => CoHostState)
  state!: CoHostState;

  @Field(() => DateTime)
  invitedAt!: Date;

  @Field(() => DateTime, { nullable: true })
  answeredAt?: Date | null;
}

@ObjectType('Event', { description: 'A dated call for volunteers, or a meeting around them.' })
@Directive('@key(fields: "id")')
export class EventModel {
  @Field(() => ID)
  id!: string;

  @Field(() => [ID])
  @Directive('@inaccessible')
  coHostCodes!: string[];

  @Field()
  title!: string;

  @Field(() => String, { nullable: true, description: 'One or two sentences.' })
  summary?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => EventKind)
  kind!: EventKind;

  @Field(() => EventFormat)
  format!: EventFormat;

  @Field(() => EventStatus)
  status!: EventStatus;

  @Field(() => Audience)
  audience!: Audience;

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime)
  endsAt!: Date;

  @Field({ description: 'The IANA name of the zone in which it takes place.' })
  timeZone!: string;

  @Field(() => String, { nullable: true })
  venue?: string | null;

  @Field(() => Int, { nullable: true, description: 'Places in all; null is as many as come.' })
  capacity?: number | null;

  @Field(() => [String])
  tags!: string[];

  @Field(() => [SpeakerModel])
  speakers!: SpeakerModel[];

  @Field(() => [MaterialModel])
  materials!: MaterialModel[];

  @Field(() => Int, { nullable: true, description: 'How often what a calendar shows of it has changed: the SEQUENCE of RFC 5545.' })
  sequence?: number;

  @Field(() => DateTime, { nullable: true, description: 'When anything of it changed last.' })
  changedAt?: Date;

  @Field(() => String, { nullable: true, description: 'What came of it, once it was over.' })
  outcome?: string | null;
}
