/** Some types of which the table says nothing. */
interface LeftOut {
  readonly because: string;
  /** Each with the fields by which it was judged: one that is new has to be judged, too. */
  readonly types: Readonly<Record<string, readonly string[]>>;
}

const page = ['nodes', 'pageInfo', 'totalCount'];

export const LEFT_OUT: readonly LeftOut[] = [
  {
    because: 'A page of a list is given, and withheld, with the field that holds it; what stands on it has lines of its own.',
    types: {
      PageInfo: ['hasNextPage', 'endCursor'],
      AgreementConnection: page,
      EventConnection: [...page, 'coverage'],
      FeedbackCommentConnection: page,
      OfferConnection: [...page, 'coverage'],
      OverlapConnection: page,
      ParticipationConnection: page,
      PracticeConnection: [...page, 'coverage'],
      QuestionConnection: page,
      RegistrationConnection: page,
      VolunteerConnection: page,
    },
  },
  {
    because: 'Which colleges answered, and which did not: the roster is everybody’s, and nothing of a person is in it.',
    types: { Coverage: ['answered', 'missing'], MissingCollege: ['college', 'reason'] },
  },
  {
    because: 'What a deed is refused with, said to whoever may do it, about what they brought themselves.',
    types: {
      ConsentNeededError: ['message', 'purposes', 'guardian'],
      DuplicateVolunteerError: ['message', 'volunteerId'],
      EventClosedError: ['message', 'status'],
      EventFullError: ['message', 'capacity'],
      EventNotStartedError: ['message', 'startsAt'],
      InvalidTimesError: ['message'],
      TooManyMinutesError: ['message', 'eventMinutes'],
    },
  },
  {
    because: 'Numbers that colleges publish to everybody, of ten people or more; the tests of figures try to undo that.',
    types: {
      CollegeFigures: ['college', 'volunteers', 'activeVolunteers', 'events', 'registrations', 'minutes', 'attendanceRate'],
      NetworkFigures: ['volunteers', 'activeVolunteers', 'events', 'registrations', 'minutes', 'crossCollegeShare', 'byCollege', 'coverage'],
    },
  },
  {
    because: 'It says to whoever holds an entry what the entry says, as docs/access.md has it.',
    types: {
      CredentialCheck: ['valid', 'reason', 'issuer', 'subjectName', 'eventId', 'eventTitle', 'startsAt', 'endsAt', 'minutes', 'issuedAt', 'revokedAt', 'statusAsOf'],
    },
  },
  {
    because: 'The feed gives what the lines of the things themselves give, as docs/access.md has it; its own tests try it.',
    types: { Change: ['id', 'kind', 'deleted', 'changedAt', 'event', 'practice', 'offer'], ChangePage: ['changes', 'cursor', 'hasMore', 'reset'] },
  },
];

/** `Type.field` of all that is left out. */
export function leftOut(): string[] {
  return LEFT_OUT.flatMap(({ types }) => Object.entries(types).flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`)));
}
