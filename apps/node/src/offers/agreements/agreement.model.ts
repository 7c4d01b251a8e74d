import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTime } from '../../graph/scalars.js';
import { AgreementStatus } from './agreement-status.js';

registerEnumType(AgreementStatus, {
  name: 'AgreementStatus',
  valuesMap: {
    PROPOSED: { description: 'Waits for the partner’s curator.' },
    ACCEPTED: { description: 'The partner said yes and keeps its offer; the proposer’s node has not confirmed it yet: it may be away.' },
    AGREED: { description: 'Both offers are promised to each other.' },
    DECLINED: { description: 'The partner said no, or its node by itself.' },
    WITHDRAWN: { description: 'The proposer took it back, or its node did, for no answer came.' },
    LAPSED: { description: 'The partner said yes, and nothing came of it: an offer or a college was gone by then, or one side forgot it with an older backup.' },
  },
});

@ObjectType('Agreement', {
  description: 'One college’s side of an agreement with another, about an offer of each: for its own staff. The partner has a side with an id of its own.',
})
@Directive('@key(fields: "id")')
export class AgreementModel {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'Global id of the partner’s offer; the code in front is the partner’s.' })
  partnerOfferId!: string;

  @Field({ description: 'Whether this college proposed it, and the partner answers.' })
  proposedHere!: boolean;

  @Field(() => AgreementStatus)
  status!: AgreementStatus;

  @Field(() => String, { nullable: true, description: 'What the proposer said with it.' })
  note?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing came of it: OFFER_CLOSED, NOT_A_MATCH, ASKED_ALREADY, TOO_MANY, NO_ANSWER (for a month), PARTNER_LEFT (the network), PARTNER_REFUSED (its node cannot take what this one sent: ask your IT), or the words of staff.',
  })
  reason?: string | null;

  @Field(() => DateTime)
  proposedAt!: Date;

  @Field(() => DateTime)
  changedAt!: Date;
}

@ObjectType('AgreementConnection', { description: 'A page of agreements, newest first.' })
export class AgreementConnectionModel {}

@InputType('AgreementInput', { description: 'A want and an offer that shall meet.' })
export class AgreementInput {
  @Field(() => ID, { description: 'Of the actor’s own college.' })
  offerId!: string;

  @Field(() => ID, { description: 'Of another college, and the other way round.' })
  partnerOfferId!: string;

  @Field(() => String, { nullable: true, description: 'For the partner’s curator to read.' })
  note?: string | null;
}
