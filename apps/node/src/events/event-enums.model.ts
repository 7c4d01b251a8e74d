import { registerEnumType } from '@nestjs/graphql';
import { Audience, EventFormat, EventKind, EventStatus } from './event-vocabulary.js';

registerEnumType(EventKind, {
  name: 'EventKind',
  valuesMap: {
    SERVICE: { description: 'An action: work that helps somebody.' },
    MEETING: { description: 'A meeting of volunteers, mentors or curators.' },
    DISCUSSION: { description: 'A discussion club with an invited speaker: «Разговор на равных».' },
    SEMINAR: { description: 'A seminar for a wider audience.' },
    TRAINING: { description: 'A training.' },
    EDUCATIONAL_SESSION: { description: 'An educational session, often inside a forum.' },
    FORUM: { description: 'A forum, whose sessions are its parts.' },
  },
});

registerEnumType(EventFormat, {
  name: 'EventFormat',
  valuesMap: {
    ONSITE: { description: 'At the venue.' },
    ONLINE: { description: 'By video.' },
    HYBRID: { description: 'At the venue and by video at once.' },
  },
});

registerEnumType(EventStatus, {
  name: 'EventStatus',
  valuesMap: {
    DRAFT: { description: 'Being prepared; the host’s staff alone see it.' },
    PUBLISHED: { description: 'Announced.' },
    CANCELLED: { description: 'Will not take place.' },
    COMPLETED: { description: 'Has taken place.' },
  },
});

registerEnumType(Audience, {
  name: 'Audience',
  description: 'Who may see an event.',
  valuesMap: {
    COLLEGE: { description: 'The host’s own people.' },
    NETWORK: { description: 'Whoever signed in at any college of the network.' },
    PUBLIC: { description: 'Everybody.' },
  },
});
