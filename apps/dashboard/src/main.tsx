import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/bitter/wght.css';
import '@fontsource-variable/onest/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './app/app.js';
import { startLanguage } from './lib/i18n.js';
import { restoreTheme } from './lib/theme.js';

restoreTheme();

const page = document.getElementById('page');
if (!page) throw new Error('index.html has no element #page.');

void startLanguage().then(() => {
  createRoot(page).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
