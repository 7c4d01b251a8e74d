import { Directive, ID, ResolveField, Resolver } from '@nestjs/graphql';
import { CollegeModel } from '../college/college.model.js';
import { ThisCollege } from '../college/this-college.js';
import type { GraphContext } from '../graph/request-context.js';
import './event-enums.model.js';
import { EventStatus } from './event-vocabulary.js';
import type { EventEntity } from './event.entity.js';
import { CoHostRowModel, EventModel, RemotePlaceRowModel } from './event.model.js';
import { eventPolicy } from './event.policy.js';
import { EventsService } from './events.service.js';
import type { RemotePlaces } from './remote-places.js';

/** Fields of an event that are not columns of its row. */
@Resolver(() => EventModel)
export class EventFieldsResolver {
  constructor(
    private readonly events: EventsService,
    private readonly thisCollege: ThisCollege,
  ) {}

  @ResolveField(() => ID)
  id(event: EventEntity): string {
    return this.thisCollege.globalId(event.id);
  }

  @ResolveField(() => EventStatus)
  status(event: EventEntity): EventStatus {
    return eventPolicy.statusAt(event, new Date());
  }

  @ResolveField(() => CollegeModel, { description: 'The college whose event it is.' })
  host(): CollegeModel {
    return { code: this.thisCollege.code };
  }

  @ResolveField(() => [RemotePlaceRowModel])
  @Directive('@inaccessible')
  remotePlaceRows(event: EventEntity, _args: unknown, { loaders }: GraphContext): Promise<RemotePlaces[]> {
    return loaders.remotePlacesByEvent.load(event.id);
  }

  @ResolveField(() => EventModel, { nullable: true, description: 'The event whose session it is: a forum, for example.' })
  partOf(event: EventEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<EventEntity | null> {
    return this.events.partOf(actor, event, loaders);
  }

  @ResolveField(() => [EventModel], { description: 'Its sessions, by start.' })
  parts(event: EventEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<EventEntity[]> {
    return this.events.parts(actor, event, loaders);
  }

  @ResolveField(() => [CoHostRowModel], { nullable: true })
  @Directive('@inaccessible')
  async coHostRows(event: EventEntity, _args: unknown, { actor, loaders }: GraphContext): Promise<CoHostRowModel[]> {
    const rows = await this.events.coHosts(actor, event, loaders);
    return rows.map(({ college, ...row }) => ({ ...row, collegeCode: college }));
  }

  @ResolveField(() => ID, { nullable: true, description: 'The regular meeting that it is one of: what `EventFilter.seriesId` takes.' })
  seriesId(event: EventEntity): string | null {
    return event.seriesId === null ? null : this.thisCollege.globalId(event.seriesId);
  }

  @ResolveField(() => String, { nullable: true, description: 'The rule of its series, as RFC 5545 writes it: `FREQ=WEEKLY;BYDAY=FR`.' })
  async recurrence(event: EventEntity, _args: unknown, { loaders }: GraphContext): Promise<string | null> {
    const series = event.seriesId === null ? undefined : await loaders.series.load(event.seriesId);
    return series?.rule ?? null;
  }
}
