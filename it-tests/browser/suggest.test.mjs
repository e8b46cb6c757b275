// A runner without a pattern: the page offers to search for operations, and one key watches one.
// MONITOR_URL: a run without a pattern; MONITOR_TOKEN: its control token; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json, launch, live, number, open, rows, settled, text, until, violations } from './support.mjs';

const url = process.env.MONITOR_URL;
let browser;
let page;

before(async () => {
  browser = await launch();
  page = await open(browser);
});

after(async () => {
  await browser?.close();
});

const judged = async () => assert.deepEqual(await violations(page), []);

/** Without a scroll bar of the page itself, whatever is in it. */
const fits = () =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

const region = () => page.getByRole('region', { name: 'Suggestions' });

test('a page without a pattern says what a search does and costs', async () => {
  await page.goto(`${url}#token=${process.env.MONITOR_TOKEN}`);
  await live(page);
  assert.match(await page.innerText('main'), /No operation is named/);
  await until('the offer', page, async () => (await region().count()) === 1);
  assert.match(await region().innerText(), /five seconds.*two.*about 1 %/s);
  await judged();
});

test('the search is begun from the keyboard, tells how far it is, and lists what it has found', async () => {
  const begin = page.getByRole('button', { name: 'Suggest operations' });
  await begin.focus();
  await page.keyboard.press('Enter');
  const bar = page.getByRole('progressbar', { name: 'Search for operations' });
  await until('the progress', page, async () => (await bar.count()) === 1);
  assert.match(await region().innerText(), /Looking at the stacks/);
  assert.equal(await begin.getAttribute('aria-disabled'), 'true');
  assert.equal(await begin.evaluate((button) => button === document.activeElement), true);
  await judged();
  const list = page.getByRole('region', { name: 'Methods that may be operations' });
  await until('the list', page, async () => (await list.count()) === 1);
  const shown = await rows(page, 'Methods that may be operations');
  const { suggestions, cost_percent: cost } = await json(url, 'api/suggest');
  assert.ok(suggestions.length > 1);
  assert.deepEqual(
    shown.map((row) => row['Line for the command']),
    suggestions.map(({ line }) => line),
  );
  assert.deepEqual(
    shown.map((row) => row.Why),
    suggestions.map(({ why }) => why),
  );
  assert.ok(Math.abs(number(shown[0].Rate) - suggestions[0].trial.rate) <= 1);
  assert.ok(Math.abs(number(/cost ([^%]*)%/.exec(await region().innerText())[1]) - cost) < 0.01);
  await judged();
});

test('the list is readable in the dark and on a narrow screen', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  await judged();
  await page.setViewportSize({ width: 390, height: 800 });
  await settled(page);
  assert.equal(await fits(), true);
  await judged();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
});

test('one key watches a method, which counts from then on', async () => {
  const [{ pattern }] = (await json(url, 'api/suggest')).suggestions;
  await page.getByRole('button', { name: `Watch ${pattern}`, exact: true }).press('Enter');
  await until('the run', page, async () => (await region().count()) === 0);
  await until('calls', page, async () => number(await text(page, 'operations')) > 0);
  const { patterns } = await json(url, 'api/instrumentation');
  assert.deepEqual(
    patterns.map((one) => one.pattern),
    [pattern],
  );
  await judged();
  assert.deepEqual(page.complaints, []);
});
