// Each tab of a run shows what the API says, is kept in the link, and has no violation of axe.
// MONITOR_URL: a sample runner that goes on; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
  TABS,
  assertNear,
  choose,
  drawn,
  json,
  launch,
  live,
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
const api = (path) => json(url, path);
let browser;
let page;
/** A stretch of the run that is over: its figures do not move. */
let stretch;

before(async () => {
  browser = await launch();
  page = await open(browser);
  await page.goto(url);
  await live(page);
  await until('some intervals', page, async () => (await api('api/status')).sequence >= 8);
  const { data_points: points } = await api('api/metrics/timeline?window=3600&interval=0.1');
  const at = (point) => Date.parse(point.timestamp);
  stretch = { from: at(points[1]), to: at(points.at(-1)) };
});

after(async () => {
  await browser?.close();
});

const ranged = (words) => new URLSearchParams({ ...words, ...stretch }).toString();

/** Goes to a state of the page without loading it again. */
async function go(words) {
  await page.evaluate((hash) => (location.hash = hash), new URLSearchParams(words).toString());
  await settled(page);
}

async function goRanged(words) {
  await go({ ...words, ...stretch });
  await until('the figures', page, async () => (await text(page, 'range')).includes('exactly'));
}

/** A figure of the run that only grows: read in the page between two questions to the API. */
async function between(what, ask, read) {
  const low = await ask();
  const shown = await until(what, page, async () => {
    const value = await read();
    return value >= low ? { value } : null;
  });
  const high = await ask();
  assert.ok(shown.value <= high, `${what}: ${shown.value} is not in ${low} to ${high}`);
}

test('the operations of a range are those of the API, sorted as one likes', async () => {
  await goRanged({ tab: 'operations' });
  const { by_operation } = await api(`api/metrics?${ranged()}`);
  const shown = await rows(page, 'Operations');
  assert.deepEqual(
    shown.map((row) => row.Operation).sort(),
    ['create', 'delete', 'read', 'update'],
  );
  const all = Object.values(by_operation).reduce((sum, { count }) => sum + count, 0);
  for (const row of shown) {
    const exact = by_operation[row.Operation];
    assert.ok(exact.count > 0);
    assert.equal(number(row.Count), exact.count, row.Operation);
    assert.ok(Math.abs(number(row.Share) - (100 * exact.count) / all) < 0.01, row.Share);
    assert.ok(Math.abs(number(row.Errors) - (100 * exact.errors) / exact.count) < 0.01, row.Errors);
    for (const [name, key] of Object.entries({
      Min: 'min',
      Mean: 'mean',
      p50: 'p50',
      p90: 'p90',
      p95: 'p95',
      p99: 'p99',
      Max: 'max',
    })) {
      assertNear(milliseconds(row[name]), exact.latency[key], `${row.Operation} ${name}`);
    }
  }
  const counts = async () => (await rows(page, 'Operations')).map((row) => number(row.Count));
  const heads = page.getByRole('region', { name: 'Operations', exact: true }).locator('thead');
  await heads.getByRole('button', { name: 'Count' }).click();
  await settled(page);
  const falling = await counts();
  assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
  assert.ok(falling[0] > falling.at(-1));
  await heads.getByRole('button', { name: 'Count' }).click();
  await settled(page);
  assert.deepEqual(await counts(), [...falling].reverse());
  assert.equal(await heads.locator('[aria-sort=ascending]').count(), 1);
});

test('an opened operation has its figures, curve, histogram and errors', async () => {
  await goRanged({ tab: 'operations' });
  await page.getByRole('button', { name: 'update', exact: true }).click();
  const exact = (await api(`api/metrics?${ranged()}`)).by_operation.update;
  const figures = page.locator('dl.figures');
  const figure = (name) =>
    figures.locator('div').filter({ has: page.getByText(name, { exact: true }) }).locator('dd').innerText();
  assert.equal(number(await figure('Calls')), exact.count);
  assertNear(milliseconds(await figure('p50')), exact.latency.p50, 'p50');
  assertNear(milliseconds(await figure('p99')), exact.latency.p99, 'p99');
  assertNear(milliseconds(await figure('Max')), exact.latency.max, 'max');
  await until('four charts', page, () =>
    page.evaluate(() => document.querySelectorAll('.operation .static-chart canvas').length >= 4),
  );
  await until('something on each', page, () => drawn(page, '.operation .static-chart canvas'));
  for (const title of ['Percentile distribution', 'Histogram', 'Throughput', 'Latency']) {
    assert.ok(await page.getByRole('heading', { name: title, exact: true }).isVisible(), title);
  }
  const errors = (await api('api/errors?operation=update')).by_type;
  assert.ok(errors.length > 0);
  const shown = await rows(page, 'Errors of update');
  for (const { type } of errors) assert.ok(shown.some((row) => row.Type === type), type);
});

test('two operations stand beside each other, with what they differ by', async () => {
  await page.getByLabel('beside').selectOption('read');
  const { by_operation } = await api(`api/metrics?${ranged()}`);
  const wanted = { Min: 'min', p50: 'p50', p99: 'p99', Max: 'max' };
  const shown = await rows(page, 'Differences');
  for (const [name, key] of Object.entries(wanted)) {
    const row = shown.find(({ Latency }) => Latency === name);
    const [update, read] = [by_operation.update.latency[key], by_operation.read.latency[key]];
    assertNear(milliseconds(row.update), update, `${name} of update`);
    assertNear(milliseconds(row.read), read, `${name} of read`);
    assert.equal(row.Difference.startsWith('+'), read > update, `${name}: ${row.Difference}`);
  }
  assert.equal(await page.locator('dl.figures').count(), 2);
});

test('a link holds tab, range and both operations through a reload', async () => {
  const link = page.url();
  const held = (await rows(page, 'Differences')).map((row) => row.update);
  await page.reload();
  await live(page);
  await until('the figures', page, async () => (await text(page, 'range')).includes('exactly'));
  assert.equal(page.url(), link);
  await until('both', page, async () => (await page.locator('dl.figures').count()) === 2);
  assert.deepEqual((await rows(page, 'Differences')).map((row) => row.update), held);
  assert.equal(await page.locator('[role=tab][aria-selected=true]').innerText(), 'Operations');
  await page.getByRole('button', { name: 'All operations' }).click();
  await settled(page);
  assert.equal((await rows(page, 'Operations')).length, 4);
  await page.keyboard.press('Escape');
  await until('live again', page, async () => (await page.getByTestId('range').count()) === 0);
});

/** Two halves of the stretch, as a link has them. */
function halves() {
  const middle = Math.round((stretch.from + stretch.to) / 2);
  return [`${stretch.from}-${middle}`, `${middle}-${stretch.to}`];
}

test('two periods lie over each other, with the figures of the API', async () => {
  await goRanged({});
  await page.getByTestId('range').getByRole('button', { name: 'Compare' }).click();
  await until('the tab', page, async () => (await page.locator('.laid li').count()) === 1);
  assert.ok(page.url().includes(`periods=${stretch.from}-${stretch.to}`), page.url());
  await go({ tab: 'compare', op: 'read', periods: halves() });
  await until('the table', page, async () => (await rows(page, 'Differences')).length > 5);
  const said = await rows(page, 'Differences');
  for (const [i, half] of halves().entries()) {
    const [from, to] = half.split('-');
    const { by_operation } = await api(`api/metrics?from=${from}&to=${to}&include=warmup`);
    for (const name of ['p50', 'p99']) {
      const row = said.find(({ Figure }) => Figure === name);
      const value = milliseconds([row.First, row.Second][i]);
      assertNear(value, by_operation.read.latency[name], `${name} of ${half}`);
    }
  }
  const charts = page.locator('[role=tabpanel] [role=img]');
  await until('all charts', page, async () => (await charts.count()) === 3);
  await page.locator('.laid').getByRole('button', { name: 'Leave out' }).first().click();
  await until('one is left', page, async () => (await page.locator('.laid li').count()) === 1);
});

test('what stands out is what the API says', async () => {
  await goRanged({});
  const { findings } = await api(`api/findings?${ranged()}`);
  await until('the list', page, async () => (await page.getByTestId('findings').count()) === 1);
  const list = await text(page, 'findings');
  if (findings.length === 0) assert.ok(list.includes('Nothing'), list);
  for (const { operation } of findings.slice(0, 8)) assert.ok(list.includes(operation), list);
});

test('the exports of a range are read back', async () => {
  await goRanged({ tab: 'operations' });
  const { total, range } = await api(`api/metrics?${ranged()}`);
  const files = {};
  for (const name of ['JSON', 'CSV', 'HLOG']) {
    await page.locator('details.export summary').click();
    const saving = page.waitForEvent('download');
    await page.locator('details.export').getByRole('link', { name: new RegExp(`^${name} `) }).click();
    const saved = await saving;
    files[name] = { name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') };
  }
  const document = JSON.parse(files.JSON.text);
  assert.equal(document.metrics.total.operations, total.operations);
  assert.equal(document.timeline.data_points.length, range.intervals);

  const [head, ...lines] = files.CSV.text.trim().split('\r\n').map((line) => line.split(','));
  const column = (name) => head.indexOf(name);
  const whole = lines.filter((line) => line[column('operation')] === '');
  assert.ok(column('operation') >= 0 && column('operations') >= 0, head.join());
  assert.equal(whole.length, range.intervals);
  const sum = (found) => found.reduce((all, line) => all + Number(line[column('operations')]), 0);
  assert.equal(sum(whole), total.operations);
  assert.equal(sum(lines) - sum(whole), total.operations);

  const log = files.HLOG.text.split('\n');
  assert.match(log[0], /^#\[/);
  const tags = new Set(log.filter((line) => line.startsWith('Tag=')).map((line) => line.slice(4).split(',')[0]));
  assert.deepEqual([...tags].sort(), ['create', 'delete', 'read', 'update']);
  const { session_id: session } = await api('api/status');
  for (const file of Object.values(files)) assert.ok(file.name.startsWith(session), file.name);
  await page.keyboard.press('Escape');
});

test('the workers are listed, searched and chosen by what they do', async () => {
  await go({ tab: 'workers' });
  const { workers } = await api('api/workers?limit=100');
  assert.equal(workers.length, 4);
  const listed = async () => (await rows(page, 'Workers')).map((row) => [row.Worker, row.Thread]);
  await until('the workers', page, async () => (await listed()).length === 4);
  assert.deepEqual(await listed(), workers.map((worker) => [worker.id, worker.thread_name]));
  await between(
    'the operations of the first worker',
    async () => (await api('api/workers?limit=1')).workers[0].operations_completed,
    async () => number((await rows(page, 'Workers'))[0].Operations),
  );
  const [, second] = workers;
  await page.getByRole('searchbox', { name: 'Search' }).fill(second.thread_name.toUpperCase());
  await until('one', page, async () => (await listed()).length === 1);
  assert.deepEqual(await listed(), [[second.id, second.thread_name]]);
  assert.equal(await page.getByRole('navigation', { name: 'Pages' }).getByRole('status').innerText(), '1 to 1 of 1');
  await page.getByRole('searchbox', { name: 'Search' }).fill('nobody');
  await until('none', page, async () => (await page.innerText('main')).includes('No worker matches'));
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await until('all', page, async () => (await listed()).length === 4);
  await page.getByRole('group', { name: 'State' }).getByRole('button', { name: /^Ended/ }).click();
  await until('no ended one', page, async () => (await listed()).length === 0);
});

test('the errors are those of the API, filtered, and held still', async () => {
  await go({ tab: 'errors' });
  const types = (await api('api/errors')).by_type.map(({ type }) => type);
  assert.ok(types.length >= 2, types.join());
  const shown = async () => rows(page, 'Errors by type');
  await until('all types', page, async () => (await shown()).length >= types.length);
  const [first, other] = types;
  const counted = async (type) =>
    (await api('api/errors')).by_type.find((found) => found.type === type).count;
  await between(
    `the count of ${first}`,
    () => counted(first),
    async () => number((await shown()).find((row) => row.Type === first).Count),
  );
  const recent = page.getByRole('list', { name: 'Recent errors' });
  // As they are in the document: what is not scrolled to is not laid out.
  const lines = () => recent.locator('li').allTextContents();
  await page.getByRole('combobox', { name: 'Type' }).selectOption(other);
  await until('one type alone', page, async () => (await shown()).length === 1);
  assert.equal((await shown())[0].Type, other);
  await until('its errors alone', page, async () => {
    const found = await lines();
    return found.length > 0 && found.every((line) => line.includes(other));
  });
  await page.getByRole('combobox', { name: 'Type' }).selectOption('');
  await until('the others again', page, async () => (await lines()).some((line) => line.includes(first)));

  await page.getByRole('button', { name: 'Hold' }).click();
  const held = await lines();
  const came = page.getByRole('status').filter({ hasText: 'held' });
  await until('more errors', page, async () => /[1-9]/.test(await came.innerText()));
  assert.deepEqual(await lines(), held);
  await page.getByRole('button', { name: 'Hold' }).click();
  await until('the newest', page, async () => (await lines())[0] !== held[0]);
});

test('the system is that of the API', async () => {
  await go({ tab: 'system' });
  const system = await api('api/system');
  const status = await api('api/status');
  const fact = (name) =>
    page
      .locator('dl.facts div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd')
      .innerText();
  assert.match(await fact('CPU of the machine'), new RegExp(`% of ${system.cpu.cores} cores$`));
  assert.equal(await fact('Program'), status.jvm.main_class);
  assert.equal(await fact('Process'), `pid ${status.pid}`);
  assert.equal(await fact('JVM'), `${status.jvm.name} ${status.jvm.version}, ${status.jvm.vendor}`);
  assertNear(number(await fact('Heap at most')), system.heap.max_bytes / 1048576, 'MB of heap');
  // Classes are loaded while one looks.
  await until('the loaded classes', page, async () => number(await fact('Classes')) >= system.classes.loaded);
  const costs = await rows(page, 'What the monitor costs');
  const nanos = status.monitor.ns_per_operation;
  assert.ok(nanos > 0);
  assert.ok(
    costs.some((row) => row.Now.includes('ns') && Math.abs(number(row.Now) - nanos) <= 0.5),
    `${nanos} ns in ${JSON.stringify(costs)}`,
  );
});

test('the log is that of the API, by level and by search', async () => {
  await go({ tab: 'log' });
  const messages = async (level) => (await api(`api/logs?level=${level}&limit=500`)).logs.map((entry) => entry.message);
  const lines = () => page.getByRole('list', { name: 'Log' }).locator('li:not(.empty) bdi:first-of-type').allTextContents();
  const info = await messages('info');
  assert.ok(info.length > 0);
  await until('the log', page, async () => (await lines()).length >= info.length);
  assert.deepEqual((await lines()).slice(0, info.length), info);
  await page.getByRole('combobox', { name: 'From level' }).selectOption('error');
  const worst = await messages('error');
  await until('only the worst', page, async () => (await lines()).length === worst.length);
  await page.getByRole('combobox', { name: 'From level' }).selectOption('debug');
  const all = await messages('debug');
  await until('all', page, async () => (await lines()).length >= all.length);
  await page.getByRole('searchbox', { name: 'Search' }).fill(info[0].toUpperCase());
  await until('what was searched', page, async () => {
    const found = await lines();
    return found.length > 0 && found.length < all.length + 1 && found.every((line) => line === info[0]);
  });
});

test('the instrumentation has each method with its bytecode', async () => {
  await go({ tab: 'instrumentation' });
  const { patterns } = await api('api/instrumentation');
  assert.equal(patterns.length, 4);
  await until('the methods', page, async () => (await rows(page, 'Methods')).length >= 4);
  const wanted = patterns.flatMap(({ operation, methods }) =>
    methods.map((method) => [
      method.method,
      method.class,
      operation,
      method.bytecode_before,
      method.bytecode_after,
    ]),
  );
  for (const [, , , before, after] of wanted) assert.ok(after > before && before > 0);
  assert.deepEqual(
    (await rows(page, 'Methods')).map((row) => [
      row.Method,
      row.Class,
      row.Operation,
      number(row['Bytecode before']),
      number(row['Bytecode after']),
    ]),
    wanted,
  );
  assert.deepEqual(
    (await rows(page, 'Patterns')).map((row) => row.Pattern),
    patterns.map(({ pattern }) => pattern),
  );
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing wrong with any tab, ${colorScheme}, ${width} wide`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      assert.equal(
        await page.evaluate(() => document.documentElement.classList.contains('dark')),
        colorScheme === 'dark',
      );
      const states = TABS.map((tab) => ({ tab }));
      states.push(
        { tab: 'operations', op: 'update', with: 'read' },
        { tab: 'compare', periods: halves() },
        { ...stretch },
      );
      for (const state of states) {
        await go(state);
        const name = `tab-${state.tab ?? 'overview'}`;
        await page.locator(`#${name}[aria-selected=true]`).waitFor();
        assert.deepEqual(await violations(page), [], JSON.stringify(state));
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
          `${JSON.stringify(state)} scrolls sideways`,
        );
      }
    });
  }
}

test('a tab is chosen by the keyboard', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await go({ tab: 'overview' });
  await page.locator('#tab-overview[aria-selected=true]').focus();
  for (const tab of TABS.slice(1)) {
    await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), `tab-${tab}`);
    assert.equal(await page.getByRole('tabpanel').getAttribute('aria-labelledby'), `tab-${tab}`);
  }
  await page.keyboard.press('Home');
  await settled(page);
  assert.equal(new URL(page.url()).hash, '');
});

test('the policy held', () => {
  assert.deepEqual(page.complaints, []);
});
