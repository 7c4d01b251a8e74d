import { Field, InterfaceType } from '@nestjs/graphql';

@InterfaceType('UserError', { description: 'A refusal that a reasonable person can meet, with what a page needs to say it.' })
export abstract class UserError {
  @Field({ description: 'For people.' })
  message!: string;
}
