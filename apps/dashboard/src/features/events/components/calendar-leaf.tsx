import type { EventWhen } from '../event-when.js';
import styles from './calendar-leaf.module.css';

interface CalendarLeafProps {
  readonly when: EventWhen;
  readonly startsAt: string;
}

/** The day of an event as a leaf of a tear-off calendar. */
export function CalendarLeaf({ when, startsAt }: CalendarLeafProps) {
  return (
    <time className={styles.leaf} dateTime={startsAt}>
      <span className={styles.weekday}>{when.weekday}</span>{' '}
      <span className={styles.day}>{when.day}</span>{' '}
      <span className={styles.month}>{when.month}</span>
    </time>
  );
}
