import { describe, expect, it } from 'vitest';
import { address, type Query } from '../api/rest';
import { picture, point } from '../../test/documents';
import { History } from './history';
import { Run } from './run';
import { View } from './view';

const tick = () => new Promise((done) => setTimeout(done));
const START = '2026-01-18T15:30:00.000Z';

function setUp(sequences: number[], answers: Record<string, unknown>) {
  const run = new Run();
  const view = new View();
  const asked: string[] = [];
  const get = async <T>(path: string, query: Query): Promise<T> => {
    asked.push(address(path, query));
    if (!(path in answers)) throw new Error('unknown');
    return answers[path] as T;
  };
  const history = new History(run, view, get);
  history.follow();
  const hello = (session: string, of: number[]) => {
    const data = picture(session, of);
    data.status.start_time = START;
    run.take({ type: 'hello', sequence: of.at(-1)!, data });
  };
  hello('bench-1', sequences);
  return { run, view, history, asked, hello };
}

describe('history', () => {
  it('fills a gap from where it begins', async () => {
    const missing = {
      coarse_before: null,
      coarse_seconds: null,
      data_points: [3, 4].map(point),
      events: [],
    };
    const { run, history, asked } = setUp([1, 2], { 'metrics/timeline': missing });
    const end = run.timeline.end!;
    run.timeline.add(point(5), []);
    await history.fill(end);
    const from = Date.UTC(2026, 0, 18, 15, 30, 3) - 5;
    expect(asked).toContain(`api/metrics/timeline?from=${from}&interval=0.1`);
    expect(run.timeline.column('sequence')).toEqual([1, 2, 3, 4, 5]);
  });

  it('leaves the gap of a session that is over', async () => {
    const missing = {
      coarse_before: null,
      coarse_seconds: null,
      data_points: [3, 4].map(point),
      events: [],
    };
    const { run, history, hello } = setUp([1, 2], { 'metrics/timeline': missing });
    const filling = history.fill(run.timeline.end!);
    hello('bench-2', [9]);
    await filling;
    expect(run.timeline.column('sequence')).toEqual([9]);
  });

  it('fetches what was before the hello, once, point by point within the last hour', async () => {
    const older = {
      coarse_before: null,
      coarse_seconds: null,
      data_points: [1, 2].map(point),
      events: [],
    };
    const { run, history, asked } = setUp([3, 4], { 'metrics/timeline': older });
    await history.before();
    await history.before();
    expect(run.timeline.column('sequence')).toEqual([1, 2, 3, 4]);
    const from = Date.parse(START);
    expect(asked.filter((one) => one.includes('timeline'))).toEqual([
      `api/metrics/timeline?from=${from}&to=${from + 3005}&interval=0.1`,
    ]);
  });

  it('fetches what is older than an hour in longer points', async () => {
    const answers: Record<string, unknown> = {};
    const sequences = Array.from({ length: 3600 }, (_, i) => 5000 + i);
    const { run, history, asked } = setUp(sequences, answers);
    answers['metrics/timeline'] = {
      coarse_before: null,
      coarse_seconds: null,
      data_points: [30, 60].map(point),
      events: [],
    };
    await history.before();
    const timelines = asked.filter((one) => one.includes('timeline'));
    expect(timelines).toHaveLength(1);
    expect(timelines[0]).toContain('interval=30');
    expect(asked.at(-1)).toContain('api/heatmap');
    expect(run.timeline.length).toBe(3602);
  });

  it('fetches nothing before a run that is known from its start', async () => {
    const { history, asked } = setUp([1, 2], {});
    await history.before();
    expect(asked).toEqual([]);
  });

  it('fetches heat for what is shown once it is connected, and does without', async () => {
    const { run, view, asked } = setUp([1, 2], {});
    run.connection.value = { state: 'live', transport: 'websocket' };
    expect(asked.filter((one) => one.startsWith('api/heatmap'))).toHaveLength(1);
    view.window.value = 15;
    await tick();
    expect(run.heat.length).toBe(0);
  });
});
