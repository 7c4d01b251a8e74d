import type { ReactNode } from 'react';
import styles from './message.module.css';

interface MessageProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** What a person can do about it. */
  readonly action?: ReactNode;
  readonly tone?: 'calm' | 'trouble';
}

/** Says in the place of something why it is not there. */
export function Message({ title, children, action, tone = 'calm' }: MessageProps) {
  return (
    <div className={tone === 'trouble' ? `${styles.message} ${styles.trouble}` : styles.message}>
      {/* Without the button: a screen reader would read all of it again whenever that changes. */}
      <div className={styles.words} role={tone === 'trouble' ? 'alert' : undefined}>
        <p className={styles.title}>{title}</p>
        {children !== undefined && <p>{children}</p>}
      </div>
      {action}
    </div>
  );
}
