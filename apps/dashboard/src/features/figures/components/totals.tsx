import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Figures } from '../api/network-figures.js';
import { Figure } from './figure.js';
import styles from './totals.module.css';

/** The network's totals, in figures that can be read from across a room. */
export function Totals({ figures }: { readonly figures: Figures }) {
  const { t } = useLingui();
  const { volunteers, activeVolunteers, events, registrations, minutes, crossCollegeShare } = figures;
  const hours = minutes === null ? null : Math.round(minutes / 60);
  return (
    <dl className={styles.totals}>
      <Total name={<Plural value={volunteers ?? 0} one="volunteer" other="volunteers" />} value={volunteers} />
      <Total name={t`active in the busiest month`} value={activeVolunteers} />
      <Total name={<Plural value={events ?? 0} one="event" other="events" />} value={events} />
      <Total name={<Plural value={registrations ?? 0} one="registration" other="registrations" />} value={registrations} />
      <Total name={<Plural value={hours ?? 0} one="hour of help" other="hours of help" />} value={hours} />
      <Total name={<Trans>came from another college</Trans>} value={crossCollegeShare} style="percent" />
    </dl>
  );
}

interface TotalProps {
  readonly name: ReactNode;
  readonly value: number | null;
  readonly style?: 'decimal' | 'percent';
}

function Total({ name, value, style }: TotalProps) {
  return (
    <div className={styles.total}>
      <dt>{name}</dt>
      <dd>
        <Figure value={value} style={style} />
      </dd>
    </div>
  );
}
