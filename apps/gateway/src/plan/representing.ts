import type { FetchNode } from '@apollo/query-planner';
import { NotOrdinary, refuseInherited } from './not-ordinary.js';

export type PlainObject = Record<string, unknown>;
type Selections = NonNullable<FetchNode['requires']>;
type Pick = (source: PlainObject) => PlainObject | null;

/**
 * Compiles what a fetch requires of an entity into what makes its representation, or null where the entity lacks some of it.
 * @throws NotOrdinary where one entity could need the fields of two fragments
 */
export function representing(requires: Selections): Pick {
  const byType = new Map<string, Pick>();
  for (const selection of requires) {
    if (selection.kind !== 'InlineFragment' || selection.typeCondition === undefined || byType.has(selection.typeCondition)) {
      throw new NotOrdinary('what a fetch requires');
    }
    byType.set(selection.typeCondition, picking(selection.selections));
  }
  return (entity) => {
    const typename = entity['__typename'];
    if (typeof typename !== 'string') throw new NotOrdinary('an entity without a type');
    const pick = byType.get(typename);
    if (!pick) throw new NotOrdinary('an entity of another type');
    return pick(entity);
  };
}

function picking(selections: Selections): Pick {
  const fields = selections.map((selection) => {
    if (selection.kind !== 'Field' || selection.alias !== undefined) throw new NotOrdinary('what a fetch requires');
    refuseInherited(selection.name);
    return { name: selection.name, pick: selection.selections && picking(selection.selections) };
  });
  return (source) => {
    const picked: PlainObject = {};
    for (const { name, pick } of fields) {
      const value = source[name];
      if (value === undefined) return null;
      picked[name] = pick ? pickedFrom(value, pick) : value;
    }
    return picked;
  };
}

function pickedFrom(value: unknown, pick: Pick): unknown {
  if (Array.isArray(value)) return value.map((item) => pickedFrom(item, pick));
  return value === null ? null : pick(value as PlainObject);
}
