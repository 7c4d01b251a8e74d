/** The words that an offer is described with; the contract's enums are made from them. */
export const OfferDirection = { OFFERED: 'OFFERED', WANTED: 'WANTED' } as const;
export type OfferDirection = keyof typeof OfferDirection;

export const OfferKind = {
  SPEAKER: 'SPEAKER',
  MENTOR: 'MENTOR',
  EXPERTISE: 'EXPERTISE',
  VENUE: 'VENUE',
  EQUIPMENT: 'EQUIPMENT',
  OTHER: 'OTHER',
} as const;
export type OfferKind = keyof typeof OfferKind;

export const OfferStatus = { OPEN: 'OPEN', AGREED: 'AGREED', CLOSED: 'CLOSED' } as const;
export type OfferStatus = keyof typeof OfferStatus;
