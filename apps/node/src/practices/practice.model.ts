import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { MaterialModel } from '../events/event.model.js';
import { DateTime } from '../graph/scalars.js';

@ObjectType('AdoptionRow', { description: 'A college that took a practice over, by its code.' })
@Directive('@shareable')
@Directive('@inaccessible')
export class AdoptionRowModel {
  @Field(() => ID)
  collegeCode!: string;

  @Field(() => DateTime)
  adoptedAt!: Date;

  @Field(() => String, { nullable: true })
  outcome?: string | null;
}

@ObjectType('Practice', { description: 'What a college does well, written down for the others to take over.' })
@Directive('@key(fields: "id")')
export class PracticeModel {
  @Field(() => ID)
  id!: string;

  @Field()
  title!: string;

  @Field({ description: 'One or two sentences.' })
  summary!: string;

  @Field({ description: 'Markdown (CommonMark with tables), as it was written: render it safely, or take `bodyHtml`.' })
  body!: string;

  @Field(() => [String])
  tags!: string[];

  @Field(() => [MaterialModel])
  materials!: MaterialModel[];

  @Field(() => DateTime)
  publishedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was last changed.' })
  changedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is shown to its college’s staff alone.' })
  withdrawnAt?: Date | null;
}

@ObjectType('PracticeFeedItem', { description: 'A practice with its place in the order that the whole network shares.' })
@Directive('@inaccessible')
export class PracticeFeedItemModel {
  @Field({ description: '`<publication in UTC>|<global id>`; keys compare as plain strings, the greatest first.' })
  key!: string;

  @Field(() => PracticeModel, { nullable: true })
  practice?: PracticeModel | null;
}

@ObjectType('PracticeFeed', { description: 'This college’s part of the network’s merged list of practices.' })
@Directive('@inaccessible')
export class PracticeFeedModel {}

@ObjectType('PracticeConnection', { description: 'A page of practices, newest first.' })
@Directive('@shareable')
export class PracticeConnectionModel {}
