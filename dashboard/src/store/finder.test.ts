import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hello, status, update } from '../../test/documents';
import { golden } from '../../test/golden';
import { address, type Query } from '../api/rest';
import { viewed } from '../api/session';
import { Finder } from './finder';
import { Run } from './run';
import { View } from './view';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
});

function follow() {
  const run = new Run();
  const view = new View();
  const asked: string[] = [];
  let answers = true;
  let ms = 0;
  const get = async <T>(path: string, query: Query): Promise<T> => {
    asked.push(address(path, query));
    if (!answers) throw new Error('refused');
    await new Promise((done) => setTimeout(done, ms));
    return golden('findings') as T;
  };
  const stop = new Finder(run, view, get).follow();
  run.take(hello('s', [1]));
  run.connection.value = { state: 'live', transport: 'websocket' };
  return {
    run,
    view,
    asked,
    stop,
    fail: () => (answers = false),
    delay: (to: number) => (ms = to),
  };
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('what stands out', () => {
  it('is asked for every ten seconds of a run that goes on, and not with each message', async () => {
    const { run, asked, stop } = follow();
    await wait(1);
    expect(asked).toEqual(['api/findings']);
    expect(run.findings.value).toHaveLength(golden('findings').findings.length);
    for (let i = 2; i < 10; i++) run.take(update('s', i));
    await wait(9_000);
    expect(asked).toHaveLength(1);
    await wait(2_000);
    expect(asked).toHaveLength(2);
    stop();
    await wait(60_000);
    expect(asked).toHaveLength(2);
  });

  it('is asked for less often where it takes long', async () => {
    const { asked, delay } = follow();
    await wait(1);
    delay(300);
    await wait(10_301);
    expect(asked).toHaveLength(2);
    await wait(29_000);
    expect(asked).toHaveLength(2);
    await wait(2_000);
    expect(asked).toHaveLength(3);
  });

  it('is asked for once more when the run is over', async () => {
    const { run, asked } = follow();
    await wait(1);
    run.status.value = status('s', 'completed');
    await wait(60_000);
    expect(asked).toHaveLength(2);
  });

  it('is not asked for while nobody looks', async () => {
    const { view, asked } = follow();
    await wait(1);
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    await wait(60_000);
    expect(asked).toHaveLength(1);
    Object.defineProperty(document, 'hidden', { value: false, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    await wait(1);
    expect(asked).toHaveLength(2);
    view.tab.value = 'log';
    await wait(60_000);
    expect(asked).toHaveLength(2);
    view.tab.value = 'overview';
    await wait(1);
    expect(asked).toHaveLength(3);
    // Going to and fro asks no more often.
    for (let i = 0; i < 5; i++) {
      view.tab.value = 'log';
      view.tab.value = 'overview';
      document.dispatchEvent(new Event('visibilitychange'));
      await wait(1_000);
    }
    expect(asked).toHaveLength(3);
    await wait(6_000);
    expect(asked).toHaveLength(4);
  });

  it('is that of the range, or of the run, that is shown', async () => {
    const { run, view, asked } = follow();
    await wait(1);
    view.range.value = { from: 1_000.4, to: 2_000 };
    expect(run.findings.value).toBeNull();
    await wait(1);
    expect(asked.at(-1)).toBe('api/findings?from=1000&to=2000');
    run.take(hello('t', [1]));
    expect(run.findings.value).toBeNull();
  });

  it('of a range that is past is asked for once', async () => {
    const { run, view, asked } = follow();
    await wait(1);
    const end = run.timeline.end! * 1000;
    view.range.value = { from: end - 1_000, to: end };
    await wait(60_000);
    expect(asked).toHaveLength(2);
    document.dispatchEvent(new Event('visibilitychange'));
    await wait(1);
    expect(asked).toHaveLength(2);
    view.range.value = { from: end - 1_000, to: end + 3_600_000 };
    await wait(11_000);
    expect(asked).toHaveLength(4);
  });

  it('is that of another record of the same session', async () => {
    const { run, asked } = follow();
    run.status.value = status('s', 'completed');
    await wait(1);
    const before = asked.length;
    viewed.value = 's-4712';
    expect(run.findings.value).toBeNull();
    await wait(1);
    expect(asked).toHaveLength(before + 1);
    expect(asked.at(-1)).toContain('session=s-4712');
    viewed.value = null;
  });

  it('stays when an answer fails, and is asked for again', async () => {
    const { run, asked, fail } = follow();
    await wait(1);
    fail();
    await wait(10_001);
    expect(asked).toHaveLength(2);
    expect(run.findings.value).not.toBeNull();
    await wait(10_001);
    expect(asked).toHaveLength(3);
  });
});
