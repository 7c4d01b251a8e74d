/** How much a visitor may ask, which is counted in more than one place. */
export const VISITORS = Symbol('how much a visitor may ask');
