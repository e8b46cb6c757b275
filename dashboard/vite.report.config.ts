import { defineConfig } from 'vite';

// The page of a report: one script and one style sheet, which scripts/report.mjs puts into one file.
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'target/report',
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    license: { fileName: 'licenses.json' },
    rollupOptions: { input: 'report.html' },
  },
});
