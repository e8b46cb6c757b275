import { describe, expect, it } from 'vitest';
import { golden } from '../../test/golden';
import { backOff } from './backoff';
import { Live, type Browser, type EventsLike, type SocketLike, type Transport } from './live';
import { address, type Query } from './rest';

/** A browser whose connections do what the test says. */
class FakeBrowser implements Browser {
  sockets: (SocketLike & { sent: string[]; closed: boolean })[] = [];
  events: EventsLike[] = [];
  timers = new Map<number, { ms: number; work: () => void }>();
  polls = 0;
  pollsFail = false;
  asked: string[] = [];
  private next = 1;

  transports(): Transport[] {
    return ['websocket', 'events', 'polling'];
  }

  openSocket() {
    const socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      sent: [] as string[],
      closed: false,
      send(text: string) {
        this.sent.push(text);
      },
      close() {
        this.closed = true;
      },
    };
    this.sockets.push(socket);
    return socket;
  }

  openEvents() {
    const events: EventsLike = { onmessage: null, onerror: null, close() {} };
    this.events.push(events);
    return events;
  }

  async get<T>(path: string, query: Query): Promise<T> {
    this.polls++;
    this.asked.push(address(path, query));
    if (this.pollsFail) throw new Error('refused');
    return { sequence: 1, thresholds: [] } as T;
  }

  later(ms: number, work: () => void) {
    this.timers.set(this.next, { ms, work });
    return this.next++;
  }

  forget(timer: number) {
    this.timers.delete(timer);
  }

  /** Lets the one waiting timer run. */
  tick() {
    const [id, timer] = [...this.timers][0]!;
    this.timers.delete(id);
    timer.work();
  }
}

function connect(known: number | null = null, browser = new FakeBrowser()) {
  const transports: Transport[] = [];
  const waits: number[] = [];
  const types: string[] = [];
  const live = new Live(
    {
      message: (message) => types.push(message.type),
      connected: (transport) => transports.push(transport),
      lost: (ms) => waits.push(ms),
      knownUntil: () => known,
    },
    browser,
  );
  live.start();
  return { browser, live, transports, waits, types };
}

describe('live', () => {
  it('hands on what comes over the socket', () => {
    const { browser, types, transports } = connect();
    browser.sockets[0]!.onmessage!({ data: '{"type":"pong","sequence":1}' });
    expect(types).toEqual(['pong']);
    expect(transports).toEqual(['websocket']);
  });

  it('comes back after a lost connection, over the socket again', () => {
    const { browser, waits } = connect();
    browser.sockets[0]!.onmessage!({ data: '{"type":"pong","sequence":1}' });
    browser.sockets[0]!.onclose!();
    expect(waits).toHaveLength(1);
    browser.tick();
    expect(browser.sockets).toHaveLength(2);
  });

  it('falls back to events and then to polling', async () => {
    const { browser, transports } = connect();
    for (let i = 0; i < 2; i++) {
      browser.sockets[i]!.onclose!();
      browser.tick();
    }
    for (let i = 0; i < 2; i++) {
      browser.events[i]!.onerror!();
      browser.tick();
    }
    await Promise.resolve();
    expect(browser.sockets).toHaveLength(2);
    expect(browser.events).toHaveLength(2);
    expect(browser.polls).toBeGreaterThan(0);
    await new Promise((done) => setTimeout(done));
    expect(transports).toEqual(['polling']);
  });

  it('tries the socket again when nothing works', async () => {
    const { browser } = connect();
    browser.pollsFail = true;
    for (let i = 0; i < 2; i++) {
      browser.sockets[i]!.onclose!();
      browser.tick();
    }
    for (let i = 0; i < 2; i++) {
      browser.events[i]!.onerror!();
      browser.tick();
    }
    for (let i = 0; i < 2; i++) {
      await new Promise((done) => setTimeout(done));
      browser.tick();
    }
    expect(browser.sockets).toHaveLength(3);
  });

  it('polls only for what is new of the timeline', () => {
    const browser = new FakeBrowser();
    browser.transports = () => ['polling'];
    connect(1_768_750_000_000.4, browser);
    expect(browser.asked).toContain('api/metrics/timeline?from=1768749999995&interval=0.1');
  });

  it('polls for the whole timeline at first', () => {
    const browser = new FakeBrowser();
    browser.transports = () => ['polling'];
    connect(null, browser);
    expect(browser.asked).toContain('api/metrics/timeline?window=3600&interval=0.1');
  });

  it('tries at once when it is told to, instead of waiting', () => {
    const { browser, live } = connect();
    browser.sockets[0]!.onclose!();
    live.retryNow();
    expect(browser.sockets).toHaveLength(2);
    expect(browser.timers.size).toBe(0);
  });

  it('tries the best first when it is told to, whatever has failed before', () => {
    const { browser, live } = connect();
    for (let i = 0; i < 3; i++) {
      (browser.sockets[i]?.onclose ?? browser.events.at(-1)!.onerror)!();
      browser.tick();
    }
    const before = browser.sockets.length;
    live.retryNow();
    expect(browser.sockets).toHaveLength(before + 1);
  });

  it('takes a message that is no JSON for a broken connection', () => {
    const { browser, waits } = connect();
    browser.sockets[0]!.onmessage!({ data: '<html>' });
    expect(waits).toHaveLength(1);
    expect(browser.sockets[0]!.closed).toBe(true);
  });

  it('takes silence for a broken connection', () => {
    const { browser, waits } = connect();
    browser.sockets[0]!.onmessage!({ data: '{"type":"pong","sequence":1}' });
    browser.tick();
    expect(waits).toHaveLength(1);
  });

  it('expects no more of a record than its picture', () => {
    const { browser, waits } = connect();
    const hello = golden('hello');
    const data = { ...hello.data, status: golden('status-recorded') };
    browser.sockets[0]!.onmessage!({ data: JSON.stringify({ ...hello, data }) });
    expect(browser.timers.size).toBe(0);
    expect(waits).toHaveLength(0);
  });

  it('asks for the full picture', () => {
    const { browser, live } = connect();
    live.refresh();
    expect(browser.sockets[0]!.sent).toEqual(['{"type":"request_metrics"}']);
  });

  it('waits longer each time, at most ten seconds, with jitter', () => {
    expect(backOff(0, () => 1)).toBe(500);
    expect(backOff(1, () => 1)).toBe(1000);
    expect(backOff(1, () => 0)).toBe(500);
    expect(backOff(50, () => 1)).toBe(10_000);
  });
});
