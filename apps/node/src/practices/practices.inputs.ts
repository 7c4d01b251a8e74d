import { Field, ID, InputType } from '@nestjs/graphql';

@InputType('MaterialInput', { description: 'A recording, a presentation or a hand-out.' })
export class MaterialInput {
  @Field()
  title!: string;

  @Field({ description: '`http://` or `https://`.' })
  url!: string;
}

@InputType('PracticeInput')
export class PracticeInput {
  @Field()
  title!: string;

  @Field({ description: 'One or two sentences.' })
  summary!: string;

  @Field({ description: 'Markdown; HTML in it is shown as text.' })
  body!: string;

  @Field(() => [String], { nullable: true })
  tags?: string[] | null;

  @Field(() => [MaterialInput], { nullable: true })
  materials?: MaterialInput[] | null;
}

@InputType('PracticePatch', { description: 'What of a practice changes. What is not given, or null, stays.' })
export class PracticePatch {
  @Field(() => String, { nullable: true })
  title?: string | null;

  @Field(() => String, { nullable: true })
  summary?: string | null;

  @Field(() => String, { nullable: true })
  body?: string | null;

  @Field(() => [String], { nullable: true })
  tags?: string[] | null;

  @Field(() => [MaterialInput], { nullable: true })
  materials?: MaterialInput[] | null;
}

@InputType('PracticeFilter', { description: 'Which practices; what is not given, or null, does not narrow.' })
export class PracticeFilter {
  @Field(() => String, { nullable: true, description: 'Words, in whatever form, that all stand in what search knows of it: the title, the summary, the body, the tags.' })
  text?: string | null;

  @Field(() => [String], { nullable: true, description: 'Has any of these tags.' })
  tags?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of the colleges whose practices they are.' })
  colleges?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Codes of colleges, any of which took it over.' })
  adoptedBy?: string[] | null;
}
