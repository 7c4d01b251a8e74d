import type { PublicKind } from '../college/public-kind.js';

/** Something that was found. */
export interface SearchFound {
  readonly kind: PublicKind;
  readonly id: string;
  /** How well it fits, from the text alone: the same text has the same rank at every college. */
  readonly rank: number;
}
