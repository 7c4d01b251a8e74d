import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { lingui } from './lingui.vite.js';

const gateway = 'http://127.0.0.1:4000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [lingui(), react()],
  build: {
    // The gateway's Content-Security-Policy allows files of our own and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', proxy: { '/graphql': gateway } },
});
