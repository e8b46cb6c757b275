// Each state that the page is designed for, and what it says then.
// MONITOR_URL: a run in a long warm-up; UNMATCHED_URL: a run whose pattern matches nothing;
// CHROMIUM: the browser. What neither of them does is put into their messages on the way.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { json, launch, live, number, open, settled, text, until, violations } from './support.mjs';

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

/**
 * Stands between the page and its monitor: `change` gets each message before the page does,
 * `cut` breaks the connection and keeps it broken until `mend`, `say` sends one more message.
 */
async function between(change = (message) => message) {
  const line = { broken: false, change, sockets: 0 };
  await page.routeWebSocket('**/ws/metrics', (inPage) => {
    line.sockets++;
    if (line.broken) {
      inPage.close({ code: 1011 });
      return;
    }
    const toServer = inPage.connectToServer();
    toServer.onMessage((said) => {
      const message = line.change(JSON.parse(said));
      if (message && !line.broken) inPage.send(JSON.stringify(message));
    });
    line.say = (message) => inPage.send(JSON.stringify(message));
    line.close = async () => {
      await toServer.close();
      await inPage.close({ code: 1011 });
    };
  });
  await page.route('**/api/**', (route) => (line.broken ? route.abort() : route.fallback()));
  line.cut = async () => {
    line.broken = true;
    await line.close();
  };
  line.mend = () => (line.broken = false);
  return line;
}

/** Changes the status wherever a message has one. */
const withStatus = (part) => (message) => {
  const status = message.status ?? message.data?.status;
  if (status && message.type !== 'status_change') Object.assign(status, part);
  if (message.type === 'status_change') return null;
  return message;
};

const judged = async () => assert.deepEqual(await violations(page), []);

test('no operation yet: the patterns that match nothing come first, with the names near them', async () => {
  page = await open(browser);
  const unmatched = process.env.UNMATCHED_URL;
  await page.goto(unmatched);
  await live(page);
  assert.equal(await text(page, 'status'), 'Starting');
  const first = page.locator('main > :first-child');
  await until('the alarm', page, async () => (await first.getAttribute('role')) === 'alert');
  const said = await first.innerText();
  assert.match(said, /^No pattern has matched a method: nothing is measured/);
  const [pattern] = (await json(unmatched, 'api/instrumentation')).patterns;
  assert.ok(said.includes(pattern.pattern), said);
  assert.ok(pattern.near_names.some((name) => name.endsWith('DocumentStore#read')));
  for (const name of pattern.near_names) assert.ok(said.includes(name), said);
  assert.match(await page.innerText('main'), /No operation has completed yet/);
  assert.match(await page.innerText('header'), /waiting for the first operation/);
  await judged();
  assert.deepEqual(page.complaints, []);
});

test('the warm-up is shown, and left out of the totals', async () => {
  page = await open(browser);
  await page.goto(url);
  await live(page);
  assert.equal(await text(page, 'status'), 'Warm-up');
  assert.match(await page.innerText('header'), /shown, but left out of the totals/);
  await until('calls now', page, async () => number(await text(page, 'throughput')) > 0);
  assert.equal(await text(page, 'operations'), '0');
  assert.equal((await json(url, 'api/metrics')).total.operations, 0);
  assert.ok((await json(url, 'api/metrics?include=warmup')).total.operations > 0);
  assert.match(await text(page, 'remaining'), /left$/);
  await judged();
  assert.deepEqual(page.complaints, []);
});

test('a paused run says so', async () => {
  page = await open(browser);
  const control = { pause: false, resume: true, stop: true };
  await between(withStatus({ status: 'paused', control }));
  await page.goto(url);
  await live(page);
  assert.equal(await text(page, 'status'), 'Paused');
  assert.match(await page.innerText('header'), /no operations are expected/);
  const buttons = page.getByRole('group', { name: 'Control of the run' }).getByRole('button');
  assert.deepEqual(await buttons.allInnerTexts(), ['Resume', 'Stop']);
  await judged();
});

for (const [how, label, words] of [
  ['completed', 'Completed', 'The run is complete after 1m 00s'],
  ['failed', 'Failed', 'The run has failed after 1m 00s'],
  ['cancelled', 'Cancelled', 'The run was cancelled after 1m 00s'],
]) {
  test(`a ${how} run is kept, with why it ended and what can be saved`, async () => {
    page = await open(browser);
    const line = await between();
    await page.goto(url);
    await live(page);
    const status = await json(url, 'api/status');
    const metrics = await json(url, 'api/metrics?include=warmup');
    Object.assign(status, {
      status: how,
      elapsed_seconds: 60,
      end_time: status.timestamp,
      reason: 'the reason <b>of it</b>',
    });
    line.change = () => null;
    line.say({ type: 'benchmark_completed', sequence: 1e6, data: { status, metrics } });
    await until('the end', page, async () => (await text(page, 'status')) === label);
    const said = await text(page, 'ended');
    assert.ok(said.startsWith(words), said);
    assert.ok(said.includes('the reason <b>of it</b>'), said);
    assert.equal(number(await text(page, 'operations')), metrics.total.operations);
    const ended = page.getByTestId('ended');
    const { formats } = await json(url, 'api/export/formats');
    assert.deepEqual(
      await ended.getByRole('link').allInnerTexts(),
      // The corrected distribution is offered where an operation is corrected, which none is here.
      formats
        .map((format) => format.name.toUpperCase())
        .filter((name) => name !== 'PERCENTILES-CORRECTED'),
    );
    await judged();

    await line.cut();
    await until('the light', page, async () => (await text(page, 'connection')) === 'Run ended');
    assert.match(await text(page, 'ended'), /this page keeps what it has seen/);
    const saving = page.waitForEvent('download');
    await ended.getByRole('button', { name: 'JSON' }).click();
    const kept = JSON.parse(readFileSync(await (await saving).path(), 'utf8'));
    assert.equal(kept.status.status, how);
    assert.equal(kept.metrics.total.operations, metrics.total.operations);
    assert.ok(kept.timeline.columns.time.length > 0);
    assert.equal(number(await text(page, 'operations')), metrics.total.operations);
    await judged();
  });
}

test('a lost connection counts down to the next try, and one can try at once', async () => {
  page = await open(browser);
  const line = await between();
  await page.goto(url);
  await live(page);
  const shown = await text(page, 'session');
  await line.cut();
  const seconds = async () => {
    const found = (await text(page, 'connection')).match(/^Connection lost, retry in (\d+) s/);
    return found && Number(found[1]);
  };
  await until('the loss', page, async () => (await seconds()) !== null);
  assert.equal(await text(page, 'session'), shown, 'what was there is kept');
  // Each try waits longer than the one before.
  await until('a long wait', page, async () => (await seconds()) >= 3);
  const from = await seconds();
  await until('the count-down', page, async () => (await seconds()) < from);
  await judged();
  const wait = await until('a long wait again', page, async () => {
    const left = await seconds();
    return left >= 4 ? left : null;
  });
  const promised = Date.now() + (wait - 1) * 1000;
  line.mend();
  await page.getByRole('button', { name: 'Retry now' }).click();
  await until('the return', page, async () => (await text(page, 'connection')).startsWith('Live'));
  assert.ok(Date.now() < promised, 'before it would have tried by itself');
  assert.equal(await page.getByRole('button', { name: 'Retry now' }).count(), 0);
});

test('another session takes the place of the one before, and the page says so', async () => {
  page = await open(browser);
  const line = await between();
  await page.goto(`${url}#window=15&from=1&to=2`);
  await live(page);
  const first = await text(page, 'session');
  line.change = (message) => {
    if (message.type === 'hello') message.data.timeline.data_points.length = 1;
    return withStatus({ session_id: 'bench-again' })(message);
  };
  await line.close();
  await until('the other', page, async () => (await page.getByTestId('replaced').count()) === 1);
  assert.equal(await text(page, 'session'), 'bench-again');
  const said = await text(page, 'replaced');
  assert.ok(said.includes('this is session bench-again') && said.includes(first), said);
  assert.equal(new URL(page.url()).hash, '#window=15', 'a range of the other run means nothing');
  await judged();
  await page.getByRole('button', { name: 'Understood' }).click();
  await settled(page);
  assert.equal(await page.getByTestId('replaced').count(), 0);
});

test('a monitor that wants a token is given one', async () => {
  page = await open(browser);
  const asked = [];
  let sockets = 0;
  await page.routeWebSocket('**/ws/metrics', (inPage) => {
    sockets++;
    inPage.close({ code: 1011 });
  });
  await page.route('**/api/**', (route) => {
    const header = route.request().headers().authorization;
    asked.push(header ?? null);
    if (header === 'Bearer open-sesame') return route.fallback();
    return route.fulfill({
      status: 401,
      contentType: 'application/json',
      body: JSON.stringify({ error: { code: 'unauthorized', message: 'a token <i>is</i> needed' } }),
    });
  });
  await page.goto(url);
  const form = page.locator('form.token');
  await form.waitFor();
  assert.match(await form.innerText(), /^The monitor wants a token/);
  assert.match(await form.innerText(), /a token <i>is<\/i> needed/);
  assert.ok(!(await page.innerText('main')).includes('Waiting for the monitor'));
  await judged();
  const enter = async (token) => {
    await page.getByLabel('token').fill(token);
    await page.keyboard.press('Enter');
  };
  await enter('open-barley');
  await until('the refusal', page, async () =>
    (await page.innerText('main')).includes('The monitor does not take this token'),
  );
  assert.ok(asked.includes('Bearer open-barley'));
  await enter('open-sesame');
  await live(page, 'Live (events)');
  assert.equal(await form.count(), 0);
  assert.ok(sockets >= 1);
  assert.ok(!page.url().includes('sesame'));
  await page.reload();
  await live(page, 'Live (events)');
});

test('without WebSocket the events are followed', async () => {
  page = await open(browser);
  await page.routeWebSocket('**/ws/metrics', (inPage) => inPage.close({ code: 1011 }));
  await page.goto(url);
  await live(page, 'Live (events)');
  const sequence = async () => (await json(url, 'api/status')).sequence;
  const elapsed = () => page.locator('.elapsed').innerText();
  const [before, at] = [await elapsed(), await sequence()];
  await until('two intervals', page, async () => (await sequence()) >= at + 2);
  await until('the time goes on', page, async () => (await elapsed()) !== before);
});
