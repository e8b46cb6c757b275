import { describe, expect, it } from 'vitest';
import { point } from '../../test/documents';
import { onlyWarmup, snapped, span } from './span';
import { Timeline } from './timeline';

const START = Date.UTC(2026, 0, 18, 15, 30, 0) / 1000;

function seconds(points: number, warmup = 0): Timeline {
  const timeline = new Timeline();
  for (let i = 0; i < points; i++) timeline.add({ ...point(i + 1), warmup: i < warmup }, []);
  return timeline;
}

describe('span', () => {
  it('follows the last minutes of the run', () => {
    const timeline = seconds(600);
    expect(span(null, 5, timeline)).toEqual({ from: START + 301, to: START + 601 });
    expect(span(null, 'all', timeline)).toEqual({ from: START + 1, to: START + 601 });
  });

  it('lets a run that has just begun grow into a minute', () => {
    expect(span(null, 5, seconds(10))).toEqual({ from: START + 1, to: START + 61 });
  });

  it('is the selected range, with or without points', () => {
    const range = { from: 5_000, to: 9_000 };
    expect(span(range, 5, new Timeline())).toEqual({ from: 5, to: 9 });
    expect(span(null, 5, new Timeline())).toBeNull();
  });
});

describe('snapped', () => {
  it('takes whole points, those whose middle is inside, and a millisecond on each side', () => {
    const timeline = seconds(20);
    const range = snapped(timeline, START + 3.4, START + 6.6);
    expect(range).toEqual({ from: (START + 3) * 1000 - 1, to: (START + 7) * 1000 + 1 });
  });

  it('is the same dragged to the left', () => {
    const timeline = seconds(20);
    expect(snapped(timeline, START + 6.6, START + 3.4)).toEqual(
      snapped(timeline, START + 3.4, START + 6.6),
    );
  });

  it('is nothing where there is no point', () => {
    expect(snapped(seconds(20), START + 100, START + 200)).toBeNull();
    expect(snapped(seconds(20), START + 3.6, START + 3.9)).toBeNull();
  });
});

describe('onlyWarmup', () => {
  it('is true when every point of the range is warm-up', () => {
    const timeline = seconds(20, 5);
    const of = (from: number, to: number) => ({
      from: (START + from) * 1000 - 1,
      to: (START + to) * 1000 + 1,
    });
    expect(onlyWarmup(timeline, of(2, 5))).toBe(true);
    expect(onlyWarmup(timeline, of(2, 8))).toBe(false);
    expect(onlyWarmup(timeline, of(8, 12))).toBe(false);
    expect(onlyWarmup(timeline, of(100, 120))).toBe(false);
  });
});
