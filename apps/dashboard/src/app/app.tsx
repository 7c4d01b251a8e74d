import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { Provider } from 'urql';
import { ErrorBoundary } from '../components/error-boundary.js';
import { createClient } from '../lib/graph/client.js';
import { BrokenPage } from './broken-page.js';
import { NetworkPage } from './network-page.js';
import { PageFooter } from './page-footer.js';
import { PageHeader } from './page-header.js';
import { PageTitle } from './page-title.js';

const client = createClient();

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <Provider value={client}>
        <PageTitle />
        <PageHeader />
        <ErrorBoundary fallback={<BrokenPage />}>
          <NetworkPage />
        </ErrorBoundary>
        <PageFooter />
      </Provider>
    </I18nProvider>
  );
}
