// Drives a real Chromium against the monitor of a running host.
// MONITOR_URL: where it is; CHROMIUM: the browser; HOST_PID: the host, which is ended at the end.
import assert from 'node:assert/strict';
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
  assert.ok((await number('active-workers')) > 0);
  await until('the measured cost of an operation', async () =>
    /^monitor: [1-9][\d.,]* ns\/op · [<\d. ]+ % CPU · [\d.]+ MB · 0 dropped$/.test(await text('monitor-cost')),
  );
});

test('both charts are drawn', async () => {
  assert.equal(await page.locator('.chart canvas').count(), 2);
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
  assert.ok((await number('operations')) > 0);
});
