/** The kinds of things that a college shows to others: what is searched, and what partners' systems keep in step with. */
export type PublicKind = 'EVENT' | 'PRACTICE' | 'OFFER';
