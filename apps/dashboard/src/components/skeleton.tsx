import { useLingui } from '@lingui/react/macro';
import styles from './skeleton.module.css';

interface SkeletonProps {
  readonly rows: number;
  /** `cards` stand side by side, `lines` one under another. */
  readonly shape: 'cards' | 'lines';
}

/** Holds the place of what is being read. */
export function Skeleton({ rows, shape }: SkeletonProps) {
  const { t } = useLingui();
  return (
    <div className={styles[shape]}>
      <span className="visually-hidden">{t`Loading…`}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.block} aria-hidden="true" />
      ))}
    </div>
  );
}
