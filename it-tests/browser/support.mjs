// What the browser tests have in common: a Chromium, bounded waiting, and a judge of accessibility.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const LONGEST_MS = 20_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const TABS = ['overview', 'operations', 'compare', 'workers', 'errors', 'system', 'log', 'instrumentation'];

export function launch(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

/** A page with a context of its own; what it complains of is collected in `complaints`. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_MS);
  page.complaints = [];
  page.dialogs = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') page.complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    page.dialogs.push(dialog.message());
    dialog.dismiss().catch(() => {});
  });
  return page;
}

export async function until(what, page, condition) {
  const deadline = Date.now() + LONGEST_MS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) {
      assert.fail(`${what} did not come; the page says: ${await page?.innerText('body')}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The page has drawn what it was asked for: it renders with the next frame. */
export const settled = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

export const text = (page, id) => page.getByTestId(id).innerText();

export async function json(url, path) {
  const answer = await fetch(new URL(path, url));
  assert.equal(answer.status, 200, path);
  return answer.json();
}

/** The run is shown and its messages come. */
export async function live(page, light = 'Live') {
  await until('the run', page, async () => (await page.getByTestId('status').count()) === 1);
  await until('the light', page, async () => (await text(page, 'connection')) === light);
}

export async function choose(page, name) {
  const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
  await tab.click();
  // The page draws it with its next frame.
  await until(`the tab ${name}`, page, async () => {
    return (await tab.getAttribute('aria-selected')) === 'true';
  });
}

/** The rows of a table as objects: each cell by the name of its column. */
export function rows(page, label) {
  return page
    .getByRole('region', { name: label, exact: true })
    .locator('table')
    .evaluate((table) => {
      // The whole of a cell, as it is in the document: the order by which it is sorted is left out.
      const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.replace(/ [▾▴]$/, ''));
      return [...table.tBodies[0].rows]
        .filter((row) => row.cells.length === heads.length)
        .map((row) => Object.fromEntries(heads.map((head, i) => [head, row.cells[i].textContent])));
    });
}

export const number = (shown) => Number(shown.replaceAll(/[^0-9.]/g, ''));

/** Milliseconds of a latency as it is shown. */
export function milliseconds(shown) {
  const [value, unit] = shown.split(' ');
  return Number(value.replaceAll(',', '')) * { ns: 1e-6, µs: 1e-3, ms: 1, s: 1e3 }[unit];
}

export function assertNear(shown, exact, what) {
  assert.ok(Math.abs(shown - exact) <= exact / 1000, `${what}: shown ${shown}, exact ${exact}`);
}

/** What axe finds wrong with the page as it is now. */
export async function violations(page) {
  await page.evaluate(`${AXE};undefined`);
  const found = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'] }).then((result) => ({
      passes: result.passes.length,
      violations: result.violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map((node) => `${node.target} ${node.failureSummary}`),
      })),
    })),
  );
  assert.ok(found.passes > 10, `${found.passes} rules of axe had something to judge`);
  return found.violations;
}

/** Whether anything is drawn on each canvas of the kind; there must be at least one. */
export function drawn(page, selector) {
  return page.locator(selector).evaluateAll(
    (all) =>
      all.length > 0 &&
      all.every((canvas) => {
        if (canvas.width === 0 || canvas.height === 0) return false;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value) => value !== 0);
      }),
  );
}
