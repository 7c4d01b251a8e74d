/** What a cell leaves of the value that was there: an empty one says nothing (undefined), a dash says that there is none (null). */
export function given<Value>(said: Value | null | undefined, before: Value | null): Value | null {
  return said === undefined ? before : said;
}
