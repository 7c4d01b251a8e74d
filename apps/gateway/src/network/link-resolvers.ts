import { collegeOf } from '#contract/ids.js';
import { type CollegeRef, collegeRef } from './coverage.js';
import type { NetworkContext } from './network-context.js';
import { matches } from './offer-matches.js';
import { RenderedBodies } from './rendered-bodies.js';

interface AdoptionRow {
  readonly collegeCode: string;
  readonly adoptedAt: string;
  readonly outcome: string | null;
}

interface RemotePlaceRow {
  readonly collegeCode: string;
  readonly places: number;
  readonly taken: number;
}

interface CoHostRow {
  readonly collegeCode: string;
  readonly state: string;
  readonly invitedAt: string;
  readonly answeredAt: string | null;
}

const bodies = new RenderedBodies();

/**
 * Links that may cross colleges. The host's node gives the code or global id; the link is made here, so that the
 * planner goes on to the node that owns what is linked.
 */
export const linkResolvers = {
  Event: {
    coHosts: ({ coHostCodes }: { coHostCodes: readonly string[] }): CollegeRef[] => coHostCodes.map(collegeRef),
    coHostInvitations: ({ coHostRows }: { coHostRows: readonly CoHostRow[] | null }) =>
      coHostRows?.map(({ collegeCode, ...row }) => ({ college: collegeRef(collegeCode), ...row })) ?? null,
    remotePlaces: ({ remotePlaceRows }: { remotePlaceRows: readonly RemotePlaceRow[] }) =>
      remotePlaceRows.map(({ collegeCode, places, taken }) => ({ college: collegeRef(collegeCode), places, taken })),
  },
  PersonalDataRead: {
    reader: ({ readerCode }: { readerCode: string }): CollegeRef => collegeRef(readerCode),
  },
  Participation: {
    event: ({ eventId }: { eventId: string }) => ({ __typename: 'Event', id: eventId }),
  },
  Practice: {
    bodyHtml: ({ body }: { body: string }, _: unknown, { graph }: NetworkContext): Promise<string | null> => bodies.html(graph, body),
    adoptions: ({ adoptionRows }: { adoptionRows: readonly AdoptionRow[] }) =>
      adoptionRows.map(({ collegeCode, adoptedAt, outcome }) => ({ college: collegeRef(collegeCode), adoptedAt, outcome })),
  },
  Offer: { matches },
  Agreement: {
    partner: ({ partnerOfferId }: { partnerOfferId: string }): CollegeRef | null => {
      const code = collegeOf(partnerOfferId);
      return code === null ? null : collegeRef(code);
    },
    partnerOffer: ({ partnerOfferId }: { partnerOfferId: string }) => ({ __typename: 'Offer', id: partnerOfferId }),
  },
  Registration: {
    volunteer: ({ volunteerId }: { volunteerId: string }) => ({ __typename: 'Volunteer', id: volunteerId }),
    home: ({ volunteerId }: { volunteerId: string }): CollegeRef | null => {
      const code = collegeOf(volunteerId);
      return code === null ? null : collegeRef(code);
    },
  },
};
