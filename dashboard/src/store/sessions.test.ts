import { afterEach, describe, expect, it } from 'vitest';
import { ApiError, address, type Query } from '../api/rest';
import { viewed } from '../api/session';
import type { ListedRun, Message, SessionList } from '../api/types';
import { hello as helloOf, picture, status, update } from '../../test/documents';
import { Run } from './run';
import { Sessions } from './sessions';
import { View } from './view';

function listed(id: string, current: boolean): ListedRun {
  return {
    session_id: id,
    status: current ? 'running' : 'completed',
    start_time: '2026-01-18T15:30:45.000Z',
    end_time: null,
    elapsed_seconds: 1,
    operations: 10,
    errors: 0,
    current,
  };
}

/** A monitor with a current run and ended ones. */
class FakeMonitor {
  asked: string[] = [];
  forgotten = 0;
  runs: string[];
  now = 0;

  constructor(...runs: string[]) {
    this.runs = runs;
  }

  list(): SessionList {
    return { sessions: this.runs.map((id, i) => listed(id, i === 0)), others: [] };
  }

  get = async <T>(path: string, query: Query): Promise<T> => {
    this.asked.push(address(path, query));
    if (path === 'sessions') return this.list() as T;
    const id = String(query.session ?? this.runs[0]);
    if (!this.runs.includes(id)) throw new ApiError(404, `session is '${id}'`);
    const whole = picture(id, id === this.runs[0] ? [7, 8] : [1, 2, 3]);
    const parts: Record<string, unknown> = {
      ...whole,
      'metrics/timeline': whole.timeline,
      alerts: { thresholds: [], active: [], past: [] },
    };
    return parts[path] as T;
  };
}

function page(monitor: FakeMonitor, link = '') {
  const run = new Run();
  const view = new View();
  view.read(link);
  const past = { forget: () => monitor.forgotten++, before: async () => {} };
  const sessions = new Sessions(run, view, monitor.get, past, () => monitor.now);
  stop = sessions.follow();
  const tell = (message: Message) => {
    const isTaken = sessions.takes(message);
    if (isTaken) run.take(message);
    return isTaken;
  };
  return { run, view, sessions, tell };
}

let stop: () => void = () => {};

afterEach(() => {
  stop();
  viewed.value = null;
});

const hello = (id: string) => helloOf(id, [7]);
const settled = () => new Promise((done) => setTimeout(done));

describe('sessions', () => {
  it('show an ended run as a whole, and nothing live in it', async () => {
    const { run, view, tell } = page(new FakeMonitor('bench-2', 'bench-1'));
    expect(tell(hello('bench-2'))).toBe(true);
    view.show('bench-1');
    expect(tell(update('bench-2', 8))).toBe(true);
    await settled();
    expect(run.session.value).toBe('bench-1');
    expect(run.timeline.column('sequence')).toEqual([1, 2, 3]);
    expect(tell(update('bench-2', 9))).toBe(false);
    expect(run.timeline.sequence).toBe(3);
    expect(run.replaced.value).toBeNull();
  });

  it('ask for what is shown, and go on asking for the current run elsewhere', async () => {
    const monitor = new FakeMonitor('bench-2', 'bench-1');
    const { view } = page(monitor);
    view.show('bench-1');
    await settled();
    expect(monitor.asked).toContain('api/status?session=bench-1');
    expect(monitor.forgotten).toBe(1);
    expect(address('heatmap', { from: 1 })).toBe('api/heatmap?session=bench-1&from=1');
    expect(address('alerts')).toBe('api/alerts?session=bench-1');
    expect(address('status', { session: null })).toBe('api/status');
    expect(address('logs')).toBe('api/logs');
  });

  it('go back to the current run, which may be another one by now', async () => {
    const monitor = new FakeMonitor('bench-2', 'bench-1');
    const { run, view, sessions, tell } = page(monitor);
    tell(hello('bench-2'));
    view.show('bench-1');
    await settled();
    monitor.runs.unshift('bench-3');
    expect(tell(hello('bench-3'))).toBe(false);
    expect(sessions.live.value).toEqual({ id: 'bench-3', status: 'running' });
    view.show(null);
    await settled();
    expect(run.session.value).toBe('bench-3');
    expect(run.timeline.column('sequence')).toEqual([7, 8]);
    expect(run.replaced.value).toBeNull();
    expect(tell(update('bench-3', 9))).toBe(true);
    expect(run.timeline.sequence).toBe(9);
  });

  it('take the run and the range of a link', async () => {
    const { run, view } = page(
      new FakeMonitor('bench-2', 'bench-1'),
      '#session=bench-1&from=1&to=2',
    );
    await settled();
    expect(run.session.value).toBe('bench-1');
    expect(view.range.value).toEqual({ from: 1, to: 2 });
  });

  it('say that a run is not there, and show the current one', async () => {
    const { view, sessions } = page(new FakeMonitor('bench-2'), '#session=bench-0');
    await settled();
    expect(sessions.refusal.value).toContain("session is 'bench-0'");
    expect(view.session.value).toBeNull();
    expect(viewed.value).toBeNull();
  });

  it('leave a run that is no longer kept', async () => {
    const monitor = new FakeMonitor('bench-2', 'bench-1');
    const { run, view, sessions } = page(monitor);
    view.show('bench-1');
    await settled();
    monitor.runs = ['bench-9'];
    await sessions.refresh();
    await settled();
    expect(sessions.refusal.value).toContain('bench-1 is no longer kept');
    expect(run.session.value).toBe('bench-9');
  });

  it('never look at the current run as an ended one', async () => {
    const { view, tell } = page(new FakeMonitor('bench-2', 'bench-1'), '#session=bench-2');
    await settled();
    tell(hello('bench-2'));
    await settled();
    expect(view.session.value).toBeNull();
    expect(viewed.value).toBeNull();
  });

  it('fetch the list when a run begins or changes its status, not each tick', async () => {
    const monitor = new FakeMonitor('bench-2', 'bench-1');
    const { sessions, tell } = page(monitor);
    const lists = () => monitor.asked.filter((path) => path === 'api/sessions').length;
    tell(hello('bench-2'));
    await settled();
    expect(sessions.list.value.sessions).toHaveLength(2);
    for (let i = 8; i < 20; i++) tell(update('bench-2', i));
    monitor.now = 9_000;
    tell(hello('bench-2'));
    expect(lists()).toBe(1);
    const ended = status('bench-2', 'completed');
    tell({ type: 'status_change', sequence: 20, data: { status: ended } });
    expect(lists()).toBe(2);
    monitor.now = 30_000;
    const again = picture('bench-2', [21]);
    tell({ type: 'hello', sequence: 21, data: { ...again, status: ended } });
    expect(lists()).toBe(3);
  });
});
