import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../components/button.js';
import { Message } from '../../../components/message.js';
import { Section } from '../../../components/section.js';
import { Skeleton } from '../../../components/skeleton.js';
import type { NetworkFigures } from '../api/use-network-figures.js';
import { monthRangeText } from '../months.js';
import { CollegesTable } from './colleges-table.js';
import { FiguresCoverage } from './figures-coverage.js';
import styles from './figures-section.module.css';
import { Totals } from './totals.js';

interface FiguresSectionProps {
  readonly figures: NetworkFigures;
  /** Short names by code, of every college on the network. */
  readonly names: ReadonlyMap<string, string>;
}

/** What the network did in the last twelve whole months, and whose figures are in it. */
export function FiguresSection({ figures: { network, failed, loading, refresh, period }, names }: FiguresSectionProps) {
  const { i18n } = useLingui();
  return (
    <Section id="figures" title={<Trans>A year in figures</Trans>} lead={monthRangeText(period, i18n.locale)} busy={loading}>
      {network && (
        <div className={styles.panel}>
          <Totals figures={network.figures} />
          <FiguresCoverage network={network} names={names} />
          <CollegesTable byCollege={network.figures.byCollege} names={names} />
        </div>
      )}
      {!network && failed && (
        <Message
          tone="trouble"
          title={<Trans>The figures did not come</Trans>}
          action={
            <Button onClick={refresh}>
              <Trans>Try again</Trans>
            </Button>
          }
        />
      )}
      {!network && !failed && <Skeleton rows={5} shape="cards" />}
    </Section>
  );
}
