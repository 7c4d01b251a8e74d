import { registerEnumType } from '@nestjs/graphql';
import { CoHostState } from './co-hosts/co-host-state.js';
import { Audience, EventFormat, EventKind, EventStatus, SeriesScope } from './event-vocabulary.js';

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
    COMPLETED: { description: 'Has taken place: it was announced, and its end has passed.' },
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

registerEnumType(SeriesScope, {
  name: 'SeriesScope',
  description: 'Which events of a series are meant.',
  valuesMap: {
    THIS_EVENT: { description: 'The one that is named.' },
    THIS_AND_FOLLOWING: { description: 'The one that is named and all after it, those that are not made yet too.' },
  },
});

registerEnumType(CoHostState, {
  name: 'CoHostState',
  description: 'What became of asking a college to hold an event together.',
  valuesMap: {
    INVITED: { description: 'Not answered yet.' },
    ACCEPTED: { description: 'It holds the event, too.' },
    DECLINED: { description: 'It does not.' },
  },
});
