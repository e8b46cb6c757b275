import { describe, expect, it } from 'vitest';
import { ApiError, type Query } from '../api/rest';
import { metrics, picture, point } from '../../test/documents';
import { Ranges } from './ranges';
import { Run } from './run';
import { View } from './view';

const at = (second: number) => Date.UTC(2026, 0, 18, 15, 30, second);

/** A monitor that answers when the test says so, even to what has been broken off. */
function setUp() {
  const run = new Run();
  const view = new View();
  const asked: { query: Query; answer: (value: unknown) => void; fail: (why: unknown) => void }[] =
    [];
  const get = <T>(_path: string, query: Query) =>
    new Promise<T>((answer, fail) => {
      asked.push({ query, answer: answer as (value: unknown) => void, fail });
    });
  run.take({ type: 'hello', sequence: 5, data: picture('bench-1', [1, 2, 3, 4, 5]) });
  new Ranges(run, view, get).follow();
  return { run, view, asked };
}

const tick = () => new Promise((done) => setTimeout(done));

describe('ranges', () => {
  it('asks for the figures of a range, once, and shows them', async () => {
    const { run, view, asked } = setUp();
    view.range.value = { from: at(1), to: at(3) };
    expect(asked[0]!.query).toEqual({ from: at(1), to: at(3), include: null });
    expect(run.ranged.value.state).toBe('loading');
    const ranged = { ...metrics(), sequence: 77 };
    asked[0]!.answer(ranged);
    await tick();
    expect(run.shown.value).toBe(ranged);
    run.version.value++;
    expect(asked).toHaveLength(1);
  });

  it('goes back to live', async () => {
    const { run, view, asked } = setUp();
    view.range.value = { from: at(1), to: at(3) };
    view.range.value = null;
    asked[0]!.answer({ ...metrics(), sequence: 77 });
    await tick();
    expect(run.ranged.value.state).toBe('off');
    expect(run.shown.value).toBe(run.metrics.value);
  });

  it('shows only the range that was selected last', async () => {
    const { run, view, asked } = setUp();
    view.range.value = { from: at(1), to: at(3) };
    view.range.value = { from: at(2), to: at(4) };
    const second = { ...metrics(), sequence: 2 };
    asked[1]!.answer(second);
    asked[0]!.answer({ ...metrics(), sequence: 1 });
    await tick();
    expect(run.shown.value).toBe(second);
  });

  it('asks again while the range reaches into what is to come', async () => {
    const { run, view, asked } = setUp();
    view.range.value = { from: at(1), to: at(7) };
    asked[0]!.answer(metrics());
    await tick();
    for (const sequence of [6, 7, 8]) {
      run.timeline.add(point(sequence), []);
      run.version.value++;
      await tick();
    }
    expect(asked).toHaveLength(2);
  });

  it('says why there are no figures, and asks again when the monitor is back', async () => {
    const { run, view, asked } = setUp();
    run.connection.value = { state: 'lost', retryAt: 0 };
    view.range.value = { from: at(1), to: at(3) };
    asked[0]!.fail(new ApiError(400, 'from is late'));
    await tick();
    expect(run.ranged.value).toEqual({ state: 'failed', reason: 'from is late' });
    expect(run.shown.value).toBeNull();
    run.connection.value = { state: 'live', transport: 'websocket' };
    expect(asked).toHaveLength(2);
  });

  it('includes the warm-up where there is nothing else', () => {
    const { run, view, asked } = setUp();
    run.take({
      type: 'hello',
      sequence: 2,
      data: {
        ...picture('bench-2', []),
        timeline: {
          coarse_before: null,
          coarse_seconds: null,
          data_points: [1, 2].map((n) => ({ ...point(n), warmup: true })),
          events: [],
        },
      },
    });
    view.range.value = { from: at(1) - 1, to: at(2) + 1 };
    expect(asked[0]!.query).toMatchObject({ include: 'warmup' });
  });

  it('asks again when another run is shown', async () => {
    const { run, view, asked } = setUp();
    view.range.value = { from: at(1), to: at(3) };
    asked[0]!.answer(metrics());
    await tick();
    run.show(picture('bench-0', [1, 2, 3, 4]));
    expect(asked).toHaveLength(2);
    expect(run.ranged.value.state).toBe('loading');
  });
});
