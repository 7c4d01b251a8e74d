/** The path of all calendars at a gateway, and at a node, beside its GraphQL, of a volunteer's own. */
export const CALENDAR_PATH = 'calendar';

/** What a secret address holds that only its volunteer knows: 32 random bytes in base64url. */
export const CALENDAR_SECRET = /^[\w-]{43}$/;

/** Where a gateway gives a volunteer's own calendar. */
export function ownCalendarPath(college: string, secret: string): string {
  return `/${CALENDAR_PATH}/own/${college}/${secret}.ics`;
}
