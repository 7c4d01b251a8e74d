import styles from './berry.module.css';

export type Ripeness = 'full' | 'pale' | 'hollow';

interface BerryProps {
  readonly ripeness: Ripeness;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A rowan berry inside an SVG: a college whose node answers (full), answers slowly (pale), or does not (hollow). */
export function Berry({ ripeness, x, y, radius }: BerryProps) {
  return (
    <g transform={`translate(${x} ${y}) scale(${radius / 10})`} className={styles[ripeness]}>
      <circle className={styles.skin} r="10" />
      <ellipse className={styles.shine} cx="-3.4" cy="-4.2" rx="2.6" ry="1.8" transform="rotate(-35 -3.4 -4.2)" />
      <path className={styles.calyx} d="M1.2 3.4 2 5l1.8.2-1.3 1.3.3 1.8-1.6-.8-1.6.8.3-1.8L-1.4 5.2.4 5z" />
    </g>
  );
}

/** One berry as a picture of its own. */
export function BerryIcon({ ripeness }: Pick<BerryProps, 'ripeness'>) {
  return (
    <svg className={styles.icon} viewBox="-12 -12 24 24" aria-hidden="true">
      <Berry ripeness={ripeness} x={0} y={0} radius={10} />
    </svg>
  );
}
