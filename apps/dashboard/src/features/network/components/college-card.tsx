import { Trans } from '@lingui/react/macro';
import { BerryIcon, type Ripeness } from '../../../components/berry.js';
import type { CollegeOnNetwork, NodeState } from '../node-state.js';
import styles from './college-card.module.css';

export const ripenessOf: Record<NodeState, Ripeness> = { ANSWERING: 'full', SLOW: 'pale', UNREACHABLE: 'hollow' };

export function CollegeCard({ college }: { readonly college: CollegeOnNetwork }) {
  return (
    <li className={styles.card} data-state={college.state}>
      <div className={styles.head}>
        <h3 className={styles.shortName}>{college.shortName}</h3>
        <BerryIcon ripeness={ripenessOf[college.state]} />
      </div>
      <p className={styles.name}>{college.name}</p>
      <p className={styles.place}>
        {college.city}
        <span className={styles.region}>{college.region}</span>
      </p>
      <p className={styles.state}>
        <StateInWords state={college.state} />
        {college.status === 'OBSERVER' && (
          <>
            {' · '}
            <Trans>observer</Trans>
          </>
        )}
      </p>
    </li>
  );
}

function StateInWords({ state }: { readonly state: NodeState }) {
  switch (state) {
    case 'ANSWERING':
      return <Trans>Answers</Trans>;
    case 'SLOW':
      return <Trans>Answers slowly</Trans>;
    case 'UNREACHABLE':
      return <Trans>Does not answer</Trans>;
  }
}
