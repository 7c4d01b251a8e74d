import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { Button } from '../../../components/button.js';
import { Icon } from '../../../components/icon.js';
import { useKeptFocus } from '../../../lib/use-kept-focus.js';
import { type EventFilters, countFilters, noFilters } from '../event-filters.js';
import { eventFormats, eventKinds } from '../event-vocabulary.js';
import { FormatInWords, KindInWords } from '../event-words.js';
import { Choices } from './choices.js';
import { DaysFilter } from './days-filter.js';
import styles from './filter-panel.module.css';
import { TextFilter } from './text-filter.js';

/** A college by which events can be narrowed. */
export interface HostChoice {
  readonly code: string;
  readonly shortName: string;
}

interface FilterPanelProps {
  readonly filters: EventFilters;
  readonly hosts: readonly HostChoice[];
  readonly onFilters: (filters: EventFilters) => void;
}

/** Everything that narrows the list. On a narrow screen it opens by a button; on a wide one it is always there. */
export function FilterPanel({ filters, hosts, onFilters }: FilterPanelProps) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  /** How often all was cleared: what is being typed goes, too. */
  const [clearings, setClearings] = useState(0);
  const part = useKeptFocus<HTMLElement>();
  const panelId = useId();
  const count = countFilters(filters);
  const set = (change: Partial<EventFilters>) => onFilters({ ...filters, ...change });
  const clear = () => {
    setClearings(clearings + 1);
    onFilters(noFilters);
  };

  return (
    <search ref={part} className={styles.search} tabIndex={-1} aria-label={t`Filter events`}>
      <Button className={styles.toggle} aria-expanded={open} aria-controls={panelId} onClick={() => setOpen(!open)}>
        <Icon name="filter" />
        {count === 0 ? <Trans>Filters</Trans> : <Plural value={count} one="# filter" other="# filters" />}
      </Button>
      <div id={panelId} className={styles.panel} data-open={open}>
        <TextFilter key={clearings} text={filters.text} onText={(text) => set({ text })} />
        <Choices
          legend={<Trans>Kind</Trans>}
          options={eventKinds.map((kind) => ({ value: kind, name: <KindInWords kind={kind} /> }))}
          chosen={filters.kinds}
          onChosen={(kinds) => set({ kinds })}
        />
        <Choices
          legend={<Trans>How</Trans>}
          options={eventFormats.map((format) => ({ value: format, name: <FormatInWords format={format} /> }))}
          chosen={filters.formats}
          onChosen={(formats) => set({ formats })}
        />
        <Choices
          legend={<Trans>College</Trans>}
          options={hosts.map(({ code, shortName }) => ({ value: code, name: shortName }))}
          chosen={filters.colleges}
          onChosen={(colleges) => set({ colleges })}
        />
        <DaysFilter from={filters.from} to={filters.to} onDays={set} />
        <label className={styles.free}>
          <input type="checkbox" checked={filters.freePlaces} onChange={({ target }) => set({ freePlaces: target.checked })} />
          <Trans>Only with free places</Trans>
        </label>
        {count > 0 && (
          <Button look="plain" className={styles.reset} onClick={clear}>
            <Trans>Clear the filters</Trans>
          </Button>
        )}
      </div>
    </search>
  );
}
