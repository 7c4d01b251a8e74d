import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { BerryIcon } from '../components/berry.js';
import type { Missing } from '../lib/graph/failures.js';
import { listOf } from '../lib/list-of.js';
import styles from './unanswered-notice.module.css';

interface UnansweredNoticeProps {
  readonly unanswered: readonly Missing[];
  /** Short names by code. */
  readonly names: ReadonlyMap<string, string>;
}

/** More would fill the window: who they all are is said in the list of colleges. */
const MOST_NAMED = 5;

/** Names the colleges that did not answer. The empty region stays, for a screen reader only hears what changes inside one. */
export function UnansweredNotice({ unanswered, names }: UnansweredNoticeProps) {
  const { i18n, t } = useLingui();
  const others = unanswered.length - MOST_NAMED;
  const named = listOf(
    [...unanswered.slice(0, MOST_NAMED).map(({ code }) => names.get(code) ?? code), ...(others > 0 ? [t`${others} more`] : [])],
    i18n.locale,
  );
  return (
    <div className={styles.region} role="status">
      {unanswered.length > 0 && (
        <div className={styles.notice}>
          <BerryIcon ripeness="hollow" />
          <p>
            <strong>
              <Plural value={unanswered.length} one={`${named} does not answer.`} other={`${named} do not answer.`} />
            </strong>{' '}
            <span className={styles.rest}>
              <Trans>Everything that the other colleges have is here; the rest will appear by itself.</Trans>
            </span>
          </p>
        </div>
      )}
    </div>
  );
}
