import { describe, expect, it } from 'vitest';
import { point } from '../../test/documents';
import { MOST_FINE, MOST_POINTS, Timeline } from './timeline';

const document = (sequences: number[]) => ({
  ...FINE,
  data_points: sequences.map(point),
  events: [],
});

function filled(points: number): Timeline {
  const timeline = new Timeline();
  for (let i = 1; i <= points; i++) timeline.add(point(i), []);
  return timeline;
}

const FINE = { coarse_before: null, coarse_seconds: null };

describe('timeline', () => {
  it('fills a gap and keeps what came after it', () => {
    const timeline = new Timeline();
    timeline.merge(document([1, 2]));
    timeline.add(point(5), []);
    timeline.add(point(6), []);
    timeline.merge(document([3, 4, 5]));
    expect(timeline.column('sequence')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(timeline.column('throughput')).toEqual([10, 20, 30, 40, 50, 60]);
  });

  it('takes the time before its first point', () => {
    const timeline = new Timeline();
    timeline.merge(document([3, 4]));
    timeline.prepend(document([1, 2, 3]), false);
    timeline.add(point(5), []);
    expect(timeline.column('sequence')).toEqual([1, 2, 3, 4, 5]);
  });

  it('has an hour of points as they came', () => {
    const timeline = filled(MOST_FINE);
    expect(timeline.length).toBe(MOST_FINE);
    expect(timeline.at('duration', 0)).toBe(1);
  });

  it('does not grow with a day, and loses neither an end nor a spike nor an operation', () => {
    const timeline = new Timeline();
    let throughput = 0;
    for (let i = 1; i <= 86_400; i++) {
      const spike = { ...point(i), throughput: 7, latency_max: i === 40_000 ? 999 : 5 };
      timeline.add({ ...spike, by_operation: { read: one(7) } }, []);
      throughput += 7;
    }
    expect(timeline.length).toBeLessThanOrEqual(MOST_POINTS);
    expect(timeline.length).toBeGreaterThanOrEqual(MOST_FINE);
    expect(timeline.sequence).toBe(86_400);
    expect(Math.max(...(timeline.column('max') as number[]))).toBe(999);
    const lengths = timeline.column('duration') as number[];
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(86_400, 3);
    const rates = timeline.column('throughput') as number[];
    expect(rates.reduce((sum, rate, i) => sum + rate * lengths[i]!, 0)).toBeCloseTo(throughput, 1);
    expect(timeline.operation('read', 'throughput')).toHaveLength(timeline.length);
    const times = timeline.column('time') as number[];
    expect(times.every((time, i) => i === 0 || time > times[i - 1]!)).toBe(true);
  });

  it('knows operations from when they first came, at most 64 of them', () => {
    const timeline = new Timeline();
    timeline.add(point(1), []);
    const names = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`op${i}`, one(i)]));
    timeline.add({ ...point(2), by_operation: names }, []);
    timeline.add(point(3), []);
    expect(timeline.operation('op7', 'throughput')).toEqual([null, 7, null]);
    expect(timeline.operationNames).toHaveLength(64);
    expect(timeline.operation('op99', 'throughput')).toBeUndefined();
  });

  it('takes a host name that is one of an object’s own properties', () => {
    const timeline = new Timeline();
    const names = JSON.parse(
      '{"__proto__": {"throughput": 3, "errors": 0}, "constructor": {"throughput": 4}}',
    );
    timeline.add({ ...point(1), by_operation: names }, []);
    expect(timeline.operation('__proto__', 'throughput')).toEqual([3]);
    expect(timeline.operation('toString', 'throughput')).toBeUndefined();
  });

  it('has errors by type as rates, with none where none came', () => {
    const timeline = new Timeline();
    timeline.add({ ...point(1), duration_seconds: 2, errors_by_type: { Timeout: 3 } }, []);
    timeline.add(point(3), []);
    expect(timeline.errorType('Timeout', { start: 0, end: 2 })).toEqual([1.5, 0]);
  });

  it('finds a stretch, with one point more on each side, and the point of a time', () => {
    const timeline = filled(10);
    const end = (sequence: number) => timeline.at('time', sequence - 1)!;
    expect(timeline.between(end(4), end(6))).toEqual({ start: 2, end: 6 });
    expect(timeline.between(0, 1)).toEqual({ start: 0, end: 1 });
    expect(timeline.near(end(4) - 0.5)).toBe(3);
    expect(timeline.near(end(10) + 100)).toBe(9);
    expect(new Timeline().near(5)).toBe(-1);
  });

  it('keeps events of before and after a part that it takes', () => {
    const timeline = new Timeline();
    const gc = (second: number) => ({
      timestamp: point(second).timestamp,
      kind: 'gc' as const,
      duration_ms: 1,
      text: `${second}`,
    });
    timeline.merge({ ...document([1, 2]), events: [gc(1)] });
    timeline.add(point(5), [gc(5)]);
    timeline.merge({ ...document([3, 4]), events: [gc(3)] });
    expect(timeline.events.map((event) => event.text)).toEqual(['1', '3', '5']);
  });

  it('has each note once, by their time, and gives none of them up', () => {
    const timeline = new Timeline();
    const event = (second: number, kind: 'gc' | 'note', text: string) => ({
      timestamp: point(second).timestamp,
      kind,
      duration_ms: null,
      text,
    });
    timeline.add(point(1), [event(1, 'note', 'a'), event(1, 'note', 'b')]);
    timeline.note(event(9, 'note', 'late'));
    timeline.add(point(2), [event(9, 'note', 'late'), event(2, 'note', 'early')]);
    for (let i = 3; i < 2_000; i++) timeline.add(point(i), [event(i, 'gc', 'pause')]);
    expect(timeline.notes.map(({ text }) => text)).toEqual(['a', 'b', 'early', 'late']);
    expect(timeline.events).toHaveLength(1_000);
    expect(timeline.events.at(-1)!.timestamp).toBe(point(1_999).timestamp);
  });
});

function one(throughput: number) {
  return { throughput, errors: 0, latency_p50: 1, latency_p99: 2 };
}
