import { Trans } from '@lingui/react/macro';
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
        <input
          type="date"
          value={from ?? ''}
          onChange={({ target: { value } }) => onDays(value !== '' && to !== null && value > to ? { from: value, to: null } : { from: value || null })}
        />
      </label>
      <label className={styles.day}>
        <Trans>To</Trans>
        <input type="date" value={to ?? ''} min={from ?? undefined} onChange={({ target: { value } }) => onDays({ to: value || null })} />
      </label>
    </div>
  );
}
