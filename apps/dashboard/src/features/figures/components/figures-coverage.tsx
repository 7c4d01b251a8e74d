import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { listOf } from '../../../lib/list-of.js';
import type { Network } from '../api/network-figures.js';
import styles from './figures-coverage.module.css';

interface FiguresCoverageProps {
  readonly network: Network;
  readonly names: ReadonlyMap<string, string>;
}

/** Whose figures the totals hold, and whose not: a total without that word would be a lie. */
export function FiguresCoverage({ network, names }: FiguresCoverageProps) {
  const { i18n } = useLingui();
  const { answered, missing } = network.figures.coverage;
  const all = network.colleges;
  const counted = answered.length;
  const named = (colleges: typeof missing) => listOf(colleges.map(({ college: { code } }) => names.get(code) ?? code), i18n.locale);

  const suppressed = missing.filter(({ reason }) => reason === 'SUPPRESSED');
  const silent = missing.filter(({ reason }) => reason !== 'SUPPRESSED');
  return (
    <div className={styles.coverage}>
      <p>
        {missing.length === 0 ? (
          <Trans>The totals hold the figures of every college.</Trans>
        ) : (
          <Plural value={counted} one={`The totals hold the figures of # college of ${all}.`} other={`The totals hold the figures of # colleges of ${all}.`} />
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
            Not counted, so that nobody in a group of fewer than 10 people can be told by their number: <strong>{named(suppressed)}</strong>.
          </Trans>
        </p>
      )}
    </div>
  );
}
