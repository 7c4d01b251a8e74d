import { Plural, Trans } from '@lingui/react/macro';
import { ripenessOf } from '../features/network/components/college-card.js';
import type { CollegeOnNetwork } from '../features/network/node-state.js';
import styles from './hero.module.css';
import { RowanBranch } from './rowan-branch.js';

interface HeroProps {
  readonly colleges: readonly CollegeOnNetwork[] | undefined;
}

export function Hero({ colleges }: HeroProps) {
  const count = colleges?.length ?? 0;
  return (
    <div className={styles.hero}>
      <div className={styles.inside}>
        <div className={styles.words}>
          <h1>
            <Trans>Doing good together</Trans>
          </h1>
          <p className={styles.lead}>
            {count > 0 && (
              <>
                <Plural value={count} one="# college is on the network." other="# colleges are on the network." />{' '}
              </>
            )}
            <Trans>
              Each looks after its own volunteers, and everybody may come to the neighbours’ events: across the river or through a screen.
            </Trans>
          </p>
        </div>
        <RowanBranch berries={(colleges ?? []).map(({ state }) => ripenessOf[state])} />
      </div>
    </div>
  );
}
