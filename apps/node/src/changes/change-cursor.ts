import { decodeCursor, encodeCursor } from '#contract/event-key.js';
import { CIRCLES, type Circle } from '../college/circle.js';
import { badInput } from '../graph/domain-error.js';

/** How far somebody has read the feed of changes. */
export interface ChangePlace {
  /** As whom: another circle has other changes. */
  readonly circle: Circle;
  /** Of the last change that was read; '0' before the first. */
  readonly position: string;
  /** That change's mark; '' before the first. */
  readonly mark: string;
  /**
   * The mark of the newest change that there was at that reading, whoever may see it: what was read of a thing may come from there,
   * however early the thing stands. '' where there was none.
   */
  readonly newest: string;
}

const LIST = 'changes';
/** Of a bigint, and short of what PostgreSQL has none for. */
const POSITION = /^\d{1,18}$/;
const MARK = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/;

export function beginning(circle: Circle): ChangePlace {
  return { circle, position: '0', mark: '', newest: '' };
}

export function changeCursor({ circle, position, mark, newest }: ChangePlace): string {
  return encodeCursor([LIST, circle, position, mark, newest].join('|'));
}

/** @throws DomainError BAD_USER_INPUT for what is no cursor of this feed */
export function placeOf(cursor: string): ChangePlace {
  const [list, name, position = '', mark = '', newest = '', ...rest] = decodeCursor(cursor).split('|');
  const circle = CIRCLES.find((each) => each === name);
  if (list !== LIST || !circle || !POSITION.test(position) || !MARK.test(mark) || !MARK.test(newest) || rest.length > 0) {
    throw badInput('after', 'is not a cursor that this feed gave');
  }
  return { circle, position, mark, newest };
}
