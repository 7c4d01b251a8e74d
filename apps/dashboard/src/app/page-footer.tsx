import { Trans } from '@lingui/react/macro';
import styles from './page-footer.module.css';

/** Where the gateway has it. */
const graphiql = document.querySelector('meta[name="graphiql"]')?.getAttribute('content');

export function PageFooter() {
  return (
    <footer className={styles.footer}>
      <div className={styles.inside}>
        <p>
          <Trans>Every college keeps its own data at home. This page shows only what each of them publishes.</Trans>
        </p>
        {graphiql && (
          <a href={graphiql}>
            <Trans>The graph, for developers</Trans>
          </a>
        )}
      </div>
    </footer>
  );
}
