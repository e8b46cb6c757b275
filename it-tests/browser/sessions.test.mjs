// The runs of one program on the page, and the way to other programs.
// MONITOR_URL: a program in its fourth run, the third of which failed; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, json, launch, live, number, open, rows, settled, text, until, violations } from './support.mjs';

const url = process.env.MONITOR_URL;
let browser;
let page;
let runs;

before(async () => {
  browser = await launch();
  runs = (await json(url, 'api/sessions')).sessions;
  assert.equal(runs.length, 4);
});

after(async () => {
  await browser?.close();
});

test.afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

const chooser = () => page.getByTestId('runs');
const judged = async () => assert.deepEqual(await violations(page), []);
const operations = async () => number(await text(page, 'operations'));

async function shows(id) {
  await until(`run ${id}`, page, async () => (await text(page, 'session')) === id);
}

test('an ended run is chosen by keyboard, read in every view, and left by Escape', async () => {
  page = await open(browser);
  await page.goto(url);
  await live(page);
  await until('the chooser', page, async () => (await chooser().count()) === 1);
  await judged();
  const summary = chooser().locator('summary');
  assert.equal(await summary.innerText(), '4 runs');
  await summary.focus();
  await page.keyboard.press('Enter');
  const buttons = chooser().getByRole('button');
  assert.equal(await buttons.count(), 4);
  assert.match(await buttons.nth(1).innerText(), /Failed/);
  assert.equal(await buttons.nth(0).getAttribute('aria-current'), 'true');
  await judged();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  const third = runs[1].session_id;
  await shows(third);
  assert.equal(await text(page, 'status'), 'Failed');
  assert.equal(await operations(), 303);
  const banner = await text(page, 'ended-run');
  assert.ok(banner.includes(`You see an ended run, ${third}`), banner);
  assert.ok(banner.includes(`The live one is ${runs[0].session_id}`), banner);
  assert.match(await text(page, 'ended'), /The run has failed/);
  assert.ok(page.url().endsWith(`#session=${third}`), page.url());
  await judged();

  await choose(page, 'Operations');
  await settled(page);
  const shown = await until('the operations', page, async () => {
    const all = await rows(page, 'Operations').catch(() => []);
    return all.length === 2 && all;
  });
  assert.deepEqual(shown.map((row) => number(row.Count ?? Object.values(row)[1])).sort(), [3, 300]);
  for (const tab of ['Workers', 'Errors', 'System', 'Log', 'Instrumentation']) {
    await choose(page, tab);
    await settled(page);
  }
  await page.keyboard.press('Escape');
  await shows(runs[0].session_id);
  assert.equal(await page.getByTestId('ended-run').count(), 0);
  assert.ok(!page.url().includes('session='), page.url());
  assert.deepEqual(page.complaints, []);
});

test('nothing live reaches an ended run, and the live one goes on where it is by then', async () => {
  page = await open(browser);
  const first = runs[3].session_id;
  let ticks = 0;
  page.on('websocket', (socket) => socket.on('framereceived', () => ticks++));
  await page.goto(`${url}#session=${first}`);
  await shows(first);
  const told = ticks;
  await until('three more ticks', page, () => ticks >= told + 3);
  assert.equal(await operations(), 101);
  assert.equal(await text(page, 'status'), 'Completed');
  assert.equal(await text(page, 'connection'), 'Live');
  await page.getByTestId('to-live').click();
  await shows(runs[0].session_id);
  assert.equal(await text(page, 'status'), 'Running');
  const before = await operations();
  await until('it to go on', page, async () => (await operations()) > before);
  assert.deepEqual(page.complaints, []);
});

test('a range and an export are those of the run that is shown', async () => {
  page = await open(browser);
  const second = runs[2].session_id;
  const { data_points: points } = await json(url, `api/metrics/timeline?session=${second}&interval=0.1`);
  const from = Date.parse(points[0].timestamp) - 1;
  const to = Date.parse(points.at(-1).timestamp) + points.at(-1).duration_seconds * 1000 + 1;
  await page.goto(`${url}#session=${second}&from=${Math.floor(from)}&to=${Math.ceil(to)}`);
  await shows(second);
  await until('its figures', page, async () => (await operations()) === 202);
  assert.match(await text(page, 'range'), /merged exactly/);
  await page.getByText('Export', { exact: true }).click();
  const link = page.getByRole('link', { name: /^CSV a row/ });
  const href = await link.getAttribute('href');
  assert.ok(href.includes(`session=${second}`), href);
  const csv = await (await fetch(new URL(href, url))).text();
  assert.match(csv, /,operation,200,0,/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await until('the whole run', page, async () => (await page.getByTestId('range').count()) === 0);
  assert.equal(await text(page, 'session'), second);
  await page.keyboard.press('Escape');
  await shows(runs[0].session_id);
  assert.deepEqual(page.complaints, []);
});

test('a run that is not kept is said to be so', async () => {
  page = await open(browser);
  await page.goto(`${url}#session=bench-of-old`);
  await live(page);
  const said = await until('the reason', page, async () => {
    return (await page.getByTestId('not-shown').count()) === 1 && text(page, 'not-shown');
  });
  assert.match(said, /bench-of-old/);
  assert.equal(await text(page, 'session'), runs[0].session_id);
  await judged();
});

test('the other programs of the machine are listed, and choosing one goes to its page', async () => {
  page = await open(browser);
  const there = url.replace('localhost', '127.0.0.1');
  assert.notEqual(there, url);
  const hostile = '<img src=x onerror="window.hit=1">';
  await page.route('**/api/sessions', async (route) => {
    const answer = await route.fetch();
    const document = await answer.json();
    document.others = [
      { pid: 4712, url: there, main_class: '/opt/acme/runner.jar', session_id: 'bench-7' },
      { pid: 4713, url: 'javascript:window.hit=1', main_class: hostile, session_id: null },
    ];
    await route.fulfill({ response: answer, json: document });
  });
  await page.goto(url);
  await live(page);
  await until('the chooser', page, async () => (await chooser().count()) === 1);
  assert.equal(await chooser().locator('summary').innerText(), '4 runs · 2 other JVMs');
  await chooser().locator('summary').click();
  const links = chooser().getByRole('link');
  assert.equal(await links.count(), 1);
  assert.match(await links.first().innerText(), /runner\.jar[^]*pid 4712 · bench-7/);
  assert.ok((await chooser().innerText()).includes(hostile));
  await judged();
  await page.setViewportSize({ width: 390, height: 800 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth)
      .map((one) => `${one.tagName}.${one.className}`),
  );
  assert.ok(overflow <= 0, `${overflow} px wider than a phone: ${wide}`);
  await page.setViewportSize({ width: 1280, height: 900 });
  await links.first().click();
  await page.waitForURL(there);
  await live(page);
  assert.equal(await page.evaluate(() => window.hit), undefined);
});
