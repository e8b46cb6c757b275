import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { split } from './events';
import { browser } from './browser';
import { get, learnWhatReads, post, save } from './rest';
import { View } from '../store/view';
import { controlRefused, keepToken, readsWithToken, refused, takeToken, token } from './token';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

beforeEach(() => {
  token.value = null;
  refused.value = null;
  controlRefused.value = null;
});

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});

describe('the token of the address', () => {
  it('is kept and leaves the address, and what is shown stays', () => {
    history.replaceState(null, '', '/?x=1#tab=log&token=s3cret_-.~&window=all');
    const entries = history.length;
    expect(takeToken(location, history)).toBe(true);
    expect(token.value).toBe('s3cret_-.~');
    expect(sessionStorage.getItem('monitor-token')).toBe('s3cret_-.~');
    expect(location.href).not.toContain('s3cret');
    expect(location.search).toBe('?x=1');
    expect(history.length).toBe(entries);
    const view = new View();
    const stop = view.follow(location, history);
    expect(view.tab.value).toBe('log');
    expect(view.window.value).toBe('all');
    expect(location.hash).toBe('#tab=log&window=all');
    stop();
  });

  it('may be all of it, or not there', () => {
    history.replaceState(null, '', '/#token=s3cret');
    takeToken(location, history);
    expect(location.href.endsWith('/')).toBe(true);
    expect(takeToken(location, history)).toBe(false);
    history.replaceState(null, '', '/#token=');
    expect(takeToken(location, history)).toBe(true);
    expect(token.value).toBe('s3cret');
  });
});

describe('the transports', () => {
  it('are all of them on loopback, and those that send the token elsewhere', () => {
    for (const name of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      keepToken('s3cret');
      expect(readsWithToken(name), name).toBe(false);
    }
    for (const name of ['bench', '127.0.0.1.example', '192.0.2.2', '[fd00::2]']) {
      expect(readsWithToken(name), name).toBe(true);
    }
    token.value = null;
    expect(readsWithToken('bench')).toBe(false);
    expect(browser.transports()).toEqual(['websocket', 'events', 'polling']);
  });

  it('split the events out of whatever pieces come', () => {
    const text =
      ': ping\n\nid: 1\nevent: hello\ndata: {"a":1}\n\nid: 2\ndata: {"b":\\n2}\n\nid: 3\nda';
    const whole = split(text);
    expect(whole).toEqual({ data: ['{"a":1}', '{"b":\\n2}'], rest: 'id: 3\nda' });
    for (let at = 0; at <= text.length; at++) {
      const first = split(text.slice(0, at));
      const second = split(first.rest + text.slice(at));
      expect([...first.data, ...second.data]).toEqual(whole.data);
      expect(second.rest).toBe(whole.rest);
    }
  });

  it('read events with the token until the stream ends', async () => {
    keepToken('s3cret');
    const encoder = new TextEncoder();
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(encoder.encode('data: \u00e4'.slice(0, 3)));
        const bytes = encoder.encode('a: \u00e4\n\n');
        for (const byte of bytes) stream.enqueue(new Uint8Array([byte]));
        stream.close();
      },
    });
    const fetched = vi.fn(async () => new Response(body));
    vi.stubGlobal('fetch', fetched);
    const said: string[] = [];
    const events = browser.openEvents();
    await new Promise<void>((over) => {
      events.onmessage = (data) => said.push(data);
      events.onerror = over;
    });
    expect(said).toEqual(['\u00e4']);
    const [, options] = fetched.mock.calls[0] as unknown as [string, RequestInit];
    expect(options.headers).toEqual({ Authorization: 'Bearer s3cret' });
  });

  it('say nothing more once they are closed', async () => {
    const fetched = vi.fn(
      (_: string, { signal }: RequestInit) =>
        new Promise<Response>((_, reject) =>
          signal!.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    );
    vi.stubGlobal('fetch', fetched);
    const events = browser.openEvents();
    const failed = vi.fn();
    events.onerror = failed;
    events.close();
    await new Promise((done) => setTimeout(done));
    expect(failed).not.toHaveBeenCalled();
  });

  it('leave the WebSocket out at once where records are served, which no host does', async () => {
    const listing = (...paths: string[]) =>
      vi.fn(async () => answer(200, { endpoints: paths.map((path) => ({ path })) }));
    const ofHost = listing('/api', '/api/status');
    vi.stubGlobal('fetch', ofHost);
    await learnWhatReads('localhost');
    expect(ofHost, 'without a token nothing is asked').not.toHaveBeenCalled();
    keepToken('s3cret');
    await learnWhatReads('bench');
    expect(ofHost, 'elsewhere each read needs it').not.toHaveBeenCalled();
    await learnWhatReads('localhost');
    expect(ofHost.mock.calls).toEqual([['api', expect.anything()]]);
    expect(readsWithToken('localhost')).toBe(false);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('away')));
    await learnWhatReads('localhost');
    expect(readsWithToken('localhost')).toBe(false);
    vi.stubGlobal('fetch', listing('/api', '/api/records'));
    await learnWhatReads('localhost');
    expect(readsWithToken('localhost')).toBe(true);
  });

  it('ask for the token when the stream wants one', async () => {
    vi.stubGlobal('fetch', async () => answer(401, { error: { message: 'a token' } }));
    const events = browser.openEvents();
    await new Promise<void>((over) => (events.onerror = over));
    expect(refused.value).toBe('a token');
  });
});

describe('a control', () => {
  it('is JSON with the token', async () => {
    keepToken('s3cret');
    const fetched = vi.fn(async () => answer(200, { status: 'paused' }));
    vi.stubGlobal('fetch', fetched);
    expect(await post('control/pause', { by: 'page' })).toEqual({ status: 'paused' });
    expect(fetched.mock.calls[0]).toEqual([
      'api/control/pause',
      {
        method: 'POST',
        cache: 'no-store',
        headers: { Authorization: 'Bearer s3cret', 'Content-Type': 'application/json' },
        body: '{"by":"page"}',
      },
    ]);
  });

  it('that is refused asks for the token until one is given, whatever is read meanwhile', async () => {
    vi.stubGlobal('fetch', async () => answer(401, { error: { message: 'a token' } }));
    await expect(post('control/stop')).rejects.toThrow('a token');
    expect(refused.value).toBeNull();
    vi.stubGlobal('fetch', async () => answer(200, {}));
    await get('status');
    expect(controlRefused.value).toBe('a token');
    keepToken('s3cret');
    expect(controlRefused.value).toBeNull();
  });
});

describe('an export', () => {
  it('is saved under the name that the monitor gives it', async () => {
    const headers = { 'Content-Disposition': 'attachment; filename="bench-1.csv"' };
    vi.stubGlobal('fetch', async () => answer(200, 'a,b', headers));
    const saved: string[] = [];
    URL.createObjectURL = () => 'blob:x';
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push(`${this.download} ${this.href}`);
    });
    await save('export', { format: 'csv' });
    expect(saved).toEqual(['bench-1.csv blob:x']);
    click.mockRestore();
  });
});
