import { z } from 'zod';

/** What a query asks, and what of its answer the course reads. */
export interface GraphQuestion<Data> {
  readonly query: string;
  readonly shape: z.ZodType<Data>;
}

export const comingEvents = {
  query: `query ($from: DateTime!, $host: ID!) { college(code: $host) { events(first: 100, filter: { from: $from }) { nodes { id title audience format status capacity placesTaken endsAt } } } }`,
  shape: z.object({
    college: z.object({
      events: z.object({
        nodes: z.array(
          z.object({ id: z.string(), title: z.string(), audience: z.string(), format: z.string(), status: z.string(), capacity: z.number().nullable(), placesTaken: z.number(), endsAt: z.string() }),
        ),
      }),
    }),
  }),
};

export const whoAmI = {
  query: '{ viewer { id } }',
  shape: z.object({ viewer: z.object({ id: z.string() }) }),
};

export const takePart = {
  query: `mutation ($input: TakePartInput!) { takePart(input: $input) { __typename ... on Participation { id status } ... on UserError { message } } }`,
  shape: z.object({ takePart: z.object({ __typename: z.literal('Participation'), id: z.string(), status: z.string() }) }),
};

export const recordBook = {
  query: `query ($id: ID!) { volunteer(id: $id) { recordBook(first: 100) { totalMinutes nodes { id eventId status minutes credential } } } }`,
  shape: z.object({
    volunteer: z.object({
      recordBook: z.object({
        totalMinutes: z.number(),
        nodes: z.array(z.object({ id: z.string(), eventId: z.string(), status: z.string(), minutes: z.number().nullable(), credential: z.string().nullable() })),
      }),
    }),
  }),
};

export const registrations = {
  query: `query ($id: ID!) { event(id: $id) { placesTaken registrations(first: 100) { nodes { id volunteerId status minutes } } } }`,
  shape: z.object({
    event: z.object({
      placesTaken: z.number(),
      registrations: z.object({ nodes: z.array(z.object({ id: z.string(), volunteerId: z.string(), status: z.string(), minutes: z.number().nullable() })) }),
    }),
  }),
};

export const moveEvent = {
  query: `mutation ($id: ID!, $input: EventPatch!) { updateEvent(id: $id, input: $input) { __typename ... on Event { startsAt } ... on UserError { message } } }`,
  shape: z.object({ updateEvent: z.object({ __typename: z.literal('Event'), startsAt: z.string() }) }),
};

export const recordAttendance = {
  query: `mutation ($input: AttendanceInput!) { recordAttendance(input: $input) { __typename ... on Registration { status minutes } ... on UserError { message } } }`,
  shape: z.object({ recordAttendance: z.object({ __typename: z.literal('Registration'), status: z.string() }) }),
};

export const correctMinutes = {
  query: `mutation ($id: ID!, $minutes: Int!, $reason: String!) { correctMinutes(registrationId: $id, minutes: $minutes, reason: $reason) { __typename ... on Registration { minutes } ... on UserError { message } } }`,
  shape: z.object({ correctMinutes: z.object({ __typename: z.literal('Registration'), minutes: z.number().nullable() }) }),
};

export const verify = {
  query: `query ($credential: String!) { verifyCredential(credential: $credential) { valid reason minutes } }`,
  shape: z.object({ verifyCredential: z.object({ valid: z.boolean(), reason: z.string().nullable() }) }),
};
