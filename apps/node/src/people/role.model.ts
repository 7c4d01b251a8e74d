import { registerEnumType } from '@nestjs/graphql';
import type { Role } from '#identity/actor.js';

/** What a person may be at a college, as GraphQL knows it. */
export const RoleEnum: { readonly [Name in Role]: Name } = {
  VOLUNTEER: 'VOLUNTEER',
  MENTOR: 'MENTOR',
  CURATOR: 'CURATOR',
  OPERATOR: 'OPERATOR',
  COORDINATOR: 'COORDINATOR',
  PARTNER: 'PARTNER',
};

registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a person is at their college.',
  valuesMap: {
    VOLUNTEER: { description: 'Gives time: волонтёр.' },
    MENTOR: { description: 'Guides volunteers: наставник.' },
    CURATOR: { description: 'Answers for the college’s volunteering: куратор.' },
    OPERATOR: { description: 'Runs the college’s node.' },
    COORDINATOR: { description: 'Runs the network, at its hub.' },
    PARTNER: { description: 'A partner’s system.' },
  },
});
