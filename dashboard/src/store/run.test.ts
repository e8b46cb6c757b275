import { describe, expect, it } from 'vitest';
import { metrics, picture, point, status } from '../test-data';
import { Run, isEnded } from './run';
import type { Message } from '../api/types';

function hello(session: string, sequences: number[]): Message {
  return { type: 'hello', sequence: sequences.at(-1) ?? 0, data: picture(session, sequences) };
}

function update(sequence: number): Message {
  const { workers, system } = picture('bench-1', []);
  return {
    type: 'metrics_update',
    sequence,
    data: metrics(),
    point: point(sequence),
    events: [],
    workers,
    errors: picture('bench-1', []).errors,
    status: status(),
    system,
  };
}

describe('run', () => {
  it('has the whole timeline after a hello and adds each tick', () => {
    const run = new Run();
    expect(run.take(hello('bench-1', [1, 2, 3]))).toBe(true);
    expect(run.take(update(4))).toBe(true);
    expect(run.timeline.column('throughput')).toEqual([10, 20, 30, 40]);
    expect(run.timeline.sequence).toBe(4);
  });

  it('notices a gap in the sequence', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2]));
    expect(run.take(update(5))).toBe(false);
  });

  it('takes a tick once', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2]));
    run.take(update(3));
    expect(run.take(update(3))).toBe(true);
    expect(run.timeline.length).toBe(3);
  });

  it('keeps older points that a later hello of the same session no longer has', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2, 3]));
    run.take(hello('bench-1', [3, 4, 5]));
    expect(run.timeline.column('throughput')).toEqual([10, 20, 30, 40, 50]);
  });

  it('starts anew with another session and says so', () => {
    const run = new Run();
    run.take(hello('bench-1', [1, 2, 3]));
    run.take(hello('bench-2', [4]));
    expect(run.timeline.length).toBe(1);
    expect(run.replaced.value).toBe('bench-1');
  });

  it('keeps the last fifty errors, newest first', () => {
    const run = new Run();
    for (let i = 0; i < 60; i++) {
      run.take({
        type: 'error_occurred',
        sequence: 1,
        omitted: 0,
        data: {
          timestamp: '2026-01-18T15:30:57.000Z',
          type: `E${i}`,
          message: null,
          operation: 'read',
          worker_id: 'worker-001',
        },
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

  it('stays bounded', () => {
    const run = new Run();
    run.take(hello('bench-1', []));
    for (let i = 1; i <= 4000; i++) run.take(update(i));
    expect(run.timeline.length).toBe(3600);
    expect(run.timeline.sequence).toBe(4000);
  });
});
