export const ROSTER = Symbol('the roster');
