/** Where the id begins in a key: behind 24 characters of time and the bar. */
export const ID_POSITION = 25;

/** As `parseEventKey` and `parseGlobalId` together would have it, at a tenth of their cost: hundreds of keys come with a page. */
const FORM =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z\|[a-z0-9]{2,16}:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const DAY = [8, 10] as const;
const LAST_DAY_OF_EVERY_MONTH = '28';

/** Whether a key names a moment and a thing of that college: a page ends in its last key, and clients read the id in it. */
export function isKeyOf(college: string, key: string): boolean {
  return FORM.test(key) && key.startsWith(`${college}:`, ID_POSITION) && (key.slice(...DAY) <= LAST_DAY_OF_EVERY_MONTH || isDayOfItsMonth(key));
}

function isDayOfItsMonth(key: string): boolean {
  const time = key.slice(0, ID_POSITION - 1);
  return new Date(time).toISOString() === time;
}
