/// <reference types="vitest/config" />
import { defineConfig } from 'vite';

// The page is served under a strict policy: no inline script, no inline style, nothing from outside.
export default defineConfig({
  base: '/',
  build: {
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What the bundle holds; scripts/licenses.mjs lays its licences out for the jar.
    license: { fileName: 'licenses.json' },
  },
  // The tests read the golden files of the API, which lie beside the monitor's own tests.
  server: { fs: { allow: ['..'] } },
  test: { environment: 'happy-dom' },
});
