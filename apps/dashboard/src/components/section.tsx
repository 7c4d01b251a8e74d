import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

interface SectionProps {
  readonly id: string;
  readonly title: ReactNode;
  /** A sentence beside the title: what is shown, and of when. */
  readonly lead?: ReactNode;
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** A part of the page with a heading of its own, which names it to a screen reader too. */
export function Section({ id, title, lead, busy = false, children }: SectionProps) {
  const headingId = useId();
  return (
    <section id={id} className={styles.section} aria-labelledby={headingId} aria-busy={busy}>
      <header className={styles.header}>
        <h2 id={headingId}>{title}</h2>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        <span className={styles.busy} aria-hidden="true" />
      </header>
      {children}
    </section>
  );
}
