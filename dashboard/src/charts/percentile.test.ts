import { describe, expect, it, vi } from 'vitest';
import { bandsOfHeat, columns, curve, edges, percentileLabel, valueAt } from './percentile';
import { powers } from './static';

vi.mock('uplot', () => ({ default: {} }));

const STEPS = [
  { percentile: 0, value: 1, count: 1 },
  { percentile: 50, value: 2, count: 50 },
  { percentile: 90, value: 3, count: 90 },
  { percentile: 99, value: 20, count: 99 },
  { percentile: 100, value: 50, count: 100 },
];

function rounded(values: number[]): number[] {
  return values.map((value) => Math.round(value * 1e6) / 1e6);
}

describe('the percentile curve', () => {
  it('lies over 1/(1-p), and its end where the one highest call is', () => {
    const { x, y } = curve(STEPS, 100);
    expect(rounded(x)).toEqual([1, 2, 10, 100]);
    // The 100th percentile falls onto the 99th: of a hundred calls the last one is both.
    expect(y).toEqual([1, 2, 3, 50]);
    expect(rounded(curve(STEPS, 5000).x)).toEqual([1, 2, 10, 100, 5000]);
  });

  it('ascends strictly, whatever it is made of', () => {
    const { x, y } = curve(
      [
        { percentile: 50, value: 2, count: 1 },
        { percentile: 50, value: 4, count: 1 },
        { percentile: 100, value: 4, count: 1 },
        { percentile: 100, value: 4, count: 1 },
      ],
      1,
    );
    expect(x).toEqual([2]);
    expect(y).toEqual([4]);
    expect(curve([], 0)).toEqual({ x: [], y: [] });
  });

  it('has between two steps the value of the next, and none beyond the last', () => {
    const one = curve(STEPS, 5000);
    expect(valueAt(one, 1)).toBe(1);
    expect(valueAt(one, 1.5)).toBe(2);
    expect(valueAt(one, 10.5)).toBe(20);
    expect(valueAt(one, 5000)).toBe(50);
    expect(valueAt(one, 5001)).toBeNull();
  });

  it('shares its horizontal values with another', () => {
    const other = { x: [1, 4], y: [7, 8] };
    const [x, first, second] = columns([{ x: [1, 2], y: [5, 6] }, other]);
    expect(x).toEqual([1, 2, 4]);
    expect(first).toEqual([5, 6, null]);
    expect(second).toEqual([7, 8, 8]);
  });

  it('names its percentiles with the digits that they need, never 100 too early', () => {
    expect(percentileLabel(1)).toBe('0 %');
    expect(percentileLabel(2)).toBe('50 %');
    expect(percentileLabel(10)).toBe('90 %');
    expect(percentileLabel(100)).toBe('99.0 %');
    expect(percentileLabel(1000)).toBe('99.90 %');
    expect(percentileLabel(1e6)).toBe('99.99990 %');
    expect(percentileLabel(3e9)).not.toContain('100');
  });
});

describe('the histogram', () => {
  it('adds the columns of a heat map up and loses nothing', () => {
    const heat = [
      { counts: [[1, 5] as [number, number], [3, 2] as [number, number]] },
      { counts: [[1, 1] as [number, number]] },
      { counts: [] },
    ];
    expect(bandsOfHeat([1, 2, 3, 4, 5, 6], heat)).toEqual({
      bounds: [2, 3, 4, 5],
      counts: [6, 0, 2],
    });
  });

  it('ignores bands that are none, and may be empty', () => {
    expect(bandsOfHeat([1, 2], [{ counts: [[7, 1]] }])).toEqual({ bounds: [], counts: [] });
    expect(bandsOfHeat([], [])).toEqual({ bounds: [], counts: [] });
  });

  it('is labelled at powers of ten, or evenly where there are none', () => {
    expect(edges([0.1, 0.5, 1, 5, 10])).toEqual([-0.5, 1.5, 3.5]);
    expect(edges([2, 3, 4])).toEqual([-0.5, 0.5, 1.5]);
    expect(edges(Array.from({ length: 70 }, (_, i) => 2 + i / 100)).length).toBeLessThanOrEqual(7);
  });
});

describe('an axis', () => {
  it('has the powers of ten in its range, as many as there is room for', () => {
    expect(powers(1, 1000)).toEqual([1, 10, 100, 1000]);
    expect(powers(0.02, 15)).toEqual([0.1, 1, 10]);
    expect(powers(1, 1e6, 3)).toEqual([1, 1e3, 1e6]);
    expect(powers(2, 3)).toEqual([]);
    expect(powers(1, 100, 0)).toEqual([1]);
  });
});
