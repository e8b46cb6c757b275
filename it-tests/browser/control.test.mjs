// Pausing, resuming and stopping a run from its page, by mouse and by keyboard.
// MONITOR_URL, MONITOR_TOKEN: a run that goes on for a while; CHROMIUM: the browser. The run is over afterwards.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json, launch, live, open, settled, text, until, violations } from './support.mjs';

const url = process.env.MONITOR_URL;
const token = process.env.MONITOR_TOKEN;
let browser;
let page;

before(async () => {
  browser = await launch();
  page = await open(browser);
  await page.goto(`${url}#token=${token}`);
  await live(page);
});

after(async () => {
  await browser?.close();
});

const group = () => page.getByRole('group', { name: 'Control of the run' });
const button = (name) => group().getByRole('button', { name, exact: true });
const status = async (expected) =>
  until(expected, page, async () => (await text(page, 'status')) === expected);
const judged = async () => assert.deepEqual(await violations(page), []);
const operations = async () => (await json(url, 'api/metrics')).total.operations;
const elapsed = () => page.locator('.elapsed').innerText();

test('the run is paused, says so, and stands still', async () => {
  await status('Running');
  await until('operations', page, async () => (await operations()) > 100);
  await button('Pause').click();
  await status('Paused');
  assert.equal((await json(url, 'api/status')).status, 'paused');
  // Whoever was past the gate begins, and ends, when the machine lets it run.
  await until('counts that stand still', page, async () => {
    const before = await operations();
    await new Promise((done) => setTimeout(done, 500));
    return (await operations()) === before;
  });
  const [at, done] = [await elapsed(), await operations()];
  await until('the pause to be told', page, async () =>
    /paused for [2-9]s/.test(await page.getByTestId('paused').innerText()),
  );
  assert.equal(await elapsed(), at);
  assert.equal(await operations(), done);
  assert.deepEqual(await group().getByRole('button').allInnerTexts(), ['Resume', 'Stop']);
  await judged();
});

test('the pause is shaded on the charts, and there is a key to it', async () => {
  await settled(page);
  assert.equal(await page.locator('.key.paused').count(), 1);
  const paused = await page.evaluate(() => {
    const probe = document.createElement('canvas').getContext('2d');
    const root = getComputedStyle(document.documentElement);
    probe.fillStyle = root.getPropertyValue('--paused').trim();
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a];
  });
  // How much of the plot is of the shade alone: neither a line nor the grid is below it.
  const shaded = await page.evaluate(([r, g, b, a]) => {
    const canvas = document.querySelector('.uplot canvas');
    const { data } = canvas
      .getContext('2d')
      .getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let i = 0; i < data.length; i += 4) {
      const close = (at, value) => Math.abs(data[i + at] - value) <= 6;
      if (close(0, r) && close(1, g) && close(2, b) && close(3, a)) found++;
    }
    return found;
  }, paused);
  assert.ok(shaded > 200, `${shaded} pixels are shaded`);
});

test('by the keyboard it goes on, and the focus stays', async () => {
  await button('Resume').focus();
  await page.keyboard.press('Enter');
  await status('Running');
  const done = await operations();
  await until('operations again', page, async () => (await operations()) > done + 100);
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  assert.equal(await focused(), 'Pause');
  await judged();
});

const chart = () => page.getByRole('application', { name: /^Throughput/ });
const notes = () => page.getByTestId('notes').locator('li bdi').allInnerTexts();
/** The field is rendered with the next frame. */
const writing = () =>
  until('the field of a note', page, () =>
    page.evaluate(() => document.activeElement?.getAttribute('name') === 'text'),
  );
const told = async () =>
  (await json(url, 'api/metrics/timeline?window=86400')).events.filter(({ kind }) => kind === 'note');

test('a click on a chart writes a note about that moment', async () => {
  await chart().click({ position: { x: 90, y: 60 } });
  const field = page.getByTestId('noting');
  await writing();
  await judged();
  await page.keyboard.type('cache <b>cleared');
  await page.keyboard.press('Enter');
  await until('the note', page, async () => (await page.getByTestId('notes').count()) === 1);
  assert.deepEqual(await notes(), ['cache <b>cleared']);
  assert.equal(await field.count(), 0);
  const [note] = await until('the interval of the note', page, async () => {
    const all = await told();
    return all.length > 0 && all;
  });
  assert.equal(note.text, 'cache <b>cleared');
  const { start_time, timestamp } = await json(url, 'api/status');
  assert.ok(note.timestamp >= start_time && note.timestamp < timestamp, JSON.stringify(note));
  assert.equal(await page.locator('.key.note').count(), 1);
  await judged();
});

test('a note is written by the keyboard, and a drag is none', async () => {
  await chart().focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('n');
  await writing();
  await page.keyboard.type('deployed');
  await page.keyboard.press('Enter');
  await until('both notes', page, async () => (await notes()).length === 2);
  const role = () => page.evaluate(() => document.activeElement?.getAttribute('role'));
  assert.equal(await role(), 'application');
  await until('both in the API', page, async () => (await told()).length === 2);
  assert.equal((await notes()).length, 2);
  const box = await chart().boundingBox();
  await page.mouse.move(box.x + 90, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  assert.equal(await page.getByTestId('noting').count(), 0);
  await page.keyboard.press('Escape');
});

test('what the monitor refuses is said beside the buttons', async () => {
  await page.route('**/api/control/pause', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/json',
      body: JSON.stringify({ error: { code: 'not_now', message: 'not <b>now</b>' } }),
    }),
  );
  await button('Pause').click();
  const said = group().getByRole('alert');
  await said.waitFor();
  assert.equal(await said.innerText(), 'not <b>now</b>');
  await judged();
  await page.unroute('**/api/control/pause');
});

test('a stop is asked for twice, and can be thought better of', async () => {
  await button('Stop').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Stop the run?' });
  await dialog.waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  assert.equal(await focused(), 'Let it run', 'the harmless answer comes first');
  await judged();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await focused(), 'Stop', 'the focus is back');
  assert.equal((await json(url, 'api/status')).status, 'running');

  await button('Stop').click();
  await dialog.getByRole('button', { name: 'Stop the run' }).click();
  await status('Cancelled');
  assert.match(await text(page, 'ended'), /stopped by page/);
  await until('no more control', page, async () => (await group().count()) === 0);
  await judged();
});
