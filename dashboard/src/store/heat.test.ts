import { describe, expect, it } from 'vitest';
import { golden } from '../../test/golden';
import type { HeatMap } from '../api/types';
import { point } from '../../test/documents';
import { Heat } from './heat';

const START = Date.UTC(2026, 0, 18, 15, 30, 0) / 1000;

function map(seconds: number[], length: number, counts: [number, number][]): HeatMap {
  return {
    bounds_ms: new Heat().bounds,
    columns: seconds.map((second) => ({
      timestamp: new Date((START + second) * 1000).toISOString(),
      duration_seconds: length,
      counts,
    })),
  };
}

const sum = (heat: Heat, from: number, to: number, most = 100) =>
  heat.grid(START + from, START + to, most)?.counts.reduce((all, one) => all + one, 0) ?? 0;

describe('heat', () => {
  it('has eight bands a decade, up to an hour', () => {
    const { bounds } = new Heat();
    expect(bounds[0]).toBe(0.0001);
    expect(bounds[8]).toBeCloseTo(0.001, 12);
    expect(bounds.at(-1)).toBe(3_600_000);
  });

  it('adds live points to what it was given', () => {
    const heat = new Heat();
    heat.merge(map([0, 1, 2], 1, [[40, 5]]));
    heat.add({ ...point(3), heat: [[41, 7]] });
    heat.add({ ...point(3), heat: [[41, 7]] });
    expect(sum(heat, 0, 4)).toBe(22);
    expect(heat.calls(START + 4, 41)).toBe(7);
  });

  it('has the bands of the monitor', () => {
    const told = golden('heatmap').bounds_ms;
    const { bounds } = new Heat();
    expect(bounds).toHaveLength(told.length);
    bounds.forEach((bound, i) => expect(bound).toBeCloseTo(told[i]!, 6));
  });

  it('is empty without a call', () => {
    const heat = new Heat();
    heat.add(point(1));
    expect(heat.grid(START, START + 10, 100)).toBeNull();
  });

  it('loses no call when columns are brought together', () => {
    const heat = new Heat();
    for (let i = 0; i < 300; i++) heat.add({ ...point(i), heat: [[30 + (i % 5), 3]] });
    const grid = heat.grid(START, START + 300, 60)!;
    expect(grid.edges).toHaveLength(61);
    expect(grid.edges[1]! - grid.edges[0]!).toBe(5);
    expect(grid.lowestBand).toBe(30);
    expect(grid.bands).toBe(5);
    expect(sum(heat, 0, 300, 60)).toBe(900);
  });

  it('keeps finer columns when coarser ones come for the same time', () => {
    const heat = new Heat();
    for (let i = 10; i < 20; i++) heat.add({ ...point(i), heat: [[30, 1]] });
    heat.merge(map([0, 5, 10, 15], 5, [[30, 5]]));
    expect(heat.length).toBe(12);
    expect(sum(heat, 0, 20)).toBe(20);
  });

  it('takes finer columns for coarser ones', () => {
    const heat = new Heat();
    heat.merge(map([0, 5, 10, 15], 5, [[30, 5]]));
    heat.merge(map([5, 6, 7, 8, 9], 1, [[30, 1]]));
    expect(heat.length).toBe(8);
    expect(sum(heat, 0, 20)).toBe(20);
  });

  it('does not grow with a day', () => {
    const heat = new Heat();
    for (let i = 1; i <= 86_400; i++) heat.add({ ...point(i), heat: [[30, 1]] });
    expect(heat.length).toBeLessThan(6_400);
    expect(sum(heat, 0, 86_402, 240)).toBeCloseTo(86_400, 0);
  });
});
