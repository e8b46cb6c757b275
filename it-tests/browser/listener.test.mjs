// What a foreign page gets, and what becomes of the token.
// MONITOR_URL, MONITOR_TOKEN: a run on loopback, whose public_url is http://published.example;
// OPEN_URL, OPEN_TOKEN: one that is open to the network; CHROMIUM: the browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createPort } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { json, launch, live, number, open, text, until } from './support.mjs';

const url = process.env.MONITOR_URL;
const secret = process.env.MONITOR_TOKEN;
const openUrl = process.env.OPEN_URL;
const openSecret = process.env.OPEN_TOKEN;
const REBOUND = 'rebound.example';
const PUBLISHED = 'published.example';

let browser;
let page;
let foreign;
let foreignPort;
let forwarded;
let forwardedUrl;

before(async () => {
  const { port } = new URL(url);
  browser = await launch(
    `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1,MAP ${PUBLISHED}:80 127.0.0.1:${port}`,
  );
  forwarded = createPort((client) => {
    const server = connect(port, '127.0.0.1');
    for (const socket of [client, server]) socket.on('error', () => socket.destroy());
    client.pipe(server).pipe(client);
  });
  await new Promise((done) => forwarded.listen(0, '127.0.0.1', done));
  forwardedUrl = `http://localhost:${forwarded.address().port}/`;
  foreign = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end('<!doctype html><title>Not the monitor</title><body>');
  });
  await new Promise((done) => foreign.listen(0, '127.0.0.1', done));
  foreignPort = foreign.address().port;
});

after(async () => {
  await browser?.close();
  foreign?.close();
  forwarded?.close();
});

afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

/** A page that notes each answer its browser gets, also those that it keeps from the page. */
async function watching(options) {
  page = await open(browser, options);
  page.answers = [];
  const asked = new Map();
  const network = await page.context().newCDPSession(page);
  network.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, request));
  network.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
    const request = asked.get(requestId);
    if (!request) return;
    const { pathname: path, port } = new URL(request.url);
    page.answers.push({ method: request.method, path, port, status: statusCode });
  });
  await network.send('Network.enable');
  return page;
}

/** All ways of a page to get at a server; what it got of each, or why not. */
const tries = (base, token) =>
  page.evaluate(
    async ([base, token]) => {
      const LONG = 3_000;
      const failed = (error) => `failed: ${error.name ?? error}`;
      const within = (work) =>
        Promise.race([
          work.catch(failed),
          new Promise((done) => setTimeout(() => done('failed: nothing came'), LONG)),
        ]);
      const body = (path, options) =>
        within(fetch(`${base}${path}`, options).then(async (answer) => `${await answer.text()}`));
      const post = (type, more = {}) =>
        body('api/control/stop', { method: 'POST', body: '{}', headers: type, ...more });
      const json = { 'Content-Type': 'application/json' };
      const element = (name, attributes) =>
        within(
          new Promise((done, fail) => {
            const made = Object.assign(document.createElement(name), attributes);
            made.onload = () => done(`loaded: ${made.sheet?.cssRules.length ?? ''}`);
            made.onerror = () => fail(new Error('refused'));
            document.body.append(made);
          }),
        );
      const said = (source) =>
        within(
          new Promise((done, fail) => {
            source.onmessage = (event) => done(String(event.data));
            source.addEventListener('hello', (event) => done(String(event.data)));
            source.onerror = () => fail(new Error('refused'));
          }),
        );
      const form = (enctype) => {
        const frame = Object.assign(document.createElement('iframe'), { name: `f-${enctype}` });
        const made = Object.assign(document.createElement('form'), {
          method: 'post',
          action: `${base}api/control/stop`,
          enctype,
          target: frame.name,
        });
        made.append(Object.assign(document.createElement('input'), { name: '{"a":"', value: '"}' }));
        document.body.append(frame, made);
        made.submit();
      };
      const sandboxed = Object.assign(document.createElement('iframe'), {
        sandbox: 'allow-scripts allow-forms',
        srcdoc: `<script>fetch('${base}api/control/stop', {method: 'POST', mode: 'no-cors', body: '{}'})</script>`,
      });
      document.body.append(sandboxed);
      form('text/plain');
      form('application/x-www-form-urlencoded');
      form('multipart/form-data');
      navigator.sendBeacon(`${base}api/control/stop`, '{}');
      navigator.sendBeacon(
        `${base}api/control/stop`,
        new Blob(['{}'], { type: 'application/json' }),
      );
      const got = {
        get: await body('api/status'),
        opaque: await body('api/status', { mode: 'no-cors' }),
        credentials: await body('api/status', { credentials: 'include' }),
        withToken: await body('api/status', { headers: { Authorization: `Bearer ${token}` } }),
        export: await body('api/export', { mode: 'no-cors' }),
        post: await post(json),
        postText: await post({ 'Content-Type': 'text/plain' }),
        postOpaque: await post({}, { mode: 'no-cors' }),
        postWithToken: await post({ ...json, Authorization: `Bearer ${token}` }),
        put: await body('api/status', { method: 'PUT' }),
        remove: await body('api/status', { method: 'DELETE' }),
        events: await said(new EventSource(`${base}api/stream`)),
        socket: await said(new WebSocket(`${base.replace('http', 'ws')}ws/metrics`)),
        socketWithProtocol: await said(
          new WebSocket(`${base.replace('http', 'ws')}ws/metrics`, [token]),
        ),
        script: await element('script', { src: `${base}api/status` }),
        pageScript: await element('script', { src: `${base}theme.js` }),
        image: await element('img', { src: `${base}favicon.svg` }),
      };
      // A frame always loads something; what is in it is looked at from outside.
      document.body.append(Object.assign(document.createElement('iframe'), { src: base }));
      await new Promise((done) => setTimeout(done, 500));
      return got;
    },
    [base, token],
  );

/** Nothing came of all the tries, and no control was ever let in. */
async function assertNothing(got, base, before) {
  assert.ok(Object.keys(got).length >= 5, JSON.stringify(got));
  for (const [way, what] of Object.entries(got)) {
    assert.match(what, /^(failed: .*|)$/, `${way} got ${what.slice(0, 200)}`);
  }
  const { port } = new URL(base);
  const controls = () =>
    page.answers.filter((answer) => answer.port === port && answer.method !== 'GET');
  await until('the answers to the controls', page, () => controls().length >= 5);
  for (const answer of controls()) assert.equal(answer.status, 403, JSON.stringify(answer));
  for (const frame of page.frames().slice(1)) {
    assert.doesNotMatch(await frame.content().catch(() => ''), /Bench Monitor|session_id/);
  }
  const after = await json(url, 'api/status');
  assert.equal(after.status, 'running');
  assert.equal(after.session_id, before.session_id);
}

for (const name of ['127.0.0.1', 'localhost']) {
  test(`a page of another port at ${name} gets nothing`, async () => {
    const status = await json(url, 'api/status');
    await watching();
    // Listening at 127.0.0.1 alone, which the browser tries for localhost too.
    await page.goto(`http://${name}:${foreignPort}/`);
    await assertNothing(await tries(url, secret), url, status);
  });
}

test('behind a forwarded port the page is live, and takes the token along', async () => {
  await watching();
  await page.goto(`${forwardedUrl}#token=${secret}`);
  await live(page);
  assert.equal(page.url(), forwardedUrl);
  const asked = await page.evaluate(
    (token) =>
      fetch('api/status', {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: '{}',
      }).then((answer) => answer.status),
    secret,
  );
  // Nothing is posted to there: the request has passed the door.
  assert.equal(asked, 405);
  const refused = page.answers.filter(({ status }) => ![101, 200, 405].includes(status));
  assert.deepEqual(refused, []);
});

test('a page of another port gets nothing through a forwarded one', async () => {
  const status = await json(url, 'api/status');
  await watching();
  await page.goto(`http://localhost:${foreignPort}/`);
  await assertNothing(await tries(forwardedUrl, secret), forwardedUrl, status);
});

test("the monitor's own page gets nothing of itself at another port", async () => {
  await watching();
  await page.goto(url);
  await live(page);
  const got = await page.evaluate(
    (other) =>
      Promise.all([
        fetch(`${other}api/status`).then(
          (answer) => answer.text(),
          () => 'refused',
        ),
        new Promise((done) => {
          const socket = new WebSocket(`${other.replace('http', 'ws')}ws/metrics`);
          socket.onmessage = () => done('message');
          socket.onerror = () => done('refused');
        }),
      ]),
    forwardedUrl,
  );
  assert.deepEqual(got, ['refused', 'refused']);
});

test('by its public URL the page asks for the token, and is live with it', async () => {
  const published = `http://${PUBLISHED}/`;
  await watching();
  await page.goto(published);
  await page.getByLabel('The monitor wants a token').fill(secret);
  assert.equal(await page.getByTestId('status').count(), 0);
  await page.getByRole('button', { name: 'Connect' }).click();
  await live(page, 'Live (events)');
  await page.reload();
  await live(page, 'Live (events)');
  await page.context().close();
  await watching();
  await page.goto(`${published}#token=${secret}`);
  await live(page, 'Live (events)');
  assert.equal(page.url(), published);
});

test('a page of a name that has been rebound gets nothing', async () => {
  const status = await json(url, 'api/status');
  const rebound = `http://${REBOUND}:${new URL(url).port}/`;
  await watching();
  const answer = await page.goto(rebound);
  assert.equal(answer.status(), 403);
  const said = await page.evaluate(
    async (token) => {
      const ask = async (path, options) => {
        const answer = await fetch(path, options);
        return [answer.status, (await answer.json()).error.code];
      };
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const socket = new WebSocket(`ws://${location.host}/ws/metrics`);
      const heard = new Promise((done) => {
        socket.onmessage = () => done('message');
        socket.onclose = () => done('closed');
      });
      return {
        get: await ask('/api/status'),
        withToken: await ask('/api/status', { headers }),
        stop: await ask('/api/control/stop', { method: 'POST', headers, body: '{}' }),
        socket: await heard,
      };
    },
    secret,
  );
  const refused = [403, 'foreign_host'];
  assert.deepEqual(said, { get: refused, withToken: refused, stop: refused, socket: 'closed' });
  assert.equal((await json(url, 'api/status')).status, 'running');
  assert.equal(status.session_id, (await json(url, 'api/status')).session_id);
});

test('the token leaves the address, and what is shown stays there', async () => {
  await watching();
  await page.goto(`${url}#tab=log&token=${secret}`);
  await live(page);
  assert.equal(page.url(), `${url}#tab=log`);
  assert.equal(await page.locator('[role=tab][aria-selected=true]').innerText(), 'Log');
  assert.equal(await page.evaluate(() => sessionStorage.getItem('monitor-token')), secret);
  assert.ok(!(await page.content()).includes(secret), 'not in the document');
  assert.ok(page.answers.length > 0, 'what was answered was watched');
  for (const answer of page.answers) assert.equal(answer.status, 200, JSON.stringify(answer));
  await page.reload();
  await live(page);
  assert.equal(page.url(), `${url}#tab=log`);
  // In an open page, as when the printed address is pasted over the shown one.
  await page.evaluate((token) => (location.hash = `#token=${token}`), secret);
  await until('the address', page, () => !page.url().includes('token'));
  assert.deepEqual(page.complaints, []);
});

test('the own page is let in to control with the token, and not without', async () => {
  await watching();
  await page.goto(url);
  await live(page);
  const post = (headers) =>
    page.evaluate(
      (headers) => fetch('api/status', { method: 'POST', headers, body: '{}' }).then((a) => a.status),
      headers,
    );
  const type = { 'Content-Type': 'application/json' };
  assert.equal(await post(type), 401);
  assert.equal(await post({ ...type, Authorization: `Bearer ${secret}x` }), 401);
  assert.equal(await post({ Authorization: `Bearer ${secret}` }), 415);
  // There is nothing to be posted to at this path: the request has passed the door.
  assert.equal(await post({ ...type, Authorization: `Bearer ${secret}` }), 405);
});

test('a page of another port gets nothing of a monitor that is open to the network', async () => {
  const status = await json(url, 'api/status');
  await watching();
  await page.goto(`http://127.0.0.1:${foreignPort}/`);
  await assertNothing(await tries(openUrl, openSecret), openUrl, status);
});

test('off loopback the page asks for the token, and is live with it', async () => {
  await watching({ acceptDownloads: true });
  await page.goto(openUrl);
  const field = page.getByLabel('The monitor wants a token');
  await field.waitFor();
  assert.equal(await page.getByTestId('status').count(), 0);
  await field.fill('not-the-token');
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByLabel('The monitor does not take this token').fill(openSecret);
  await page.getByRole('button', { name: 'Connect' }).click();
  await live(page, 'Live (events)');
  assert.equal(await page.locator('form.token').count(), 0);
  assert.match(await page.innerText('main'), /open to the network/);
  assert.ok(!page.url().includes('token'));
});

test('off loopback the printed address goes live at once, and an export is saved', async () => {
  await watching({ acceptDownloads: true });
  await page.goto(`${openUrl}#window=all&token=${openSecret}`);
  await live(page, 'Live (events)');
  assert.equal(page.url(), `${openUrl}#window=all`);
  const shown = async () => number(await page.getByTestId('operations').innerText());
  const first = await shown();
  await until('more operations', page, async () => (await shown()) > first);
  await page.getByText('Export', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^JSON/ }).click(),
  ]);
  assert.match(download.suggestedFilename(), /^bench-\d{8}-\d{6}.*\.json$/);
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
  assert.ok(saved.metrics.total.operations > 0);
  // The stream is one request that goes on; nothing polls beside it.
  const asked = page.answers.filter(({ path }) => path === '/api/metrics').length;
  assert.equal(asked, 0, 'no polling');
  if (!['localhost', '127.0.0.1'].includes(new URL(openUrl).hostname)) {
    assert.deepEqual(page.complaints, []);
  }
});

test('neither monitor has noticed any of it', async () => {
  const answer = await fetch(new URL('api/status', openUrl), {
    headers: { Authorization: `Bearer ${openSecret}` },
  });
  assert.equal((await answer.json()).status, 'running');
  const { logs } = await json(url, 'api/logs?level=warn&limit=100');
  assert.deepEqual(logs, []);
});
