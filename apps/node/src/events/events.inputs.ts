import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { DateTime } from '../graph/scalars.js';
import './event-enums.model.js';
import { CoHostState } from './co-hosts/co-host-state.js';
import { Audience, EventFormat, EventKind } from './event-vocabulary.js';

@InputType('EventFilter', { description: 'Which events; what is not given, or null, does not narrow.' })
export class EventFilter {
  @Field(() => DateTime, { nullable: true, description: 'Starts then or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Starts earlier than that.' })
  to?: Date | null;

  @Field(() => [EventKind], { nullable: true })
  kinds?: EventKind[] | null;

  @Field(() => [EventFormat], { nullable: true })
  formats?: EventFormat[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of the hosts.' })
  colleges?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Has any of these tags.' })
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Words, in whatever form, that all stand in what search knows of it: the title, the summary, the description, the tags, the venue, the speakers.' })
  text?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only events with a free place, or without a limit. For whoever signed in, places that are kept for other colleges count as taken, and those kept for their own do not; for visitors all that are kept count as taken.' })
  withFreePlaces?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of one regular meeting: an event’s `seriesId`.' })
  seriesId?: string | null;

  @Field(() => CoHostState, {
    nullable: true,
    description: 'Events of other colleges in which the signed-in curator’s college stands as this, drafts too; INVITED are the invitations to answer: not to what was cancelled or is over.',
  })
  coHosting?: CoHostState | null;
}

@InputType('RemotePlacesInput', { description: 'Places kept for one partner’s volunteers, who take part online.' })
export class RemotePlacesInput {
  @Field(() => ID, { description: 'The partner’s code.' })
  college!: string;

  @Field(() => Int, { description: '0 keeps none any more.' })
  places!: number;
}

@InputType('SpeakerInput', { description: 'Someone who speaks at an event.' })
export class SpeakerInput {
  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  position?: string | null;

  @Field(() => String, { nullable: true })
  organisation?: string | null;

  @Field(() => String, { nullable: true })
  topic?: string | null;
}

@InputType('EventInput', { description: 'A new event: a draft, until it is published.' })
export class EventInput {
  @Field()
  title!: string;

  @Field(() => EventKind)
  kind!: EventKind;

  @Field(() => EventFormat)
  format!: EventFormat;

  @Field(() => Audience)
  audience!: Audience;

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime)
  endsAt!: Date;

  @Field(() => String, { nullable: true, description: 'The IANA name of the zone in which it takes place; the college’s where not given.' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => String, { nullable: true })
  venue?: string | null;

  @Field(() => String, { nullable: true, description: '`http://` or `https://`.' })
  meetingUrl?: string | null;

  @Field(() => Int, { nullable: true, description: 'Null is as many as come.' })
  capacity?: number | null;

  @Field(() => [String], { nullable: true })
  tags?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The college’s own event whose session it is; it takes place within that one.' })
  partOfId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of the colleges that are asked to hold it together.' })
  coHosts?: string[] | null;

  @Field(() => [SpeakerInput], { nullable: true })
  speakers?: SpeakerInput[] | null;

  @Field(() => [RemotePlacesInput], { nullable: true })
  remotePlaces?: RemotePlacesInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'For a regular meeting: a rule of RFC 5545, `FREQ=WEEKLY;BYDAY=FR;UNTIL=20270630T000000Z`, of days, weeks, months or years. Its days are counted in the time zone of the event; the event’s own day is the first.',
  })
  recurrence?: string | null;
}

@InputType('EventPatch', {
  description: 'What of an event changes. What is not given stays; null empties what may be empty, and leaves the rest as it is.',
})
export class EventPatch {
  @Field(() => String, { nullable: true })
  title?: string | null;

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => EventKind, { nullable: true })
  kind?: EventKind | null;

  @Field(() => EventFormat, { nullable: true, description: 'Of a draft: people choose how to take part by it.' })
  format?: EventFormat | null;

  @Field(() => Audience, { nullable: true, description: 'Of what is announced, it only widens.' })
  audience?: Audience | null;

  @Field(() => DateTime, { nullable: true })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  endsAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'The IANA name of the zone in which it takes place.' })
  timeZone?: string | null;

  @Field(() => String, { nullable: true })
  venue?: string | null;

  @Field(() => String, { nullable: true, description: '`http://` or `https://`.' })
  meetingUrl?: string | null;

  @Field(() => Int, { nullable: true, description: 'Not fewer than are taken; null is as many as come. Who waits moves up.' })
  capacity?: number | null;

  @Field(() => [String], { nullable: true })
  tags?: string[] | null;

  @Field(() => [SpeakerInput], { nullable: true, description: 'All of them: who is not named does not speak any more.' })
  speakers?: SpeakerInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The college’s own event whose session it is; null is none.' })
  partOfId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'All of them: who is new is asked, who is not named is asked no more.' })
  coHosts?: string[] | null;

  @Field(() => [RemotePlacesInput], {
    nullable: true,
    description: 'Of the partners named here alone. A place that is kept no longer goes to whoever waits first.',
  })
  remotePlaces?: RemotePlacesInput[] | null;
}
