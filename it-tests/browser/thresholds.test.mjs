// Thresholds on the page: their list, limits in the charts, the card of what is broken, notifications.
// MONITOR_URL: a run that goes on, with five thresholds: `slow` and `fast` are broken, one holds, one
// is pending and one has no data; REPORT: the report of such a run that has ended; RECORD_URL, RECORD_TOKEN: what
// `open` has printed for the record of that; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { choose, drawn, json, launch, live, open, rows, settled, text, until, violations } from './support.mjs';

const url = process.env.MONITOR_URL;
let browser;
let page;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

test.afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

const WORDS = { ok: '✓ ok', pending: '… pending', broken: '✕ broken', 'no data': '? no data' };

/** The list has each threshold, in words, as a document of the API has it. */
async function isListed({ thresholds }) {
  const table = await rows(page, 'Thresholds');
  assert.equal(table.length, thresholds.length);
  thresholds.forEach((one, i) => {
    assert.ok(table[i].Threshold.startsWith(one.name), table[i].Threshold);
    assert.ok(table[i].State.startsWith(WORDS[one.state]), `${one.name}: ${table[i].State}`);
  });
  return table;
}

async function broken(states) {
  let now = [];
  const come = async () => {
    const alerts = await json(url, 'api/alerts');
    now = alerts.thresholds.map(({ state }) => state);
    return JSON.stringify(now) === JSON.stringify(states) ? alerts : null;
  };
  return until('each state', null, come).catch((late) => assert.fail(`${late}; they are ${now}`));
}

const STATES = ['broken', 'ok', 'pending', 'no data', 'broken'];

/** How much of each line of a chart's pixels has a colour of the style sheet, at most; below the strip. */
function mostInALine(title, color) {
  return page
    .locator('.figure', { hasText: title })
    .first()
    .locator('canvas')
    .evaluate((canvas, name) => {
      const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      const wanted = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      let most = 0;
      for (let y = 24; y < height - 30; y++) {
        let found = 0;
        for (let x = 0; x < width; x++) {
          const at = 4 * (y * width + x);
          if (wanted.every((value, i) => Math.abs(value - data[at + i]) < 24)) found++;
        }
        most = Math.max(most, found / width);
      }
      return most;
    }, color);
}

test('each threshold is listed with its state, and what is broken is on top of every view', async () => {
  page = await open(browser);
  await page.goto(url);
  await live(page);
  const alerts = await broken(STATES);
  await until('the card', page, async () => (await page.getByTestId('broken').count()) === 1);
  const table = await isListed(alerts);
  assert.match(table[0].Limit, /^< 100 ns$/);
  assert.match(table[0].Margin, /beyond$/);
  assert.match(table[1].Margin, /left$/);
  assert.match(table[0].Broken, /s$/);
  assert.equal(table[1].Broken, 'never');
  assert.match(table[3].State, /no data: \d+ calls, judged from 200000 on/);
  for (const tab of ['Operations', 'Log', 'Overview']) {
    await choose(page, tab);
    assert.match(await text(page, 'broken'), /✕ Broken\n[^]*slow[^]*since \d\d:\d\d:\d\d/, tab);
  }
  assert.equal(await page.getByRole('alert').innerText(), 'Broken: slow, fast');
  assert.deepEqual(page.complaints, []);
});

for (const colorScheme of ['light', 'dark']) {
  test(`limits are lines in the charts, red where they are broken, and all is accessible: ${colorScheme}`, async () => {
    page = await open(browser, { colorScheme, viewport: { width: 1280, height: 1700 } });
    await page.goto(`${url}#window=1`);
    await live(page);
    await until('the charts', page, () => drawn(page, '.chart canvas'));
    const neutral = await until('the limit', page, async () => {
      const part = await mostInALine('Throughput', '--muted');
      return part > 0.3 ? part : null;
    });
    assert.ok(neutral < 0.9, `dashed: ${neutral}`);
    assert.ok((await mostInALine('CPU', '--muted')) < 0.3, 'the CPU has none');
    const bad = await mostInALine('Throughput', '--bad');
    assert.ok(bad > 0.3 && bad < 0.9, `that of fast is red: ${bad}`);
    const red = await page
      .locator('.figure', { hasText: 'Latency' })
      .first()
      .locator('canvas')
      .evaluate((canvas) => {
        const hex = getComputedStyle(document.documentElement).getPropertyValue('--bad').trim();
        const wanted = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let found = 0;
        for (let at = 0; at < data.length; at += 4) {
          if (wanted.every((value, i) => Math.abs(value - data[at + i]) < 24)) found++;
        }
        return found;
      });
    assert.ok(red > 100, `the time in which it is broken, and its name: ${red} pixels`);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.complaints, []);
  });
}

test('on a phone the page is as wide as the phone, and the list scrolls in itself', async () => {
  page = await open(browser, { viewport: { width: 390, height: 800 } });
  await page.goto(url);
  await live(page);
  await until('the list', page, async () => (await page.getByTestId('thresholds').count()) === 1);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  assert.deepEqual(await violations(page), []);
});

test('without thresholds there is nothing of them, and a change of one is told while the page is hidden', async () => {
  page = await open(browser);
  await page.context().grantPermissions(['notifications'], { origin: new URL(url).origin });
  await page.addInitScript(() => {
    window.told = [];
    const { permission, requestPermission } = Notification;
    window.Notification = class {
      static permission = permission;
      static requestPermission = () => {
        window.told.push('asked');
        return requestPermission.call(Notification);
      };
      constructor(title) {
        window.told.push(title);
      }
    };
  });
  let state = null;
  await page.routeWebSocket('**/ws/metrics', (inPage) => {
    inPage.connectToServer().onMessage((said) => {
      const message = JSON.parse(said);
      const data = message.type === 'hello' ? message.data : message;
      if (state === null) delete data.alerts;
      else data.alerts?.forEach((one) => (one.state = state));
      inPage.send(JSON.stringify(message));
    });
  });
  await page.goto(url);
  await live(page);
  await settled(page);
  assert.equal(await page.locator('[data-testid=thresholds], [data-testid=broken]').count(), 0);
  const all = async (word) => {
    state = word;
    await until(word, page, async () => {
      const table = await rows(page, 'Thresholds').catch(() => []);
      return table.length === 5 && table.every(({ State }) => State.includes(word));
    });
  };
  await all('ok');
  assert.deepEqual(await page.evaluate(() => window.told), [], 'nobody is asked unless they want to');
  await page.getByRole('button', { name: 'Notify me' }).click();
  await until('the permission', page, () => page.evaluate(() => window.told.includes('asked')));
  const button = page.getByRole('button', { name: 'Notify me', pressed: true });
  await until('the button', page, async () => (await button.count()) === 1);
  await all('broken');
  assert.equal((await page.evaluate(() => window.told)).length, 1, 'the page is seen');
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }));
  await all('resolved');
  const told = await page.evaluate(() => window.told);
  assert.equal(told.length, 6);
  assert.ok(told.includes('slow: resolved'), told.join());
  assert.deepEqual(page.complaints, []);
});

async function isJudged() {
  await until('the list', page, async () => (await page.getByTestId('thresholds').count()) === 1);
  const table = await rows(page, 'Thresholds');
  assert.deepEqual(
    table.map(({ State }) => State.match(/ok|pending|broken|resolved|no data/)[0]),
    STATES,
  );
  assert.match(await text(page, 'broken'), /✕ Broken at the end\n[^]*slow/);
  await until('the charts', page, () => drawn(page, '.chart canvas'));
  assert.ok((await mostInALine('Throughput', '--muted')) > 0.3, 'the limit');
  await until('the time in which it was broken', page, async () =>
    page.locator('.key.broken').isVisible(),
  );
  assert.equal(await page.getByRole('button', { name: 'Notify me' }).count(), 0);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.complaints, []);
}

test('a report has its judgement, and asks nobody', async () => {
  page = await open(browser);
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(process.env.REPORT).href);
  await isJudged();
  const chart = page.locator('.figure', { hasText: 'Throughput' }).first().getByRole('application');
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await until('the readout', page, async () =>
    (await text(page, 'readout')).includes('slow: broken'),
  );
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId('ended').getByRole('button', { name: 'JSON' }).click(),
  ]);
  const held = JSON.parse(readFileSync(await saved.path(), 'utf8'));
  const marks = held.timeline.events.filter(({ kind }) => kind === 'threshold');
  assert.ok(marks.some(({ text: said }) => said.startsWith('slow: broken, ')), 'its mark');
  assert.equal(held.alerts.thresholds.length, STATES.length);
  assert.deepEqual(
    requests.filter((one) => !/^(file|data|blob):/.test(one)),
    [],
  );
});

test('a recorded run is judged again, and its page shows it', async () => {
  page = await open(browser);
  await page.goto(`${process.env.RECORD_URL}#token=${process.env.RECORD_TOKEN}&window=all`);
  await isJudged();
});
