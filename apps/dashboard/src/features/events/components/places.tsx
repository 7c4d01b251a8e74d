import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { formattingLocale } from '../../../lib/language.js';
import styles from './places.module.css';

interface PlacesProps {
  /** Null where everybody may come. */
  readonly capacity: number | null;
  readonly taken: number;
}

/** Whether there is still room. */
export function Places({ capacity: most, taken }: PlacesProps) {
  const { i18n } = useLingui();
  if (most === null) {
    return (
      <p className={styles.places}>
        <Trans>Room for everybody</Trans>
      </p>
    );
  }
  const free = Math.max(0, most - taken);
  const capacity = new Intl.NumberFormat(formattingLocale(i18n.locale)).format(most);
  return (
    <p className={styles.places} data-full={free === 0}>
      {free === 0 ? <Trans>No places left</Trans> : <Plural value={free} one={`# place of ${capacity} is free`} other={`# places of ${capacity} are free`} />}
      <svg className={styles.bar} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width={most === 0 ? 1 : 1 - free / most} height="1" />
      </svg>
    </p>
  );
}
