import { globalId, parseGlobalId } from '#contract/ids.js';
import { notFound } from '../graph/domain-error.js';

/** Which college this node is, and which ids are its own. */
export class ThisCollege {
  constructor(readonly code: string) {}

  /** The id that clients see of a row of ours. */
  globalId(uuid: string): string {
    return globalId(this.code, uuid);
  }

  /** The row's uuid behind one of our own ids; null for another college's id and for what is no id. */
  uuidOf(id: unknown): string | null {
    const parsed = typeof id === 'string' ? parseGlobalId(id) : null;
    return parsed?.college === this.code ? parsed.uuid : null;
  }

  /**
   * @param what names the thing for people: «event»
   * @throws DomainError NOT_FOUND for an id that is not ours
   */
  ownUuid(id: unknown, what: string): string {
    const uuid = this.uuidOf(id);
    if (uuid === null) throw notFound(what);
    return uuid;
  }
}
