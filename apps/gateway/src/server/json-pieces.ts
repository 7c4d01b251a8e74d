/** Of characters and values, roughly: what holds no more is written in a millisecond, and so are most answers, as a whole. */
const SHORT = 2 ** 17;

/** A value beside its characters: its name, and what JSON puts around it. */
const VALUE_ITSELF = 8;

/** What JSON.stringify gives of a value that came out of JSON, or was made for it; what is long comes in pieces. */
export function* jsonPieces(value: unknown): Generator<string, void> {
  if (isShort(value)) yield textOf(value);
  else if (Array.isArray(value)) yield* piecesOfList(value);
  else if (isPlain(value)) yield* piecesOfObject(value);
  else yield textOf(value);
}

function* piecesOfList(list: readonly unknown[]): Generator<string, void> {
  let before = '[';
  for (const item of list) {
    yield before;
    yield* jsonPieces(item);
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function* piecesOfObject(object: object): Generator<string, void> {
  let before = '{';
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    yield* jsonPieces(value);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function textOf(value: unknown): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}

/** Whether JSON writes its entries, and not what it makes of itself, as a date does. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function isShort(value: unknown): boolean {
  return roomAfter(value, SHORT) >= 0;
}

/** What is left of so much room; less than nothing as soon as there is too little. */
function roomAfter(value: unknown, room: number): number {
  if (typeof value === 'string') return room - value.length;
  let left = room - VALUE_ITSELF;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && left >= 0; index += 1) left = roomAfter(value[index], left);
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      left = roomAfter((value as Readonly<Record<string, unknown>>)[key], left);
      if (left < 0) break;
    }
  }
  return left;
}
