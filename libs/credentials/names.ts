import { COLLEGE_CODE, parseGlobalId } from '#contract/ids.js';

/** Open Badges 3.0 names everything by URIs; these are ours for what has no page of its own. */
const COLLEGE = 'urn:dobroset:college:';
const OURS = 'urn:dobroset:';
const UUID = 'urn:uuid:';

/** The URI of a college, from its code. */
export function collegeUri(code: string): string {
  return COLLEGE + code;
}

/** The code of the college that a URI names; null when it names none. */
export function collegeIn(uri: string): string | null {
  const code = uri.startsWith(COLLEGE) ? uri.slice(COLLEGE.length) : '';
  return COLLEGE_CODE.test(code) ? code : null;
}

/** The URI of a volunteer or an event, from its global id. */
export function thingUri(globalId: string): string {
  return OURS + globalId;
}

/** The global id in a URI, as we write it; null when there is none. */
export function globalIdIn(uri: string): string | null {
  const id = uri.startsWith(OURS) ? uri.slice(OURS.length) : '';
  const parsed = parseGlobalId(id);
  return parsed && `${parsed.college}:${parsed.uuid}` === id ? id : null;
}

/** The URI of a credential, from the uuid of its row at the host. */
export function credentialUri(uuid: string): string {
  return UUID + uuid;
}

/** The uuid in a credential's URI. */
export function uuidIn(uri: string): string {
  return uri.slice(UUID.length);
}

/** Where a college's node publishes a status list, beside its `/graphql`. */
export function statusListUrl(endpoint: string, list: number): string {
  return new URL(`credentials/status/${list}`, endpoint).href;
}

/** The number of the list at such an address; null when it is none. */
export function statusListIn(url: string): number | null {
  const [, list] = /\/credentials\/status\/([1-9]\d{0,5})$/.exec(url) ?? [];
  return list === undefined ? null : Number(list);
}
