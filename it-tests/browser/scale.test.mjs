// A thousand workers, and an hour of data. Times are those that the page's thread has computed, in
// units of a piece of work that the same browser does just before and after: a slow or a busy machine
// is no failure, a page that has become twice as slow is one.
// MONITOR_URL: the program Crowd with 1,000 threads; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawn, json, launch, live, number, open, rows, text, until } from './support.mjs';

const url = process.env.MONITOR_URL;
const POINTS = 3_600;
const OPERATIONS = ['create', 'read', 'update', 'delete'];
const TICKS = 600;
const CHARTS = 7;
/** High enough to see them all: what is not seen is not drawn. */
const HIGH = { viewport: { width: 1280, height: 1400 } };
/** What each took when this was last looked at, in pieces of work. */
const AT_LAST = { opened: 10, tickASecond: 0.4, tickInARow: 0.36 };
/** Between two runs they differ by a sixth at most; twice as slow is a failure. */
const MOST = 1.6;
let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

test('a thousand workers are paged, searched and sorted', async (t) => {
  const page = await open(browser);
  await page.goto(`${url}#tab=workers`);
  await live(page);
  await until('all of them', page, async () => (await json(url, 'api/workers')).total_workers === 1_000);
  const pages = page.getByRole('navigation', { name: 'Pages' });
  const where = (expected) =>
    until(
      expected,
      page,
      async () =>
        (await pages.getByRole('status').innerText()) === expected &&
        // The rows of the page before stay until the next ones have come.
        (await page.locator('table[aria-busy=true]').count()) === 0,
    );
  const ids = async () => (await rows(page, 'Workers')).map((row) => row.Worker);
  await until('the number', page, async () => (await text(page, 'workers-all')) === '1,000');
  await where('1 to 100 of 1,000');
  const seen = new Set(await ids());
  for (const expected of ['101 to 200 of 1,000', '201 to 300 of 1,000']) {
    await pages.getByRole('button', { name: 'Next' }).click();
    await where(expected);
    for (const id of await ids()) seen.add(id);
  }
  assert.equal(seen.size, 300);
  await pages.getByRole('button', { name: 'Last' }).click();
  await where('901 to 1,000 of 1,000');
  assert.equal(await pages.getByRole('button', { name: 'Next' }).isDisabled(), true);

  const began = performance.now();
  await page.getByRole('searchbox', { name: 'Search' }).fill('CROWD-07');
  await where('1 to 100 of 100');
  t.diagnostic(`search among 1,000 workers, typing pause and all: ${Math.round(performance.now() - began)} ms`);
  const threads = async () => (await rows(page, 'Workers')).map((row) => row.Thread);
  assert.ok((await threads()).every((name) => name.startsWith('crowd-07')));
  await page.getByRole('columnheader', { name: 'Thread' }).getByRole('button').click();
  await until('the first', page, async () => (await threads())[0] === 'crowd-0700');
  await page.getByRole('columnheader', { name: 'Thread' }).getByRole('button').click();
  await until('the last first', page, async () => (await threads())[0] === 'crowd-0799');
  assert.deepEqual(await threads(), [...(await threads())].sort().reverse());
  assert.ok((await page.locator('tbody tr').count()) <= 100);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

/** A number that looks random and is the same each time. */
const wave = (i, k) => 0.5 + 0.5 * Math.sin(i / (7 + k)) * Math.cos(i / (101 + 13 * k));

function pointOf(template, i, begin) {
  const throughput = OPERATIONS.map((_, k) => 500 * (k + 1) * (0.6 + 0.4 * wave(i, k)));
  const all = throughput.reduce((sum, value) => sum + value, 0);
  const p50 = 1 + wave(i, 5);
  return {
    ...template,
    timestamp: new Date(begin + i * 1_000).toISOString(),
    duration_seconds: 1,
    sequence: i + 1,
    status: 'running',
    warmup: false,
    throughput: all,
    operations: Math.round(all),
    errors: i % 10,
    error_rate: (100 * (i % 10)) / all,
    latency_p50: p50,
    latency_p90: 3 * p50,
    latency_p95: 4 * p50,
    latency_p99: 8 * p50 + (i % 97 === 0 ? 80 : 0),
    latency_p999: 20 * p50,
    latency_max: 100 * p50,
    latency_mean: 1.2 * p50,
    errors_by_type: { Timeout: i % 10, '409 Conflict': i % 3 },
    by_operation: Object.fromEntries(
      OPERATIONS.map((name, k) => [
        name,
        { throughput: throughput[k], errors: i % 3, latency_p50: p50 * (k + 1), latency_p99: 8 * p50 },
      ]),
    ),
  };
}

const BAND = 33;
const heatOf = (i) =>
  Array.from({ length: 12 }, (_, k) => [BAND + k, Math.round(100 + 400 * wave(i, k))]);

/** The real first message and a real tick, made into those of an hour of four operations. */
async function anHour(page) {
  const hour = { begin: Math.floor(Date.now() / 1000) * 1000 - POINTS * 1000, next: POINTS };
  const { bounds_ms: bounds } = await json(url, 'api/heatmap');
  const figures = (metrics) => {
    const [template] = Object.values(metrics.by_operation);
    metrics.by_operation = Object.fromEntries(OPERATIONS.map((name) => [name, template]));
    return metrics;
  };
  await page.route('**/api/heatmap**', (route) => {
    const columns = Array.from({ length: 300 }, (_, i) => ({
      timestamp: new Date(hour.begin + i * 12_000).toISOString(),
      duration_seconds: 12,
      counts: heatOf(i),
    }));
    return route.fulfill({
      json: {
        sequence: POINTS,
        operation: null,
        range: null,
        bounds_ms: bounds,
        columns,
      },
    });
  });
  await page.routeWebSocket('**/ws/metrics', (inPage) => {
    const toServer = inPage.connectToServer();
    toServer.onMessage((said) => {
      const message = JSON.parse(said);
      if (message.type === 'hello' && !hour.send) {
        const { data } = message;
        const template = data.timeline.data_points.at(-1);
        data.timeline.data_points = Array.from({ length: POINTS }, (_, i) => pointOf(template, i, hour.begin));
        data.timeline.events = Array.from({ length: 300 }, (_, i) => ({
          timestamp: new Date(hour.begin + i * 12_000 + 300).toISOString(),
          kind: i % 4 === 0 ? 'stall' : 'gc',
          duration_ms: 5 + (i % 40),
          text: 'G1 Young Generation: end of minor GC',
        }));
        data.status.start_time = new Date(hour.begin).toISOString();
        data.status.elapsed_seconds = POINTS;
        data.status.sequence = POINTS;
        figures(data.metrics);
        hour.send = (tick) => inPage.send(JSON.stringify(tick));
        hour.template = template;
        hour.send(message);
      } else if (message.type === 'metrics_update' && !hour.tick) {
        figures(message.data);
        hour.tick = () => {
          const i = hour.next++;
          const point = { ...pointOf(hour.template, i, hour.begin), heat: heatOf(i) };
          const { timestamp, sequence } = point;
          message.data.total.operations += point.operations;
          hour.send({
            ...message,
            sequence,
            timestamp,
            point,
            data: { ...message.data, sequence, timestamp },
            status: { ...message.status, sequence, timestamp, elapsed_seconds: i },
          });
        };
      }
    });
  });
  return hour;
}

/** Stamps the arrival of the first message, and the end of the frame that has the charts. */
function stampFirstPaint(charts) {
  const { parse } = JSON;
  JSON.parse = (...words) => {
    if (!window.arrived && String(words[0]).includes('"hello"')) {
      window.arrived = performance.now();
      const look = () =>
        requestAnimationFrame(() => {
          const there = document.querySelectorAll('.chart canvas').length === charts;
          // After the frame: what was asked for before it is drawn in it.
          if (there) requestAnimationFrame(() => setTimeout(() => (window.painted = performance.now())));
          else look();
        });
      look();
    }
    return parse(...words);
  };
}

/** A fixed piece of what pages do: objects, numbers as text, lines on a canvas, rows that are laid out. */
function piece() {
  const canvas = document.createElement('canvas');
  canvas.width = 1_200;
  canvas.height = 200;
  const body = document.createElement('table');
  document.body.replaceChildren(canvas, body);
  const to = canvas.getContext('2d');
  let sum = 0;
  for (let round = 0; round < 4; round++) {
    const points = Array.from({ length: 3_600 }, (_, i) => ({
      x: i / 3,
      y: 100 + 90 * Math.sin(i / (7 + round)) * Math.cos(i / 101),
      name: `point ${i}`,
    }));
    sum += JSON.parse(JSON.stringify(points)).reduce((all, { y }) => all + y, 0);
    points.sort((a, b) => a.y - b.y).sort((a, b) => a.x - b.x);
    to.beginPath();
    for (const { x, y } of points) to.lineTo(x, y);
    to.stroke();
    body.innerHTML = points
      .slice(0, 100)
      .map(({ x, y, name }) => `<tr><td>${name}</td><td>${x.toFixed(2)}</td><td>${y.toLocaleString('en')}</td></tr>`)
      .join('');
    sum += body.getBoundingClientRect().height;
  }
  return sum;
}

/** The milliseconds that the thread of a page has computed, and other figures of the browser's own. */
async function meter(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metrics = async () => {
    const found = await devtools.send('Performance.getMetrics');
    return Object.fromEntries(found.metrics.map(({ name, value }) => [name, value]));
  };
  return { devtools, metrics, computed: async () => 1000 * (await metrics()).TaskDuration };
}

/** Gives a way to time the piece of work, in a page of its own. */
async function scale(browser) {
  const page = await open(browser);
  await page.setContent('<!doctype html><title>scale</title>');
  const { computed } = await meter(page);
  return async () => {
    const times = [];
    for (let i = 0; i < 7; i++) {
      const before = await computed();
      await page.evaluate(piece);
      times.push((await computed()) - before);
    }
    return times.sort((a, b) => a - b)[3];
  };
}

test('an hour of data is painted, ticks on, and does not grow', async (t) => {
  const timed = await scale(browser);
  await timed();
  const page = await open(browser, HIGH);
  await page.addInitScript(stampFirstPaint, CHARTS);
  const hour = await anHour(page);
  const { devtools, metrics, computed } = await meter(page);
  /** Fails if this took longer than it may, by what the piece of work takes before and after. */
  const judge = async (what, most, ms, before) => {
    const unit = ((await timed()) + before) / 2;
    t.diagnostic(`${what}: ${ms.toFixed(1)} ms, ${(ms / unit).toFixed(3)} of a piece of ${unit.toFixed(1)} ms`);
    assert.ok(ms / unit < MOST * most, `${what}: ${ms} ms, more than ${MOST} * ${most} of ${unit} ms`);
  };

  let unit = await timed();
  const empty = await computed();
  await page.goto(`${url}#window=all`);
  await live(page);
  await page.waitForFunction(() => window.painted);
  assert.ok(await drawn(page, '.chart canvas'));
  await judge(`opened with ${POINTS} points`, AT_LAST.opened, (await computed()) - empty, unit);
  const firstPaint = await page.evaluate(() => window.painted - window.arrived);
  t.diagnostic(`first paint of ${POINTS} points: ${firstPaint.toFixed(0)} ms by the clock after the hello`);
  await until('a tick of the real run', page, () => hour.tick);

  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await metrics()).JSHeapUsedSize / 1048576;
  };
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const shown = async () => number(await text(page, 'operations'));

  await pause(500);
  const seconds = 10;
  unit = await timed();
  const slow = await computed();
  for (let i = 0; i < seconds; i++) {
    hour.tick();
    await pause(1_000);
  }
  await judge('a tick a second', AT_LAST.tickASecond, ((await computed()) - slow) / seconds, unit);

  const before = await heap();
  const operations = await shown();
  unit = await timed();
  const start = await metrics();
  for (let i = 0; i < TICKS; i++) {
    hour.tick();
    // Each has a frame of its own: on a busy machine several would share one, and seem to cost less.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  await until('the last of them', page, async () => (await page.locator('.elapsed').innerText()).startsWith('1h 10m'));
  const end = await metrics();
  assert.ok((await shown()) > operations);
  const work = (1000 * (end.TaskDuration - start.TaskDuration)) / TICKS;
  await judge(`${TICKS} ticks one after another, each`, AT_LAST.tickInARow, work, unit);
  const grown = await heap();
  t.diagnostic(`heap after garbage collection: ${before.toFixed(1)} MB, then ${grown.toFixed(1)} MB`);
  t.diagnostic(`elements: ${start.Nodes} nodes, then ${end.Nodes}`);
  assert.ok(grown < 3 * before, `${before} MB grew to ${grown} MB`);
  assert.deepEqual(page.complaints, []);
});
