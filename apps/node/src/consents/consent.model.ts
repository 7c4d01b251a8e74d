import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTime } from '../graph/scalars.js';
import { ConsentPurpose } from './consent-purpose.js';

registerEnumType(ConsentPurpose, {
  name: 'ConsentPurpose',
  description: 'What a consent is to. Each is given by itself, and is off until then.',
  valuesMap: {
    NAME_TO_PARTNERS: { description: 'Staff of other colleges may read the display name.' },
    CONTACTS_TO_HOST: { description: 'Staff of the college whose event the volunteer takes part in may read e-mail and phone.' },
    PHOTO_PUBLICATION: { description: 'Photographs may be published.' },
    CREDENTIAL_ISSUE: { description: 'A proof of service may be issued.' },
  },
});

@ObjectType('Consent', {
  description: 'What one volunteer’s consent to one purpose comes to. A purpose that nobody ever answered has none, and is off.',
})
export class ConsentModel {
  @Field(() => ConsentPurpose)
  purpose!: ConsentPurpose;

  @Field(() => DateTime, { nullable: true, description: 'When the volunteer’s own consent was last recorded.' })
  givenAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When a guardian’s consent was last recorded.' })
  guardianGivenAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Since when nothing of it stands; null while any of it does.' })
  withdrawnAt?: Date | null;

  @Field({
    description:
      'Whether it holds today. Under age a guardian’s consent is needed too, for the youngest it is enough; on the day the volunteer comes of age only their own counts.',
  })
  inForce!: boolean;

  @Field({ description: 'Which wording was last agreed to.' })
  textVersion!: string;

  @Field(() => String, { nullable: true, description: 'The number of the paper that a guardian last signed.' })
  guardianDocument?: string | null;
}
