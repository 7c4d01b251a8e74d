import { Trans } from '@lingui/react/macro';
import { Button } from '../components/button.js';
import { Message } from '../components/message.js';
import styles from './gateway-trouble.module.css';

interface GatewayTroubleProps {
  /** Whether there is something on the page from before. */
  readonly seenBefore: boolean;
  readonly loading: boolean;
  readonly onRetry: () => void;
}

/** The gateway itself cannot be reached. */
export function GatewayTrouble({ seenBefore, loading, onRetry }: GatewayTroubleProps) {
  return (
    <div className={styles.trouble}>
      <Message
        tone="trouble"
        title={<Trans>No connection to the network</Trans>}
        action={
          <Button onClick={onRetry} aria-disabled={loading}>
            {loading ? <Trans>Trying…</Trans> : <Trans>Try again</Trans>}
          </Button>
        }
      >
        {seenBefore ? (
          <Trans>Below is what was known before. The page goes on trying by itself.</Trans>
        ) : (
          <Trans>The page goes on trying by itself; please check your connection, too.</Trans>
        )}
      </Message>
    </div>
  );
}
