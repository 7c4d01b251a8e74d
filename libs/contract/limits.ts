/** The most that `first` gives, however much was asked for. */
export const MAX_PAGE = 100;

/** What `first` is where a client does not say. */
export const DEFAULT_PAGE = 20;

/** The most representations a node takes in one `_entities`; the gateway sends more in several operations. */
export const MAX_REPRESENTATIONS = 1_000;

/** The most operations that a node takes in one HTTP request from a gateway. */
export const MAX_BATCH = 20;

/** The most credentials that the gateway checks in one request. */
export const MOST_CHECKS = 10;

/** A figure over fewer people than this is suppressed. */
export const SMALLEST_GROUP = 10;

/** As many wrong check-in codes one participant may give: so nobody guesses one of a million. */
export const CHECK_IN_TRIES = 5;

/** What a client's document may be: many times what our own page sends, and nothing that takes long to plan. */
export const CLIENT_DOCUMENTS = { characters: 100_000, tokens: 5_000, depth: 20, aliases: 100, directives: 100, size: 1_000 } as const;

/** What the variables of a client's request may hold; a list is as long as a page at most. */
export const CLIENT_VARIABLES = { list: 100, values: 2_000, depth: 20, text: 100_000 } as const;

/** What a node takes of a gateway, which adds keys, aliases and conditions to what the client asked: never reached by ours. */
export const GATEWAY_DOCUMENTS = { characters: 2_000_000, tokens: 40_000, depth: 60, aliases: 2_000, directives: 4_000, size: 20_000 } as const;

/** What a client's request may come to: objects in its answer, with every list as long as it may be, and questions put to every college. */
export const CLIENT_COST = { objects: 100_000, askedOfAll: 10 } as const;

/** What may be searched for at once. */
export const SEARCH_TEXT = { characters: 200, words: 20 } as const;

/**
 * What a college's search ranks by: a whole step for where the words stand, and less than one for how well they fit besides.
 * No rank is outside of 0 and their `most`, so that none can push what others found off every page.
 */
export const SEARCH_RANK = { inTitle: 2, toldBriefly: 1, most: 3 } as const;

/** Characters that an event may have. */
export const EVENT_TEXT = { title: 200, summary: 500, description: 10_000, venue: 300, meetingUrl: 2_000, timeZone: 64, outcome: 10_000 } as const;

/** Characters that may be said of an event's speaker. */
export const SPEAKER_TEXT = { name: 200, position: 200, organisation: 200, topic: 500 } as const;

/** Places that an event may have, and may keep for one partner. */
export const MOST_PLACES = 100_000;

/** Other colleges that one event names: its co-hosts, and likewise the partners for whom it keeps places. */
export const MOST_PARTNERS = 100;

/** Characters of a tag, and how many tags one thing may have. */
export const TAGS = { characters: 50, most: 20 } as const;

/** Characters that a practice may have. */
export const PRACTICE_TEXT = { title: 200, summary: 500, body: 20_000, outcome: 2_000 } as const;

/** How many recordings, presentations and hand-outs hang on one practice, and on one event. */
export const MOST_MATERIALS = { practice: 20, event: 50 } as const;

/** Characters that an offer and an agreement may have. */
export const OFFER_TEXT = { title: 200, details: 5_000, note: 2_000, reason: 500 } as const;

/** Proposals that may wait for an answer about one offer. */
export const MOST_PROPOSALS = 100;
