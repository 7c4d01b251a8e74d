import { collegeOf } from '#contract/ids.js';
import { type CollegeRef, collegeRef } from './coverage.js';
import { InTurn } from './in-turn.js';
import { htmlOf } from './markdown.js';
import { matches } from './offer-matches.js';

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

/** A long body takes some hundredths of a second, and a page has a hundred. */
const rendering = new InTurn();

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
    bodyHtml: ({ body }: { body: string }): Promise<string | null> => rendering.do(() => htmlOf(body)),
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
