// Makes the one file that a report is, but for its run: script, style sheet and icon lie inside it.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 300 * 1024;
const built = 'target/report/assets';

function only(ending) {
  const found = readdirSync(built).filter((name) => name.endsWith(ending));
  if (found.length !== 1)
    throw new Error(`${found.length} files ${ending} in ${built}, wanted is one`);
  return readFileSync(join(built, found[0]), 'utf8').trim();
}

/** A script's text must not end its element, nor begin a comment in it. */
function inside(script) {
  return script.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3c!--');
}

function sum(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

const theme = inside(readFileSync('public/theme.js', 'utf8'));
const script = inside(only('.js'));
const style = only('.css');
const icon = readFileSync('public/favicon.svg').toString('base64');
const policy = [
  "default-src 'none'",
  `script-src ${sum(theme)} ${sum(script)}`,
  `style-src ${sum(style)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

// The monitor puts the writer, the title and the run where the comments are.
const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<!--writer-->
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<!--title-->
<link rel="icon" href="data:image/svg+xml;base64,${icon}">
<style>${style}</style>
<script>${theme}</script>
<script type="module">${script}</script>
</head>
<body>
<div id="page"><p class="loading">Reading the run…</p></div>
<noscript>This report needs JavaScript.</noscript>
<!--run-->
</body>
</html>
`;
const size = Buffer.byteLength(html);
console.log(
  `a report is ${(size / 1024).toFixed(1)} KB without its run, allowed are ${BUDGET_BYTES / 1024}`,
);
if (size > BUDGET_BYTES) process.exit(1);
// Compressed alone: no server serves it, and it is packed with the page's files.
writeFileSync('dist/report.html.gz', gzipSync(Buffer.from(html), { level: 9 }));
rmSync('target/report', { recursive: true });
