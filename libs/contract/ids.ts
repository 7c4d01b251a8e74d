/** A college's code as it stands in the roster and in front of every global id. */
export const COLLEGE_CODE = /^[a-z0-9]{2,16}$/;

/** Read in either case and written in lower case (RFC 9562 §4). */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `<college code>:<uuid>`, taken apart. */
export interface GlobalId {
  readonly college: string;
  readonly uuid: string;
}

/** Makes the id that clients see from the bare uuid that the node keeps. */
export function globalId(college: string, uuid: string): string {
  return `${college}:${uuid}`;
}

/** Takes a global id apart, its uuid as we write it; null when it is not one. */
export function parseGlobalId(id: string): GlobalId | null {
  const colon = id.indexOf(':');
  const college = id.slice(0, colon);
  const uuid = id.slice(colon + 1);
  return colon > 0 && COLLEGE_CODE.test(college) && UUID.test(uuid) ? { college, uuid: uuid.toLowerCase() } : null;
}

/** A global id as we write it, so that equal ids are equal texts; what is no id comes back as it is. */
export function canonicalId(id: string): string {
  const parsed = parseGlobalId(id);
  return parsed ? globalId(parsed.college, parsed.uuid) : id;
}

/** The code in front of a global id, or null: enough to route by, at the cost of one comparison. */
export function collegeOf(id: string): string | null {
  const colon = id.indexOf(':');
  const college = id.slice(0, colon);
  return colon > 0 && COLLEGE_CODE.test(college) ? college : null;
}
