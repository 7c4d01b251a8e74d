import { Plural, Trans } from '@lingui/react/macro';
import { Section } from '../../../components/section.js';
import { Skeleton } from '../../../components/skeleton.js';
import type { CollegeOnNetwork } from '../node-state.js';
import { CollegeCard } from './college-card.js';
import styles from './colleges-section.module.css';

interface CollegesSectionProps {
  /** Undefined while they are being read. */
  readonly colleges: readonly CollegeOnNetwork[] | undefined;
}

/** Who is on the network, and whether each node answers. */
export function CollegesSection({ colleges }: CollegesSectionProps) {
  return (
    <Section id="colleges" title={<Trans>Who is on the network</Trans>} lead={colleges && <Answering colleges={colleges} />} busy={!colleges}>
      {colleges ? (
        <ul className={styles.colleges}>
          {colleges.map((college) => (
            <CollegeCard key={college.code} college={college} />
          ))}
        </ul>
      ) : (
        <Skeleton rows={5} shape="cards" />
      )}
    </Section>
  );
}

function Answering({ colleges }: { readonly colleges: readonly CollegeOnNetwork[] }) {
  const answering = colleges.filter(({ state }) => state !== 'UNREACHABLE').length;
  const all = colleges.length;
  if (answering === all) return <Trans>Every node answers</Trans>;
  return <Plural value={answering} one={`# node of ${all} answers`} other={`# nodes of ${all} answer`} />;
}
