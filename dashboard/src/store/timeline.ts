import type { Point, Timeline as TimelineDocument, TimelineEvent } from '../api/types';

const MOST_POINTS = 3_600;
const MOST_EVENTS = 1_000;

/** The columns that the charts draw; seconds since the epoch, operations per second, milliseconds. */
export const COLUMNS = [
  'time',
  'throughput',
  'errors',
  'p50',
  'p90',
  'p99',
  'p999',
  'max',
] as const;
export type Column = (typeof COLUMNS)[number];
type Cell = number | null;

function cells(point: Point): Cell[] {
  return [
    Date.parse(point.timestamp) / 1000 + point.duration_seconds,
    point.throughput,
    point.duration_seconds > 0 ? point.errors / point.duration_seconds : 0,
    point.latency_p50,
    point.latency_p90,
    point.latency_p99,
    point.latency_p999,
    point.latency_max,
  ];
}

/** The points of the run as columns, and what happened in it; bounded. */
export class Timeline {
  private columns: Cell[][] = COLUMNS.map(() => []);
  events: TimelineEvent[] = [];
  private last = 0;

  get length(): number {
    return this.columns[0]!.length;
  }

  /** The sequence of the last point. */
  get sequence(): number {
    return this.last;
  }

  column(name: Column): Cell[] {
    return this.columns[COLUMNS.indexOf(name)]!;
  }

  add(point: Point, events: TimelineEvent[]): void {
    if (point.sequence <= this.last) return;
    cells(point).forEach((cell, i) => this.columns[i]!.push(cell));
    this.last = point.sequence;
    this.events.push(...events);
    this.trim();
  }

  /** Takes a full picture; points that it no longer has but that were seen before are kept. */
  merge(picture: TimelineDocument): void {
    const first = picture.data_points[0];
    const start = first ? Date.parse(first.timestamp) / 1000 : Infinity;
    const kept = this.column('time').filter((time) => time! <= start).length;
    this.columns = this.columns.map((column) => column.slice(0, kept));
    for (const point of picture.data_points) {
      cells(point).forEach((cell, i) => this.columns[i]!.push(cell));
      this.last = Math.max(this.last, point.sequence);
    }
    const older = this.events.filter((event) => Date.parse(event.timestamp) / 1000 < start);
    this.events = [...older, ...picture.events];
    this.trim();
  }

  private trim(): void {
    const over = this.length - MOST_POINTS;
    if (over > 0) this.columns.forEach((column) => column.splice(0, over));
    if (this.events.length > MOST_EVENTS) {
      this.events.splice(0, this.events.length - MOST_EVENTS);
    }
  }
}
