import type { FindStatusList } from '#credentials/check-credential.js';
import type { FindIssuerKey } from '#credentials/signed-credential.js';
import { type StatusList, openStatusList } from '#credentials/status-list.js';

/** Finds status lists among texts that were given: the newest that the college signed as its list of that number. */
export function givenLists(texts: readonly string[], findKey: FindIssuerKey): FindStatusList {
  return async (issuer, list) => {
    const opened = await Promise.all(texts.map((jws) => openStatusList(jws.trim(), issuer, list, findKey).catch(() => null)));
    return opened.reduce<StatusList | null>((newest, one) => (one && (!newest || one.validFrom > newest.validFrom) ? one : newest), null);
  };
}
