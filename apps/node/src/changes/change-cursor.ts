import { decodeCursor, encodeCursor } from '#contract/event-key.js';
import { CIRCLES, type Circle } from '../college/circle.js';
import { badInput } from '../graph/domain-error.js';

/** How far somebody has read the feed of changes. Marks say nothing; a position would tell how much there is that the reader may not see. */
export interface ChangePlace {
  /** As whom: another circle has other changes. */
  readonly circle: Circle;
  /** Of the last change that was read, or NOTHING_READ. */
  readonly mark: string;
  /**
   * The mark of the newest change that there was at that reading, whoever may see it: what was read of a thing may come from there,
   * however early the thing stands. '' where there was none.
   */
  readonly newest: string;
}

/** The mark of who is at the beginning. */
export const NOTHING_READ = '';

const LIST = 'changes';
const MARK = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/;

export function changeCursor({ circle, mark, newest }: ChangePlace): string {
  return encodeCursor([LIST, circle, mark, newest].join('|'));
}

/** @throws DomainError BAD_USER_INPUT for what is no cursor of this feed */
export function placeOf(cursor: string): ChangePlace {
  const [list, name, mark = '', newest = '', ...rest] = decodeCursor(cursor).split('|');
  const circle = CIRCLES.find((each) => each === name);
  if (list !== LIST || !circle || !MARK.test(mark) || !MARK.test(newest) || rest.length > 0) {
    throw badInput('after', 'is not a cursor that this feed gave');
  }
  return { circle, mark, newest };
}
