/** What the floor asks the nodes, written by hand. */
export const COLLEGE_EVENTS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on College { events(first: 5) { nodes { id title startsAt placesTaken } } } }
}`;

export const FEED = `query {
  eventFeed(first: 20) { items { key event { id title startsAt placesTaken host { code } } } hasNextPage }
}`;

export const COLLEGE_REGISTRATIONS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on College { events(first: 3) { nodes { id title registrations(first: 3) { nodes { id status volunteerId } } } } }
  }
}`;

export const VOLUNTEERS = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Volunteer { id displayName home { code } } }
}`;
