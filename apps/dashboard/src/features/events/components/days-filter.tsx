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

/** First and last day. Choosing a first day after the last one drops the last. */
export function DaysFilter({ from, to, onDays }: DaysFilterProps) {
  return (
    <div className={styles.days}>
      <label className={styles.day}>
        <Trans>From</Trans>
        <DayInput day={from} onDay={(day) => onDays(day !== null && to !== null && day > to ? { from: day, to: null } : { from: day })} />
      </label>
      <label className={styles.day}>
        <Trans>To</Trans>
        <DayInput day={to} min={from} onDay={(day) => onDays({ to: day })} />
      </label>
    </div>
  );
}
