// A page that is opened late has the whole run, though the first message tells only its end.
// MONITOR_URL: a run with more than 300 intervals; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json, launch, live, open, text, until } from './support.mjs';

const url = process.env.MONITOR_URL;
const TOLD_AT_FIRST = 300;
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

test('a page opened late reaches back to the first interval', async () => {
  const deadline = Date.now() + 90_000;
  while ((await json(url, 'api/status')).sequence < TOLD_AT_FIRST + 120) {
    assert.ok(Date.now() < deadline);
    await new Promise((done) => setTimeout(done, 500));
  }
  const timeline = await json(url, 'api/metrics/timeline?window=86400&interval=0.1');
  assert.ok(timeline.data_points.length > TOLD_AT_FIRST);
  const first = Date.parse(timeline.data_points[0].timestamp);
  // The program makes its database first, on a busy machine for seconds.
  const busy = Date.parse(timeline.data_points.find((point) => point.operations > 0).timestamp);

  const page = await open(browser);
  let told = null;
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const message = JSON.parse(payload);
      if (message.type === 'hello') told = message.data.timeline.data_points;
    }),
  );
  await page.goto(`${url}#window=all`);
  await live(page);
  await until('the first message', page, () => told !== null);
  assert.equal(told.length, TOLD_AT_FIRST);
  assert.ok(Date.parse(told[0].timestamp) - busy > 3_000);

  await page.locator('.chart').first().focus();
  await until('the first second of the run under the cursor', page, async () => {
    await page.keyboard.press('Home');
    const [clock] = (await text(page, 'readout')).split(/\s/);
    const shown = new Date(first);
    const [hours, minutes, seconds] = clock.split(':').map(Number);
    shown.setHours(hours, minutes, Math.floor(seconds), 0);
    return shown.getTime() >= first - 2_000 && shown.getTime() <= busy + 2_000;
  });
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});
