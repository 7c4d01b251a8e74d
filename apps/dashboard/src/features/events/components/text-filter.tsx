import { Trans } from '@lingui/react/macro';
import { useEffect, useEffectEvent, useState } from 'react';
import { Icon } from '../../../components/icon.js';
import styles from './text-filter.module.css';

const PAUSE_IN_TYPING = 400;

interface TextFilterProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Words to look for; taken when the typing pauses, and shown anew when the address changes by itself (Back). */
export function TextFilter({ text, onText }: TextFilterProps) {
  const [typed, setTyped] = useState(text);
  const [taken, setTaken] = useState(text);
  if (taken !== text) {
    setTaken(text);
    if (typed.trim() !== text) setTyped(text);
  }

  const take = useEffectEvent(() => {
    if (typed.trim() !== text) onText(typed.trim());
  });

  useEffect(() => {
    const timer = setTimeout(take, PAUSE_IN_TYPING);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <label className={styles.label}>
      <Trans>Words in the title or description</Trans>
      <span className={styles.field}>
        <Icon name="search" />
        <input type="search" maxLength={100} value={typed} onChange={({ target }) => setTyped(target.value)} />
      </span>
    </label>
  );
}
