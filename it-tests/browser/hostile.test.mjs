// Names and texts of a host that are meant to break the page are shown as text, all of them.
// MONITOR_URL: the program Hostile; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TABS, choose, json, launch, live, open, rows, until, violations } from './support.mjs';

const url = process.env.MONITOR_URL;
const IMAGE = '<img src=x onerror=window.hit=1>';
const MARKED = '<img src=x onerror=hit=1>';
const LONG = `long${'x'.repeat(196)}`;
/** Those of the program; half of a surrogate pair cannot be sent as UTF-8. */
const NAMES = [
  IMAGE,
  '</script><script>window.hit=1</script>',
  `"onmouseover="window.hit=1" 'x`,
  '{{window.hit=1}}${window.hit=1}',
  'javascript:window.hit=1//',
  'two\u2028lines\u2029three',
  '\u202Egnp.exe\u202C turned',
  '\u200F\u05E9\u05DC\u05D5\u05DD\u200F',
  'before\0after',
  'high\uFFFDalone',
  'low\uFFFDalone',
  LONG,
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '=1+1',
  'line\r\nbreak\ttab',
  '&lt;b&gt;&amp;',
  '%3Cb%3E#tab=log&op=x',
  'a b',
].sort();

const requests = [];
let browser;
let page;

before(async () => {
  browser = await launch();
  page = await open(browser);
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await live(page);
  await until('all operations', page, async () => {
    const { by_operation } = await json(url, 'api/metrics');
    return Object.keys(by_operation).length >= NAMES.length;
  });
  await until('all of their errors', page, async () => {
    const { by_type } = await json(url, 'api/errors');
    return by_type.length >= NAMES.length + 2;
  });
});

after(async () => {
  await browser?.close();
});

/** Nothing of what was shown has become more than text. */
async function nothingRan() {
  const found = await page.evaluate(() => ({
    hit: window.hit,
    elements: [...document.querySelectorAll('img, iframe, object, base, script:not([src])')].map(
      (element) => element.outerHTML,
    ),
    polluted: Object.keys(Object.prototype),
    handlers: [...document.querySelectorAll('[onmouseover], [onerror]')].length,
  }));
  assert.deepEqual(found, { hit: undefined, elements: [], polluted: [], handlers: 0 });
  assert.deepEqual(page.dialogs, []);
  assert.deepEqual(page.complaints, []);
  const origin = new URL(url).origin;
  assert.ok(requests.length > 0, 'what the page asked for was watched');
  for (const request of requests) {
    assert.equal(new URL(request).origin, origin);
    assert.ok(!new URL(request).pathname.endsWith('/x'), request);
  }
}

const everyName = (label, column) =>
  until(`every name under ${label}`, page, async () => {
    const shown = new Set((await rows(page, label)).map((row) => row[column]));
    return NAMES.every((name) => shown.has(name));
  });

test('the overview has each operation by its name, and in the legend', async () => {
  await choose(page, 'Overview');
  await everyName('Operations', 'Operation');
  const shown = (await rows(page, 'Operations')).map((row) => row.Operation).sort();
  assert.deepEqual(shown, NAMES);
  assert.ok((await page.innerText('header')).includes(IMAGE), 'the scenario');
  const legends = await page.locator('.legend').allTextContents();
  assert.ok(legends.some((legend) => legend.includes('onerror=')), legends.join('\n'));
  await nothingRan();
});

test('each operation is opened, also from a link', async () => {
  await choose(page, 'Operations');
  await page.getByRole('button', { name: IMAGE, exact: true }).click();
  const title = page.locator('.operation section h2').first();
  const chosen = page.getByRole('combobox', { name: 'Operation' });
  for (const name of NAMES) {
    await chosen.selectOption({ value: name });
    await until(name, page, async () => (await title.textContent()) === name);
    assert.ok(/[1-9]/.test(await page.locator('dl.figures').innerText()), name);
  }
  await page.getByLabel('beside').selectOption({ value: '__proto__' });
  await until('both', page, async () => (await page.locator('dl.figures').count()) === 2);
  for (const name of [IMAGE, LONG, '__proto__', 'line\r\nbreak\ttab', '%3Cb%3E#tab=log&op=x']) {
    const hash = new URLSearchParams({ tab: 'operations', op: name });
    await page.goto(`${url}#${hash}`);
    await page.reload();
    await live(page);
    await until(name, page, async () => (await title.textContent()) === name);
  }
  await nothingRan();
});

test('a link cannot bring anything but text', async () => {
  for (const op of [IMAGE, '</title><script>window.hit=1</script>', '__proto__.hit', 'toString']) {
    const hash = new URLSearchParams({ tab: IMAGE, window: '__proto__', op, with: IMAGE });
    await page.goto(`${url}#${hash}`);
    await page.reload();
    await live(page);
    await choose(page, 'Operations');
    await nothingRan();
  }
  await page.goto(`${url}#${new URLSearchParams({ tab: 'operations', op: `${IMAGE}?` })}`);
  await until('the name', page, async () =>
    (await page.innerText('main')).includes(`No call of ${IMAGE}? in what is shown`),
  );
  await nothingRan();
});

test('each thread is listed by its name', async () => {
  await choose(page, 'Workers');
  await everyName('Workers', 'Thread');
  const errors = (await rows(page, 'Workers')).map((row) => row['Last error']);
  const known = [...NAMES, MARKED, 'IllegalStateException'];
  for (const error of errors) assert.ok(known.includes(error), error);
  await page.getByRole('searchbox', { name: 'Search' }).fill('</script>');
  await until('the one', page, async () => (await rows(page, 'Workers')).length === 1);
  await nothingRan();
});

test('each error has its type and message', async () => {
  await choose(page, 'Errors');
  await everyName('Errors by type', 'Type');
  const types = await rows(page, 'Errors by type');
  assert.ok(types.some((row) => row.Type === MARKED));
  const thrown = types.find((row) => row.Type === 'IllegalStateException');
  assert.ok(thrown.Sample.startsWith(IMAGE), thrown.Sample);
  for (const name of NAMES) assert.ok(thrown.Operations.includes(name), name);
  const recent = page.getByRole('list', { name: 'Recent errors' });
  await until('messages', page, async () =>
    (await recent.locator('li').allTextContents()).some((line) => line.includes(`${IMAGE}${IMAGE}`)),
  );
  await page.getByRole('combobox', { name: 'Type' }).selectOption({ value: MARKED });
  await until('one type', page, async () => (await rows(page, 'Errors by type')).length === 1);
  await nothingRan();
});

test('all other tabs live with it', async () => {
  for (const tab of ['System', 'Log', 'Instrumentation']) {
    await choose(page, tab);
    assert.equal(await page.locator('[role=tab][aria-selected=true]').innerText(), tab);
    assert.ok((await page.getByRole('tabpanel').innerText()).length > 20);
    await nothingRan();
  }
  assert.match(await page.getByRole('region', { name: 'Patterns' }).innerText(), /\{0\}/);
});

test('the layout and axe hold, narrow too', async () => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const tab of TABS.slice(0, 4)) {
      await page.goto(`${url}#tab=${tab}`);
      await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor();
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${tab} at ${width} scrolls sideways`,
      );
      if (width === 390) assert.deepEqual(await violations(page), [], tab);
    }
  }
  await page.goto(`${url}#${new URLSearchParams({ tab: 'operations', op: LONG, with: IMAGE })}`);
  await until('both', page, async () => (await page.locator('dl.figures').count()) === 2);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.deepEqual(await violations(page), []);
  await nothingRan();
});
