/** The most that `first` gives, however much was asked for. */
export const MAX_PAGE = 100;

/** What `first` is where a client does not say. */
export const DEFAULT_PAGE = 20;

/** The most representations a node takes in one `_entities`; the gateway sends more in several operations. */
export const MAX_REPRESENTATIONS = 1_000;

/** The most operations that a node takes in one HTTP request from a gateway. */
export const MAX_BATCH = 20;

/** A figure over fewer people than this is suppressed. */
export const SMALLEST_GROUP = 10;
