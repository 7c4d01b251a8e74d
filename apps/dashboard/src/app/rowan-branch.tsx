import { Berry, type Ripeness } from '../components/berry.js';
import styles from './rowan-branch.module.css';

/** Where berries hang, the nearest to the twig first; a branch has room for twelve. */
const spots = [
  [196, 196],
  [250, 186],
  [152, 226],
  [222, 244],
  [282, 232],
  [174, 272],
  [254, 288],
  [126, 262],
  [306, 276],
  [212, 312],
  [150, 310],
  [292, 318],
] as const;

const fork = { x: 232, y: 112 };

interface RowanBranchProps {
  /** One for each college. */
  readonly berries: readonly Ripeness[];
}

/** The network as a branch of rowan: a berry for each college, ripe when its node answers. It says nothing that words do not. */
export function RowanBranch({ berries }: RowanBranchProps) {
  const hanging = spots.slice(0, berries.length).map(([x, y], index) => ({ x, y, ripeness: berries[index] ?? 'hollow' }));
  return (
    <svg className={styles.branch} viewBox="0 0 440 350" aria-hidden="true">
      <g className={styles.wood}>
        <path d="M500 14C400 14 306 40 232 112" />
        <g className={styles.stalk}>
          {hanging.map(({ x, y }) => (
            <path key={`${x} ${y}`} d={`M${fork.x} ${fork.y}Q${(fork.x + x) / 2 + 6} ${fork.y + 28} ${x} ${y}`} />
          ))}
        </g>
      </g>
      <Leaf x={330} y={48} turn={174} />
      <Leaf x={286} y={70} turn={118} small />
      <Leaf x={366} y={32} turn={58} small />
      {hanging.map(({ x, y, ripeness }) => (
        <Berry key={`${x} ${y}`} ripeness={ripeness} x={x} y={y} radius={27} />
      ))}
    </svg>
  );
}

interface LeafProps {
  readonly x: number;
  readonly y: number;
  /** Degrees from pointing right. */
  readonly turn: number;
  readonly small?: boolean;
}

const leaflet = 'M0 0C10 -13 34 -17 56 0C34 9 12 10 0 0Z';

/** A rowan's leaf is many: pairs of leaflets along a midrib, and one at its end. */
function Leaf({ x, y, turn, small = false }: LeafProps) {
  return (
    <g className={styles.leaf} transform={`translate(${x} ${y}) rotate(${turn}) scale(${small ? 0.72 : 1})`}>
      <path className={styles.midrib} d="M0 0Q90 -14 182 0" />
      {[36, 72, 108, 144].map((along, pair) => (
        <g key={along} transform={`translate(${along} ${-7 + Math.abs(pair - 1.5) * 2}) scale(${1.06 - pair * 0.08})`}>
          <path d={leaflet} transform="rotate(-58)" />
          <path d={leaflet} transform="scale(1 -1) rotate(-58)" />
        </g>
      ))}
      <path d={leaflet} transform="translate(180 0)" />
    </g>
  );
}
