/** One credited part in an event. */
export interface RecordBookEntry {
  /** Of a signed one the credential's own. */
  readonly id: string;
  readonly title: string;
  /** Whose event it was. */
  readonly host: { readonly code: string; readonly name: string };
  /** Null where the host never told. */
  readonly time: { readonly startsAt: Date; readonly endsAt: Date } | null;
  readonly minutes: number;
  /** When the host signed it; of an unsigned one, when the home wrote it down. */
  readonly recordedAt: Date;
  /** The compact JWS; null for what is of before hosts signed, in the home's own books alone. */
  readonly credential: string | null;
  /** Since when it does not count any more; null while it does. */
  readonly revokedAt: Date | null;
}

/** A volunteer's credited service, whole. */
export interface RecordBook {
  readonly volunteer: {
    /** Global id: what the credentials call them. */
    readonly id: string;
    readonly fullName: string;
    readonly group: string | null;
    /** YYYY-MM-DD */
    readonly joinedAt: string;
  };
  /** The volunteer's own college. */
  readonly college: { readonly code: string; readonly name: string; readonly city: string };
  /** IANA zone in which days and hours are told. */
  readonly timeZone: string;
  readonly madeAt: Date;
  /** Public origin of a gateway, where anybody may check an entry; null where the roster names none. */
  readonly gatewayUrl: string | null;
  /** From the first event to the last. */
  readonly entries: readonly RecordBookEntry[];
}

export interface RecordBookTotals {
  readonly minutes: number;
  readonly events: number;
  readonly colleges: number;
}

/** Over what counts: an entry that was corrected does not. */
export function totalsOf({ entries }: RecordBook): RecordBookTotals {
  const counted = entries.filter(({ revokedAt }) => revokedAt === null);
  return {
    minutes: counted.reduce((sum, { minutes }) => sum + minutes, 0),
    events: counted.length,
    colleges: new Set(counted.map(({ host }) => host.code)).size,
  };
}

/** Where anybody checks an entry: what stands behind the `#` stays in the browser and in no log. */
export function checkingUrl(gatewayUrl: string, shortForm = ''): string {
  const page = new URL('/verify', gatewayUrl).href;
  return shortForm === '' ? page : `${page}#${shortForm}`;
}
