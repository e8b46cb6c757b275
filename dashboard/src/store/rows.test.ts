import { describe, expect, it } from 'vitest';
import { golden } from '../../test/golden';
import type { Timeline } from '../api/types';
import { rowOf, type Column } from './point';
import { Rows } from './rows';

const fine = golden('timeline-fine').data_points;
const merged = golden('timeline-merged').data_points;

/** The columns in which the page and the monitor must agree, whoever has merged. */
const SYSTEM: Column[] = [
  'workers',
  'in_flight',
  'cpu_process',
  'cpu_machine',
  'heap',
  'gc_count',
  'gc_ms',
  'stall_count',
  'stall_ms',
  'stall_max_ms',
];

function rows(points: Timeline['data_points']): Rows {
  const made = new Rows();
  for (const point of points) made.push(rowOf(point));
  return made;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('points that the page merges', () => {
  it('are those that the monitor makes of the same intervals', () => {
    const thinned = rows(fine);
    thinned.thin(0, fine.length, fine.length / merged.length);
    const made = rows(merged);
    expect(thinned.length).toBe(merged.length);
    for (const name of [...SYSTEM, 'duration', 'time', 'sequence'] as Column[]) {
      thinned
        .cells(name)
        .forEach((cell, i) => expect(cell, name).toBeCloseTo(made.cells(name)[i]!, 4));
    }
  });

  it('add up to the collections and stalls of the golden file', () => {
    const made = rows(merged);
    expect(sum(fine.map((point) => point.gc_count!))).toBeGreaterThan(20 * fine.length);
    expect(sum(made.cells('gc_count'))).toBe(sum(fine.map((point) => point.gc_count!)));
    expect(sum(made.cells('gc_ms'))).toBe(sum(fine.map((point) => point.gc_ms!)));
    expect(sum(made.cells('stall_count'))).toBe(sum(fine.map((point) => point.stall_count)));
    expect(sum(made.cells('stall_ms'))).toBeCloseTo(sum(fine.map((point) => point.stall_ms)), 4);
  });
});
