import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { listOf } from '../../../lib/list-of.js';
import type { Network } from '../api/network-figures.js';
import styles from './figures-coverage.module.css';

interface FiguresCoverageProps {
  readonly network: Network;
  readonly names: ReadonlyMap<string, string>;
}

/** Whose figures the totals hold whole, whose in part and whose not: a total without that word would be a lie. */
export function FiguresCoverage({ network, names }: FiguresCoverageProps) {
  const { i18n } = useLingui();
  const { answered, missing } = network.figures.coverage;
  const all = network.colleges;
  const whole = answered.length;
  const named = (colleges: typeof missing) => listOf(colleges.map(({ college: { code } }) => names.get(code) ?? code), i18n.locale);

  const suppressed = missing.filter(({ reason }) => reason === 'SUPPRESSED');
  const silent = missing.filter(({ reason }) => reason !== 'SUPPRESSED');
  return (
    <div className={styles.coverage}>
      <p>
        {missing.length === 0 ? (
          <Trans>The totals hold all figures of every college.</Trans>
        ) : (
          <Plural
            value={whole}
            _0={`Of no college do the totals hold all figures.`}
            one={`The totals hold all figures of # college of ${all}.`}
            other={`The totals hold all figures of # colleges of ${all}.`}
          />
        )}
      </p>
      {silent.length > 0 && (
        <p>
          <Trans>
            Not counted, for their nodes did not answer: <strong>{named(silent)}</strong>.
          </Trans>
        </p>
      )}
      {suppressed.length > 0 && (
        <p>
          <Trans>
            Counted without the months and numbers that are over fewer than 10 people, so that nobody can be told by them:{' '}
            <strong>{named(suppressed)}</strong>.
          </Trans>
        </p>
      )}
    </div>
  );
}
