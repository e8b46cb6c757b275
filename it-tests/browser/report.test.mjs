// A report, opened from the disk: it shows what the monitor says, and asks nobody.
// MONITOR_URL: a run that goes on; HOSTILE_URL: the program Hostile; REPORT: the report of a run that
// has ended, JSON_REPORT: the same as JSON; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  TABS,
  assertNear,
  choose,
  drawn,
  json,
  launch,
  milliseconds,
  number,
  open,
  rows,
  settled,
  text,
  until,
  violations,
} from './support.mjs';

const url = process.env.MONITOR_URL;
const hostile = process.env.HOSTILE_URL;
const directory = mkdtempSync(join(tmpdir(), 'report-'));
let browser;
let page;
let requests = [];

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true });
});

/** Saves a run as a report; as long as it goes on, that is what it was until now. */
async function exported(from, name, query = '') {
  const answer = await fetch(new URL(`api/export?format=html${query}`, from));
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-disposition'), /\.html"$/);
  const file = join(directory, name);
  writeFileSync(file, await answer.text());
  return file;
}

/** Opens a file in a new page that may not even ask. */
async function shown(file, hash = '', options = {}) {
  await page?.context().close();
  page = await open(browser, options);
  requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href + hash);
  await until('the run', page, async () => (await page.getByTestId('status').count()) === 1);
  await until('the charts', page, () => drawn(page, '.chart canvas'));
}

function askedNobody() {
  assert.ok(requests.length > 0, 'what the page asked for was watched');
  assert.deepEqual(
    requests.filter((one) => !/^(file|data|blob):/.test(one)),
    [],
  );
  assert.deepEqual(page.complaints, []);
}

async function drag(title, from, to) {
  const chart = page.locator('.figure', { hasText: title }).first().locator('.u-over');
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + from * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + to * box.width, y, { steps: 8 });
  await page.mouse.up();
}

/** The range that the address of the page has. */
function range() {
  const words = new URLSearchParams(new URL(page.url()).hash.slice(1));
  return { from: words.get('from'), to: words.get('to') };
}

async function hasTheFiguresOf(document) {
  const { total } = document;
  assert.equal(number(await text(page, 'operations')), total.operations);
  assert.equal(number(await text(page, 'errors')), total.errors);
  assertNear(milliseconds(await text(page, 'p50')), total.latency.p50, 'p50');
  assertNear(milliseconds(await text(page, 'p99')), total.latency.p99, 'p99');
  const table = await rows(page, 'Operations');
  const all = Object.entries(document.by_operation);
  assert.equal(table.length, all.length);
  for (const [name, figures] of all) {
    const row = table.find((one) => Object.values(one)[0].startsWith(name));
    assert.ok(row, name);
    assert.equal(number(row.Count), figures.count, name);
    assertNear(milliseconds(row.p99), figures.latency.p99, name);
  }
}

test('a report of a run that goes on shows it, and a range of it has the figures of the API', async () => {
  await until('some seconds', null, async () => {
    const { elapsed_seconds } = await json(url, 'api/status');
    return elapsed_seconds > 12;
  });
  await shown(await exported(url, 'live.html'));
  assert.equal(await text(page, 'connection'), 'Report');
  assert.equal(await page.locator('.control button, .lost').count(), 0, 'nothing to control');
  await drag('Throughput', 0.05, 0.15);
  await until('the range', page, async () => (await text(page, 'range')).includes('merged exactly'));
  const { from, to } = range();
  const api = await json(url, `api/metrics?from=${from}&to=${to}`);
  assert.ok(api.range.intervals > 2, `${api.range.intervals} intervals`);
  assert.ok((await text(page, 'range')).includes(`${api.range.intervals} intervals`));
  await hasTheFiguresOf(api);
  askedNobody();
});

test('every view is there and says nothing of a monitor that is missing', async () => {
  for (const tab of TABS) {
    await choose(page, tab[0].toUpperCase() + tab.slice(1));
    await settled(page);
    const said = await page.innerText('main');
    assert.doesNotMatch(said, /Not up to date|does not answer|Waiting for/i, tab);
    assert.ok(said.length > 50, tab);
  }
  const { logs } = await json(url, 'api/logs?level=debug');
  assert.ok(logs.length > 0);
  await choose(page, 'Log');
  await page.getByLabel('From level').selectOption('debug');
  await until('the log', page, async () =>
    (await page.innerText('main')).includes(logs[0].message),
  );
  await page.goto(`${page.url().split('#')[0]}#tab=operations&op=read`);
  await until('the distribution', page, () => drawn(page, '.static-chart canvas'));
  assert.equal(await page.locator('.static-chart').count(), 4);
  askedNobody();
});

test('a report that was written at the end has the figures of the other one', async () => {
  const written = JSON.parse(readFileSync(process.env.JSON_REPORT, 'utf8'));
  await shown(process.env.REPORT);
  assert.match(await text(page, 'status'), /Completed/);
  await hasTheFiguresOf(written.metrics);
  assert.match(await text(page, 'ended'), /Save/);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('ended').getByRole('button', { name: 'JSON' }).click(),
  ]);
  const held = JSON.parse(readFileSync(await saved.path(), 'utf8'));
  assert.deepEqual(held.metrics, written.metrics);
  assert.deepEqual(await violations(page), []);
  askedNobody();
});

test('on paper each chart is drawn, and light', async () => {
  await shown(process.env.REPORT, '', {
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.ok(await drawn(page, '.chart canvas'));
  assert.equal(await page.locator('.chart canvas').count(), await page.locator('.chart').count());
  assert.equal(await page.evaluate(() => document.documentElement.classList.contains('dark')), false);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await page.evaluate(() => document.documentElement.classList.contains('dark')), true);
  assert.ok((await page.pdf()).length > 20_000);
});

test('names that are meant to break the page are only text', async () => {
  await until('its operations', null, async () => {
    const { by_operation } = await json(hostile, 'api/metrics');
    return Object.keys(by_operation).length > 8;
  });
  const file = await exported(hostile, 'hostile.html');
  const html = readFileSync(file, 'utf8');
  assert.equal(html.split('</script>').length - 1, html.split('<script').length - 1);
  assert.ok(!html.includes('<img'));
  await shown(file);
  for (const tab of TABS) {
    await choose(page, tab[0].toUpperCase() + tab.slice(1));
    await settled(page);
  }
  const found = await page.evaluate(() => ({
    hit: window.hit,
    elements: document.querySelectorAll('img, iframe, object, base').length,
    polluted: Object.keys(Object.prototype),
  }));
  assert.deepEqual(found, { hit: undefined, elements: 0, polluted: [] });
  assert.deepEqual(page.dialogs, []);
  assert.match(await page.title(), /<img/);
  askedNobody();
});

test('a report that is cut off says so', async () => {
  const file = join(directory, 'cut.html');
  const whole = readFileSync(process.env.REPORT, 'utf8');
  writeFileSync(file, whole.slice(0, whole.length - 2_000));
  page = await open(browser);
  await page.goto(pathToFileURL(file).href);
  await until('the message', page, async () =>
    (await page.innerText('body')).includes('This report cannot be shown'),
  );
});
