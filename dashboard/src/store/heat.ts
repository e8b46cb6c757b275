import { BOUNDS } from '../api/bands';
import type { HeatMap, LivePoint } from '../api/types';

const NANOS_OF_MS = 1e6;
const MOST_COLUMNS = 3_600;
const BATCH = 600;
const FACTOR = 10;

/** A stretch of time and how many calls had a latency in each band, sparse. */
export interface HeatColumn {
  from: number;
  to: number;
  counts: [band: number, count: number][];
}

/** Stretches of time by bands; `counts` of a stretch lie together. */
export interface HeatGrid {
  /** Where each stretch begins; the last one's end follows. */
  edges: number[];
  lowestBand: number;
  bands: number;
  counts: Float32Array;
  highest: number;
}

/** How many calls took how long, over time; bounded as the timeline is. */
export class Heat {
  /** The edges of the bands in milliseconds: band i lies between bounds i and i + 1. */
  bounds = BOUNDS.map((nanos) => nanos / NANOS_OF_MS);
  private columns: HeatColumn[] = [];
  private merged = 0;

  get length(): number {
    return this.columns.length;
  }

  add(point: LivePoint): void {
    const from = Date.parse(point.timestamp) / 1000;
    const last = this.columns.at(-1);
    if (last && from < (last.from + last.to) / 2) return;
    this.columns.push({ from, to: from + point.duration_seconds, counts: point.heat });
    this.trim();
  }

  /** Takes a part of the past; where finer columns are held already, those stay. */
  merge(document: HeatMap): void {
    this.bounds = document.bounds_ms;
    const given = document.columns.map((column): HeatColumn => {
      const from = Date.parse(column.timestamp) / 1000;
      return { from, to: from + column.duration_seconds, counts: column.counts };
    });
    const first = given[0];
    const last = given.at(-1);
    if (!first || !last) return;
    const longest = Math.max(...given.map((column) => column.to - column.from)) * 1.01;
    const kept = this.columns.filter((column) => {
      const inside = middle(column) > first.from && middle(column) < last.to;
      return !inside || column.to - column.from < longest / 1.5;
    });
    const all = [...kept, ...given.filter((column) => !covered(kept, column))];
    this.columns = all.sort((a, b) => a.from - b.from);
    this.trim();
  }

  /** How many calls of a band the column has that ends at or after a time in seconds. */
  calls(time: number, band: number): number {
    const column = this.columns.find((one) => one.to >= time - 0.05);
    return column?.counts.find(([number]) => number === band)?.[1] ?? 0;
  }

  /** Brings a stretch of time to about so many columns at most; null when there is nothing in it. */
  grid(from: number, to: number, most: number): HeatGrid | null {
    const shown = this.columns.filter((column) => column.to > from && column.from < to);
    if (shown.length === 0) return null;
    const [lowestBand, highestBand] = edges(shown);
    if (lowestBand > highestBand) return null;
    const groups = grouped(shown, shown.length <= 1.5 * most ? 0 : (to - from) / most);
    const bands = highestBand - lowestBand + 1;
    const counts = new Float32Array(groups.length * bands);
    let highest = 0;
    groups.forEach((group, at) => {
      for (const column of group) {
        for (const [band, count] of column.counts) {
          const sum = (counts[at * bands + band - lowestBand]! += count);
          if (sum > highest) highest = sum;
        }
      }
    });
    const begins = groups.map((group) => group[0]!.from);
    return { edges: [...begins, shown.at(-1)!.to], lowestBand, bands, counts, highest };
  }

  private trim(): void {
    if (this.columns.length < MOST_COLUMNS + BATCH) return;
    const end = this.columns.length - MOST_COLUMNS;
    const merged: HeatColumn[] = [];
    // What was merged before is merged by two, so that the whole stays bounded.
    for (let at = 0; at < end;) {
      const factor = at < this.merged ? 2 : FACTOR;
      const step = Math.min(factor, end - at);
      merged.push(together(this.columns.slice(at, at + step)));
      at += step;
    }
    this.columns = [...merged, ...this.columns.slice(end)];
    this.merged = merged.length;
  }
}

function middle(column: HeatColumn): number {
  return (column.from + column.to) / 2;
}

function covered(columns: HeatColumn[], one: HeatColumn): boolean {
  const at = middle(one);
  return columns.some((column) => column.from <= at && at < column.to);
}

function edges(columns: HeatColumn[]): [lowest: number, highest: number] {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const { counts } of columns) {
    for (const [band] of counts) {
      if (band < lowest) lowest = band;
      if (band > highest) highest = band;
    }
  }
  return [lowest, highest];
}

/** Neighbours of the same slot of the clock, so that groups do not change while time goes on. */
function grouped(columns: HeatColumn[], width: number): HeatColumn[][] {
  if (width === 0) return columns.map((column) => [column]);
  const groups: HeatColumn[][] = [];
  let slot = NaN;
  for (const column of columns) {
    const own = Math.floor(middle(column) / width);
    if (own === slot) groups.at(-1)!.push(column);
    else groups.push([column]);
    slot = own;
  }
  return groups;
}

function together(columns: HeatColumn[]): HeatColumn {
  const counts = new Map<number, number>();
  for (const column of columns) {
    for (const [band, count] of column.counts) counts.set(band, (counts.get(band) ?? 0) + count);
  }
  return {
    from: columns[0]!.from,
    to: columns.at(-1)!.to,
    counts: [...counts].sort((a, b) => a[0] - b[0]),
  };
}
