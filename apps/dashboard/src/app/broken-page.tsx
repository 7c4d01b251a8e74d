import { Trans } from '@lingui/react/macro';
import { Button } from '../components/button.js';
import { Message } from '../components/message.js';
import styles from './page.module.css';

export function BrokenPage() {
  return (
    <main className={styles.alone}>
      <Message
        tone="trouble"
        title={<Trans>This page broke</Trans>}
        action={
          <Button onClick={() => location.reload()}>
            <Trans>Load it again</Trans>
          </Button>
        }
      >
        <Trans>That is a defect of ours and not of your college. Loading the page again usually helps.</Trans>
      </Message>
    </main>
  );
}
