import { nativeTypeName } from './native-names.js';

/**
 * The only native way to put many nodes of one kind into one graph: a type per college behind interfaces, and a root field
 * per college. Links inside a college have the college's own types, so that the planner need not think of the others. Whoever
 * takes part may be of any college, so that link is an interface, and each subgraph names the volunteers of all others.
 */
export function nativeSdl(college: string, colleges: readonly string[]): string {
  const [College, Event, EventPage, Registration, RegistrationPage, Volunteer] = [
    'College',
    'Event',
    'EventConnection',
    'Registration',
    'RegistrationConnection',
    'Volunteer',
  ].map((type) => nativeTypeName(type, college));
  const others = colleges.filter((code) => code !== college).map((code) => nativeTypeName('Volunteer', code));
  return `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])

    type Query { ${college}: ${College}! }
    type PageInfo @shareable { hasNextPage: Boolean! endCursor: String }

    interface College { code: ID! name: String! events(first: Int = 20, after: String): EventConnection! }
    interface EventConnection { nodes: [Event!]! pageInfo: PageInfo! }
    interface Event { id: ID! title: String! startsAt: String! placesTaken: Int! host: College! registrations(first: Int = 20): RegistrationConnection! }
    interface RegistrationConnection { nodes: [Registration!]! pageInfo: PageInfo! }
    interface Registration { id: ID! status: String! volunteer: Participant }
    interface Participant { id: ID! }
    interface Volunteer { id: ID! displayName: String! home: College! }

    type ${College} implements College @key(fields: "code") {
      code: ID! name: String! events(first: Int = 20, after: String): ${EventPage}!
    }
    type ${EventPage} implements EventConnection { nodes: [${Event}!]! pageInfo: PageInfo! }
    type ${Event} implements Event @key(fields: "id") {
      id: ID! title: String! startsAt: String! placesTaken: Int! host: ${College}!
      registrations(first: Int = 20): ${RegistrationPage}!
    }
    type ${RegistrationPage} implements RegistrationConnection { nodes: [${Registration}!]! pageInfo: PageInfo! }
    type ${Registration} implements Registration @key(fields: "id") { id: ID! status: String! volunteer: Participant }
    type ${Volunteer} implements Volunteer & Participant @key(fields: "id") { id: ID! displayName: String! home: ${College}! }
    ${others.map((other) => `type ${other} implements Participant @key(fields: "id", resolvable: false) { id: ID! }`).join('\n    ')}
  `;
}
