import { describe, expect, it } from 'vitest';
import { anError, hello, metrics, status, update as updateOf } from '../../test/documents';
import type { MetricsUpdate } from '../api/types';
import { Run, isEnded } from './run';

const update = (sequence: number) => updateOf('bench-1', sequence);

describe('run', () => {
  it('has the whole timeline after a hello and adds each tick', () => {
    const run = new Run();
    expect(run.take(hello('bench-1', [1, 2, 3]))).toBeNull();
    expect(run.take(update(4))).toBeNull();
    expect(run.timeline.column('throughput')).toEqual([10, 20, 30, 40]);
    expect(run.timeline.sequence).toBe(4);
  });

  it('notices a gap in the sequence and tells where it begins', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2]));
    const end = run.timeline.end;
    expect(end).toBe(Date.UTC(2026, 0, 18, 15, 30, 3) / 1000);
    expect(run.take(update(5))).toBe(end);
  });

  it('takes a tick once', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2]));
    run.take(update(3));
    expect(run.take(update(3))).toBeNull();
    expect(run.timeline.length).toBe(3);
  });

  it('keeps older points that a later hello of the same session no longer has', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2, 3]));
    run.take(hello('bench-1', [3, 4, 5]));
    expect(run.timeline.column('throughput')).toEqual([10, 20, 30, 40, 50]);
  });

  it('notices that a later hello does not reach back to what is known', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2, 3]));
    const { end } = run.timeline;
    expect(run.take(hello('bench-1', [4, 5]))).toBeNull();
    expect(run.take(hello('bench-1', [8, 9]))).toBe(end! + 2);
    expect(run.take(hello('bench-2', [20, 21]))).toBeNull();
  });

  it('starts anew with another session and says so', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2, 3]));
    run.take(hello('bench-2', [4]));
    expect(run.timeline.length).toBe(1);
    expect(run.replaced.value).toBe('bench-1');
  });

  it('has where the thresholds stand, and none where no message has any', () => {
    const run = new Run();
    run.take(hello('bench-1', [1]));
    expect(run.broken.value.map(({ name }) => name)).toEqual(['slow']);
    const { alerts, ...without } = update(2) as MetricsUpdate;
    expect(alerts).toHaveLength(4);
    run.take(without);
    expect(run.alerts.value).toEqual([]);
    const { value } = run.alerts;
    run.take({ ...without, sequence: 3 });
    expect(run.alerts.value).toBe(value);
  });

  it('keeps the last fifty errors, newest first', () => {
    const run = new Run();
    for (let i = 0; i < 60; i++) {
      run.take({
        type: 'error_occurred',
        sequence: 1,
        omitted: 0,
        data: anError(i, { type: `E${i}` }),
      });
    }
    expect(run.recentErrors.value).toHaveLength(50);
    expect(run.recentErrors.value[0]!.type).toBe('E59');
  });

  it('knows which statuses are the end', () => {
    expect(isEnded(status('s', 'completed'))).toBe(true);
    expect(isEnded(status('s', 'failed'))).toBe(true);
    expect(isEnded(status('s', 'paused'))).toBe(false);
    expect(isEnded(null)).toBe(false);
  });

  it('shows the figures of a range while one is selected', () => {
    const run = new Run();
    run.take(hello('bench-1', [1]));
    const live = run.metrics.value;
    const ranged = { ...metrics(), sequence: 99 };
    expect(run.shown.value).toBe(live);
    run.ranged.value = { state: 'loading', before: live };
    expect(run.shown.value).toBe(live);
    run.ranged.value = { state: 'shown', metrics: ranged };
    run.take(update(2));
    expect(run.shown.value).toBe(ranged);
    run.ranged.value = { state: 'failed', reason: 'gone' };
    expect(run.shown.value).toBeNull();
    run.ranged.value = { state: 'off' };
    expect(run.shown.value).toBe(run.metrics.value);
  });

  it('is gone only when it has ended and its monitor with it', () => {
    const run = new Run();
    run.status.value = status('s', 'completed');
    run.connection.value = { state: 'live', transport: 'websocket' };
    expect(run.gone.value).toBe(false);
    run.connection.value = { state: 'lost', retryAt: 0 };
    expect(run.gone.value).toBe(true);
    run.status.value = status('s', 'running');
    expect(run.gone.value).toBe(false);
  });
});
