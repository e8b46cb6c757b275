// The page of `open`: the list of recorded runs, its search, and another record than the opened one.
// MONITOR_URL, MONITOR_TOKEN: what `open` has printed for one of three records, two of the scenario
// "crud" with the tags version:2.0 and version:2.1, and one of "scan"; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, number, open, settled, text, until, violations } from './support.mjs';

const url = process.env.MONITOR_URL;
const token = process.env.MONITOR_TOKEN;
let browser;
let page;
let refused;
let sockets;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

test.beforeEach(async () => {
  page = await open(browser);
  refused = [];
  sockets = [];
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
  });
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto(`${url}#token=${token}`);
  await until('the run', page, async () => (await page.getByTestId('status').count()) === 1);
});

test.afterEach(async () => {
  await page?.context().close();
});

/** A document of the API, to which the page's token is sent. */
async function told(path) {
  const answer = await fetch(new URL(path, url), { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200, path);
  return answer.json();
}

const list = () => page.getByTestId('records');
const items = () => list().locator('li > button:first-child');

async function unfold() {
  await list().locator('summary').click();
  await until('the list', page, async () => (await items().count()) > 0);
}

/** How many operations each listed record has had, which tells these records apart. */
async function listed() {
  const said = await items().allInnerTexts();
  return said.map((one) => number(/([\d,]+) operations/.exec(one)[1]));
}

async function shows(records) {
  const wanted = records.map(({ operations }) => operations);
  await until(`${wanted}`, page, async () => `${await listed()}` === `${wanted}`);
}

function nothingWasRefused() {
  assert.deepEqual(refused, []);
  assert.deepEqual(sockets, []);
  assert.deepEqual(page.complaints, []);
}

test('a page with the token is refused nothing, from the first request on', async () => {
  assert.equal(await text(page, 'connection'), 'Recorded run');
  assert.ok(!page.url().includes(token));
  const { total } = await told('api/metrics');
  assert.equal(number(await text(page, 'operations')), total.operations);
  await page.reload();
  await until('the run again', page, async () => (await page.getByTestId('status').count()) === 1);
  nothingWasRefused();
});

test('all records are listed, the opened one marked, with what tells them apart', async () => {
  const { records } = await told('api/records');
  assert.equal(records.length, 3);
  await unfold();
  assert.equal(new Set(records.map(({ operations }) => operations)).size, 3, 'they differ');
  await shows(records);
  const { recorded } = await told('api/status');
  const current = list().locator('[aria-current=true]');
  assert.equal(await current.count(), 1);
  assert.equal(await current.locator('b').innerText(), recorded.session_id);
  for (const [i, one] of records.entries()) {
    const said = await items().nth(i).innerText();
    assert.ok(said.includes(one.session_id), said);
    assert.ok(said.includes(one.scenario), said);
    for (const [name, value] of Object.entries(one.tags)) {
      assert.ok(said.includes(`${name}:${value}`), said);
    }
  }
  nothingWasRefused();
});

test('they are searched by words, by scenario and by tag', async () => {
  const { records } = await told('api/records');
  const crud = records.filter(({ scenario }) => scenario === 'crud');
  const old = records.filter(({ tags }) => tags.version === '2.0');
  assert.deepEqual([crud.length, old.length], [2, 1]);
  await unfold();
  await list().getByLabel('Scenario').selectOption('crud');
  await shows(crud);
  await list().getByLabel('Tag').selectOption('version:2.0');
  await shows(old);
  await list().getByLabel('Scenario').selectOption('scan');
  await until('none', page, async () =>
    (await list().innerText()).includes('No recorded run matches'),
  );
  await list().getByLabel('Scenario').selectOption('');
  await list().getByLabel('Tag').selectOption('');
  await shows(records);
  await list().getByRole('searchbox').fill('2.1');
  await shows(records.filter(({ tags }) => tags.version === '2.1'));
  nothingWasRefused();
});

test('another one is opened in place of the first, and Escape leads back', async () => {
  const { records } = await told('api/records');
  const { recorded } = await told('api/status');
  const at = records.findIndex(({ id }) => id !== recorded.id);
  const other = records[at];
  assert.notEqual(other.operations, recorded.operations, 'the two can be told apart');
  await unfold();
  await items().nth(at).click();
  await until('the banner', page, async () => (await page.getByTestId('other-record').count()) === 1);
  assert.ok((await text(page, 'other-record')).includes(other.session_id));
  await until(
    'its figures',
    page,
    async () => number(await text(page, 'operations')) === other.operations,
  );
  assert.ok(!(await list().getAttribute('open')), 'the list is closed');
  await page.reload();
  await until('it again', page, async () => (await page.getByTestId('other-record').count()) === 1);
  await until(
    'its figures again',
    page,
    async () => number(await text(page, 'operations')) === other.operations,
  );
  await page.keyboard.press('Escape');
  await until(
    'the opened one',
    page,
    async () => number(await text(page, 'operations')) === recorded.operations,
  );
  assert.equal(await page.getByTestId('other-record').count(), 0);
  nothingWasRefused();
});

/** Lays the other run of the opened one's scenario, or else any other, over it. */
async function compare() {
  const { records } = await told('api/records');
  const { recorded } = await told('api/status');
  const at = records.findIndex(({ id }) => id !== recorded.id);
  await unfold();
  await list().getByRole('listitem').nth(at).getByRole('button', { name: 'Compare' }).click();
  await until('the verdict', page, async () => (await page.getByTestId('verdicts').count()) === 1);
  return { base: recorded, fresh: records[at] };
}

test('two are laid over each other, with the verdicts that the command has', async () => {
  const { base, fresh } = await compare();
  const query = `base=${base.id}&new=${fresh.id}&force=true`;
  const comparison = await told(`api/comparison?${query}`);
  const operation = await page.getByLabel('Operation').inputValue();
  const metrics = comparison.metrics.filter((one) => one.operation === operation);
  assert.ok(metrics.length >= 6, operation);
  const rows = page.getByTestId('verdicts').locator('tbody tr');
  assert.deepEqual(
    await rows.locator('th, td:first-child').allInnerTexts(),
    metrics.map(({ metric }) => metric),
  );
  for (const [i, { verdict }] of metrics.entries()) {
    assert.ok((await rows.nth(i).innerText()).includes(verdict), verdict);
  }
  const said = await page.locator('.remarks').innerText();
  assert.ok(said.includes('not alike'), 'the scenarios differ');
  const charts = page.locator('[role=tabpanel] [role=img]');
  await until('all charts', page, async () => (await charts.count()) === 4);
  const titles = await charts.evaluateAll((all) => all.map((one) => one.ariaLabel));
  assert.ok(titles[0].includes('Base 1, New 1'), titles[0]);
  await page.reload();
  await until('it again', page, async () => (await page.getByTestId('verdicts').count()) === 1);
  await page.locator('.laid').getByRole('button', { name: 'Leave out' }).nth(1).click();
  await until('no verdict', page, async () => (await page.getByTestId('verdicts').count()) === 0);
  nothingWasRefused();
});

test('the comparison fits any screen, and is accessible in both themes', async () => {
  await compare();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${width} px wide`,
      );
      assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px wide`);
    }
  }
  nothingWasRefused();
});

test('the list fits any screen, and is accessible in both themes', async () => {
  await unfold();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      const outside = await list()
        .locator('.records-list')
        .evaluate((box) => {
          const { left, right } = box.getBoundingClientRect();
          return left < 0 || right > innerWidth || box.scrollWidth > box.clientWidth;
        });
      assert.equal(outside, false, `${width} px wide`);
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        `${width} px wide`,
      );
      assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px wide`);
    }
  }
  nothingWasRefused();
});
