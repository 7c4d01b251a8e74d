import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/bitter/wght.css';
import '@fontsource-variable/onest/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './app/app.js';
import { startLanguage } from './lib/i18n.js';

const page = document.getElementById('page');
if (!page) throw new Error('index.html has no element #page.');

startLanguage().then(
  () => {
    createRoot(page).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  },
  () => {
    // Without its words there is nothing that could be said in one language.
    page.textContent = 'Страница не загрузилась: обновите её. The page did not load: reload it.';
  },
);
