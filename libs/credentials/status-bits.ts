/** How many entries a status list speaks of: the fewest that hide one among the others (Bitstring Status List §6.1). */
export const BITS_IN_LIST = 131_072;
