/**
 * How the gateway finds the one node that answers a root field of the contract:
 * - `actor`: the college of whoever asks, from claims that the gateway verified;
 * - `owner`: the college named by the id in `argument`, or inside it: `input.eventId`;
 * - `college`: the college whose code is `argument`;
 * - `network`: every node, each asked by the `network` subgraph and never through the planner.
 */
export type RootFieldRule =
  | { readonly by: 'actor' }
  | { readonly by: 'owner'; readonly argument: string }
  | { readonly by: 'college'; readonly argument: string }
  | { readonly by: 'network' };

export type RootFieldRules = Readonly<Record<string, RootFieldRule>>;

/** One rule for each root field of `college.graphql`; a test fails for a field without one. */
export const rootFieldRules: RootFieldRules = {
  viewer: { by: 'actor' },
  event: { by: 'owner', argument: 'id' },
  volunteer: { by: 'owner', argument: 'id' },
  changes: { by: 'college', argument: 'college' },
  addVolunteer: { by: 'actor' },
  giveConsent: { by: 'owner', argument: 'input.volunteerId' },
  withdrawConsent: { by: 'owner', argument: 'volunteerId' },
  createEvent: { by: 'actor' },
  publishEvent: { by: 'owner', argument: 'id' },
  discardDraft: { by: 'owner', argument: 'id' },
  acceptCoHost: { by: 'owner', argument: 'eventId' },
  declineCoHost: { by: 'owner', argument: 'eventId' },
  updateEvent: { by: 'owner', argument: 'id' },
  cancelEvent: { by: 'owner', argument: 'id' },
  recordAttendance: { by: 'owner', argument: 'input.registrationId' },
  correctMinutes: { by: 'owner', argument: 'registrationId' },
  takePart: { by: 'actor' },
  withdrawParticipation: { by: 'owner', argument: 'participationId' },
  approveParticipation: { by: 'owner', argument: 'participationId' },
  declineParticipation: { by: 'owner', argument: 'participationId' },
  createCalendarFeed: { by: 'actor' },
  revokeCalendarFeed: { by: 'actor' },
  practice: { by: 'owner', argument: 'id' },
  publishPractice: { by: 'actor' },
  updatePractice: { by: 'owner', argument: 'id' },
  withdrawPractice: { by: 'owner', argument: 'id' },
  adoptPractice: { by: 'owner', argument: 'practiceId' },
  withdrawAdoption: { by: 'owner', argument: 'practiceId' },
  postOffer: { by: 'actor' },
  closeOffer: { by: 'owner', argument: 'id' },
  proposeAgreement: { by: 'owner', argument: 'input.offerId' },
  acceptAgreement: { by: 'owner', argument: 'id' },
  declineAgreement: { by: 'owner', argument: 'id' },
  withdrawAgreement: { by: 'owner', argument: 'id' },
  askQuestion: { by: 'owner', argument: 'input.eventId' },
  withdrawQuestion: { by: 'owner', argument: 'questionId' },
  voteForQuestion: { by: 'owner', argument: 'questionId' },
  withdrawVote: { by: 'owner', argument: 'questionId' },
  moderateQuestion: { by: 'owner', argument: 'id' },
  addMaterial: { by: 'owner', argument: 'eventId' },
  removeMaterial: { by: 'owner', argument: 'eventId' },
  recordOutcome: { by: 'owner', argument: 'eventId' },
  leaveFeedback: { by: 'owner', argument: 'input.eventId' },
  checkIn: { by: 'actor' },
  publishName: { by: 'actor' },
  saveTeam: { by: 'actor' },
  assignMentor: { by: 'owner', argument: 'volunteerId' },
  assignTeam: { by: 'owner', argument: 'volunteerId' },
  eventFeed: { by: 'network' },
  practiceFeed: { by: 'network' },
  offerFeed: { by: 'network' },
  searchFeed: { by: 'network' },
  sessionIsLive: { by: 'network' },
};
