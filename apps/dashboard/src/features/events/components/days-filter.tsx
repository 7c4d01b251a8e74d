import { Trans } from '@lingui/react/macro';
import { DayInput } from './day-input.js';
import styles from './days-filter.module.css';

interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

interface DaysFilterProps extends Days {
  readonly onDays: (days: Partial<Days>) => void;
}

/** First and last day. Choosing one that does not go with the other drops the other. */
export function DaysFilter({ from, to, onDays }: DaysFilterProps) {
  return (
    <div className={styles.days}>
      <label className={styles.day}>
        <Trans>From</Trans>
        <DayInput day={from} onDay={(day) => onDays(day !== null && to !== null && day > to ? { from: day, to: null } : { from: day })} />
      </label>
      <label className={styles.day}>
        <Trans>To</Trans>
        <DayInput day={to} min={from} onDay={(day) => onDays(day !== null && from !== null && day < from ? { from: null, to: day } : { to: day })} />
      </label>
    </div>
  );
}
