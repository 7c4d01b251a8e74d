/** How a list is ordered by its keys. */
export type KeyOrder = 'ascending' | 'descending';

/** A list that every college has a part of, and the network merges. */
export interface ListKind {
  /** The type of what stands in it. */
  readonly type: string;
  /** The hidden root field of `college` that gives one college's part. */
  readonly feed: string;
  /** The field of the feed's items with the thing itself. */
  readonly item: string;
  /** The type of its filter. */
  readonly filter: string;
  readonly order: KeyOrder;
}

export const EVENTS: ListKind = { type: 'Event', feed: 'eventFeed', item: 'event', filter: 'EventFilter', order: 'ascending' };
export const PRACTICES: ListKind = { type: 'Practice', feed: 'practiceFeed', item: 'practice', filter: 'PracticeFilter', order: 'descending' };
export const OFFERS: ListKind = { type: 'Offer', feed: 'offerFeed', item: 'offer', filter: 'OfferFilter', order: 'descending' };

/** Whether a key stands before another in that order. */
export function isBefore(order: KeyOrder, key: string, other: string): boolean {
  return order === 'ascending' ? key < other : key > other;
}
