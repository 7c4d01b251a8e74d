import { type GraphQLEnumType, type GraphQLScalarType, GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, isEnumType } from 'graphql';
import { ErrorCode } from '#contract/error-codes.js';
import { COLLEGE_CODE, canonicalId, parseGlobalId } from '#contract/ids.js';
import { isDate, isDateTime, isMonth } from '#contract/scalar-texts.js';
import { type Shape, broken } from './shape-value.js';
import { longestTextOf } from './text-bounds.js';

const LARGEST_INT = 2 ** 31 - 1;

/** Characters; those of the graph have half as many. */
const LONGEST_ID = 100;

type Fits = (value: unknown) => boolean;

/** The graph's own scalars, which are texts of a form. */
const TEXTS: ReadonlyMap<string, Fits> = new Map([
  ['DateTime', text(isDateTime)],
  ['Date', text(isDate)],
  ['Month', text(isMonth)],
]);

/** As it is written: its owner is asked for it, and answers for an id in capitals under another. */
const isForeignId = text((id) => parseGlobalId(id) !== null && canonicalId(id) === id);
const isCode = text((code) => COLLEGE_CODE.test(code));

/** A leaf of the contract (GraphQL §3.5): its JSON type, its form and its length are checked, what it says is the client's to read. */
export function shapeLeaf(type: GraphQLScalarType | GraphQLEnumType, field: string): Shape {
  if (isEnumType(type)) return shapeEnum(type);
  if (type === GraphQLInt) return checked((value) => Number.isInteger(value) && Math.abs(Number(value)) <= LARGEST_INT);
  if (type === GraphQLFloat) return checked((value) => typeof value === 'number' && Number.isFinite(value));
  if (type === GraphQLBoolean) return checked((value) => typeof value === 'boolean');
  if (type === GraphQLID) return checked(idOf(field));
  return checked(TEXTS.get(type.name) ?? noLongerThan(longestTextOf(field)));
}

/** Whether the field names something that is kept elsewhere, by the contract's habit: `volunteerId`, `coHostCodes`. */
export function namesAnother(field: string): boolean {
  return field.endsWith('Id');
}

function idOf(field: string): Fits {
  if (namesAnother(field)) return isForeignId;
  if (/Codes?$/.test(field)) return isCode;
  return (value) => (typeof value === 'string' ? value.length <= LONGEST_ID : Number.isInteger(value));
}

function noLongerThan(most: number): Fits {
  return (value) => typeof value === 'string' && value.length <= most;
}

function text(fits: (text: string) => boolean): Fits {
  return (value) => typeof value === 'string' && fits(value);
}

function checked(fits: Fits): Shape {
  return (value, shaping) => (fits(value) ? value : broken(shaping));
}

/** A value that the contract does not know comes from a node that is ahead of it. */
function shapeEnum(type: GraphQLEnumType): Shape {
  const names = new Set(type.getValues().map(({ name }) => name));
  return (value, shaping) => {
    if (typeof value !== 'string') return broken(shaping);
    return names.has(value) ? value : broken(shaping, ErrorCode.CONTRACT_SKEW);
  };
}
