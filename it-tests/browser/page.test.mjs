// Drives a real Chromium against the monitor of a running host.
// MONITOR_URL: where it is; CHROMIUM: the browser; HOST_PID: the host, which is ended at the end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const url = process.env.MONITOR_URL;
const origin = new URL(url).origin;
const requests = [];
const complaints = [];
let browser;
let page;
let socket;
let sockets = 0;

async function until(what, condition) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    if (await condition()) return;
    assert.ok(Date.now() < deadline, `${what} did not come; the page says: ${await page.innerText('body')}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

const text = (id) => page.getByTestId(id).innerText();
const number = async (id) => Number((await text(id)).replaceAll(/[^0-9.]/g, ''));

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.routeWebSocket('**/ws/metrics', (inPage) => {
    sockets++;
    const toServer = inPage.connectToServer();
    socket = { inPage, toServer };
  });
  await page.goto(url);
});

after(async () => {
  await browser?.close();
});

test('the page loads and shows the run', async () => {
  await until('the run', async () => (await page.getByTestId('status').count()) === 1);
  await until('running', async () => (await text('status')) === 'Running');
  assert.match(await text('session'), /^bench-\d{8}-\d{6}$/);
  assert.equal(await text('connection'), 'Live');
});

test('the numbers move and are those of the API', async () => {
  const before = await number('operations');
  await until('more operations', async () => (await number('operations')) > before);
  const api = await (await fetch(`${url}api/metrics`)).json();
  assert.ok((await number('operations')) >= before);
  assert.ok(api.total.operations >= before);
  await until('the measured cost of an operation', async () =>
    /^monitor: [1-9][\d.,]* ns\/op · [<\d. ]+ % CPU · [\d.]+ MB · 0 dropped$/.test(await text('monitor-cost')),
  );
});

test('all charts are drawn', async () => {
  const charts = await page.locator('.chart').count();
  assert.ok(charts >= 6, `${charts} charts`);
  for (const chart of await page.locator('.chart').all()) await chart.scrollIntoViewIfNeeded();
  await until('each', async () => (await page.locator('.chart canvas').count()) === charts);
  await page.evaluate(() => scrollTo(0, 0));
  const painted = () =>
    page.locator('.chart canvas').first().evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value !== 0);
    });
  await until('something on the first', painted);
});

test('a range selected with the mouse has the figures of the API, and Escape goes back', async () => {
  await until('some points', async () => (await (await fetch(`${url}api/status`)).json()).sequence > 6);
  const box = await page.locator('.chart .u-over').first().boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, y, { steps: 5 });
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
  await page.mouse.up();
  await until('the banner', async () => (await page.getByTestId('range').count()) === 1);
  await until('the figures', async () => (await text('range')).includes('merged exactly'));
  await sameAsTheApi();
  const held = await text('operations');
  const sequence = async () => (await (await fetch(`${url}api/status`)).json()).sequence;
  const wanted = (await sequence()) + 2;
  await until('two more intervals', async () => (await sequence()) >= wanted);
  assert.equal(await text('operations'), held, 'the figures of a range that is over stay');
  await page.keyboard.press('Escape');
  await until('live again', async () => (await page.getByTestId('range').count()) === 0);
  await until('the link', () => new URL(page.url()).hash === '');
  await until('all operations again', async () => (await number('operations')) > Number(held.replaceAll(',', '')));
});

/** Compares what is shown with what the API says of the range in the page's link. */
async function sameAsTheApi() {
  const words = new URLSearchParams(new URL(page.url()).hash.slice(1));
  const answer = await fetch(`${url}api/metrics?from=${words.get('from')}&to=${words.get('to')}`);
  const { total, range } = await answer.json();
  assert.ok(range.intervals >= 2, `${range.intervals} intervals`);
  assert.ok((await text('range')).includes(`${range.intervals} intervals`));
  assert.equal(await number('operations'), total.operations);
  assert.equal(await number('errors'), total.errors);
  for (const id of ['p50', 'p99']) {
    const shown = await milliseconds(id);
    assert.ok(Math.abs(shown - total.latency[id]) <= total.latency[id] / 1000, `${id}: ${shown}`);
  }
}

async function milliseconds(id) {
  const [value, unit] = (await text(id)).split(' ');
  return Number(value.replaceAll(',', '')) * { ns: 1e-6, µs: 1e-3, ms: 1, s: 1e3 }[unit];
}

test('the theme is switched, and remembered without a flash', async () => {
  const isDark = () => page.evaluate(() => document.documentElement.classList.contains('dark'));
  const theme = page.getByRole('group', { name: 'Theme' });
  await theme.getByRole('button', { name: 'Dark' }).click();
  assert.equal(await isDark(), true);
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.reload({ waitUntil: 'commit' });
  await page.waitForSelector('body');
  assert.equal(await isDark(), true, 'before anything is drawn');
  await until('the run', async () => (await page.getByTestId('status').count()) === 1);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), background);
  await theme.getByRole('button', { name: 'Light' }).click();
  assert.equal(await isDark(), false);
  await theme.getByRole('button', { name: 'Auto' }).click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

test('the keyboard alone reaches a chart, moves its cursor and selects a range', async () => {
  await page.evaluate(() => document.activeElement?.blur());
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: element } = document;
      return {
        chart: element.classList.contains('chart'),
        outlined: getComputedStyle(element).outlineStyle !== 'none',
        name: element.getAttribute('aria-label') ?? element.textContent,
      };
    });
  const visited = [];
  do {
    await page.keyboard.press('Tab');
    visited.push(await focused());
    assert.ok(visited.length < 60, JSON.stringify(visited));
  } while (!visited.at(-1).chart);
  assert.ok(visited.length > 4);
  for (const stop of visited) assert.ok(stop.outlined && stop.name, JSON.stringify(stop));

  await page.keyboard.press('ArrowLeft');
  await until('the readout', async () => page.getByTestId('readout').isVisible());
  assert.match(await text('readout'), /^\d\d:\d\d:\d\d[^]*Throughput[^]*\/s/);
  await page.keyboard.down('Shift');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.up('Shift');
  await until('the range', async () => (await page.getByTestId('range').count()) === 1);
  await until('the figures', async () => (await text('range')).includes('merged exactly'));
  await sameAsTheApi();
  await page.keyboard.press('Escape');
  await until('live again', async () => (await page.getByTestId('range').count()) === 0);
});

test('a killed connection comes back, with its numbers', async () => {
  const before = await number('operations');
  const socketsBefore = sockets;
  await socket.toServer.close();
  await socket.inPage.close({ code: 1011 });
  await until('the loss', async () => (await text('connection')).startsWith('Connection lost'));
  assert.ok((await number('operations')) >= before, 'what was there is kept');
  await until('the return', async () => (await text('connection')) === 'Live');
  assert.ok(sockets > socketsBefore);
  await until('more operations', async () => (await number('operations')) > before);
});

test('the policy held and nothing left the origin', () => {
  assert.deepEqual(complaints, []);
  assert.ok(requests.length >= 3);
  for (const request of requests) {
    assert.equal(new URL(request).origin, origin);
  }
});

test('a narrow screen does not scroll sideways', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await until('the layout', () =>
    page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
  );
  await page.setViewportSize({ width: 1280, height: 900 });
});

test('when the run ends the page keeps everything and says so', async () => {
  process.kill(Number(process.env.HOST_PID), 'SIGTERM');
  await until('the end', async () => (await text('status')) === 'Cancelled');
  await until('the light', async () => (await text('connection')) === 'Run ended');
  assert.match(await text('ended'), /^The run was cancelled after /);
  const saving = page.waitForEvent('download');
  await page.getByTestId('ended').getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync(await (await saving).path(), 'utf8').split('\r\n');
  assert.match(lines[0], /^end,duration_seconds,status,operation,throughput/);
  assert.ok(lines.length > 10);
  assert.ok((await number('operations')) > 0);
});
