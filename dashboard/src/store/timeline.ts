import type {
  RunPoint,
  RunStatus,
  Timeline as TimelineDocument,
  TimelineEvent,
} from '../api/types';
import { firstAtLeast, newColumn, thin, type Column as Cells, type Merge } from './columns';
import { Family } from './family';

/** Points that are kept as they came: an hour of them at one a second. */
export const MOST_FINE = 3_600;
/** So many points at once are merged, each ten into one, when there are more. */
const BATCH = 600;
const FACTOR = 10;
/** Above so many merged points each two become one again. */
const MOST_MERGED = 2_160;
export const MOST_POINTS = MOST_FINE + BATCH + MOST_MERGED;
const MOST_EVENTS = 1_000;
export const MOST_OPERATIONS = 64;
const MOST_ERROR_TYPES = 24;

export const STATUSES: RunStatus[] = [
  'starting',
  'warmup',
  'ramping',
  'running',
  'paused',
  'completed',
  'failed',
  'cancelled',
];

/**
 * The columns; `time` is the end of a point in seconds since the epoch, rates are per second,
 * latencies milliseconds. A merged point has the highest of its points' latencies, so that no spike
 * is lost.
 */
const KINDS = {
  time: 'last',
  duration: 'sum',
  sequence: 'last',
  phase: 'last',
  warmup: 'last',
  throughput: 'mean',
  errors: 'mean',
  p50: 'highest',
  p90: 'highest',
  p99: 'highest',
  p999: 'highest',
  max: 'highest',
  workers: 'mean',
  in_flight: 'highest',
  cpu_process: 'mean',
  cpu_machine: 'mean',
  heap: 'highest',
} satisfies Record<string, Merge>;
export type Column = keyof typeof KINDS;
export const COLUMNS = Object.keys(KINDS) as Column[];

const OPERATION = {
  throughput: 'mean',
  errors: 'mean',
  p50: 'highest',
  p99: 'highest',
} satisfies Record<string, Merge>;
export type OperationColumn = keyof typeof OPERATION;

/** What the charts take: null where there is no value. */
export type Cell = number | null;

/** A part of the timeline by its points' numbers; `end` is not in it. */
export interface Slice {
  start: number;
  end: number;
}

const or = (value: number | null) => value ?? NaN;

function cells(point: RunPoint): Record<Column, number> {
  const seconds = point.duration_seconds;
  return {
    time: Date.parse(point.timestamp) / 1000 + seconds,
    duration: seconds,
    sequence: point.sequence,
    phase: STATUSES.indexOf(point.status),
    warmup: point.warmup ? 1 : 0,
    throughput: point.throughput,
    errors: seconds > 0 ? point.errors / seconds : 0,
    p50: or(point.latency_p50),
    p90: or(point.latency_p90),
    p99: or(point.latency_p99),
    p999: or(point.latency_p999),
    max: or(point.latency_max),
    workers: point.active_workers,
    in_flight: point.in_flight,
    cpu_process: or(point.cpu_process_percent),
    cpu_machine: or(point.cpu_machine_percent),
    heap: point.heap_used_bytes,
  };
}

/** The points of the run as columns, and what happened in it; bounded, however long it is open. */
export class Timeline {
  private columns = this.fresh();
  readonly operations = new Family(OPERATION, MOST_OPERATIONS);
  readonly errorTypes = new Family({ rate: 'mean' }, MOST_ERROR_TYPES, 0);
  events: TimelineEvent[] = [];
  /** The points at the beginning that are merged ones. */
  private merged = 0;

  get length(): number {
    return this.columns.time.cells.length;
  }

  /** The sequence of the last point; 0 without one. */
  get sequence(): number {
    return this.columns.sequence.cells.at(-1) ?? 0;
  }

  get firstSequence(): number {
    return this.columns.sequence.cells[0] ?? 0;
  }

  /** When the first point begins, in seconds; null without one. */
  get start(): number | null {
    return this.length === 0 ? null : this.columns.time.cells[0]! - this.columns.duration.cells[0]!;
  }

  /** When the last point ends, in seconds; null without one. */
  get end(): number | null {
    return this.columns.time.cells.at(-1) ?? null;
  }

  column(name: Column): Cell[] {
    return this.part(name, { start: 0, end: this.length });
  }

  /** A value of one point. */
  at(name: Column, index: number): Cell {
    return cell(this.columns[name].cells[index]);
  }

  part(name: Column, { start, end }: Slice): Cell[] {
    return this.columns[name].cells.slice(start, end).map(cell);
  }

  /** The columns of one operation, undefined for one that has none. */
  operation(name: string, kind: OperationColumn, slice?: Slice): Cell[] | undefined {
    const { start, end } = slice ?? { start: 0, end: this.length };
    return this.operations.cells(name, kind)?.slice(start, end).map(cell);
  }

  errorType(name: string, { start, end }: Slice): Cell[] | undefined {
    return this.errorTypes.cells(name, 'rate')?.slice(start, end).map(cell);
  }

  /** The points between two times in seconds, with one more on each side for the lines' ends. */
  between(from: number, to: number): Slice {
    const time = this.columns.time.cells;
    return {
      start: Math.max(0, firstAtLeast(time, from) - 1),
      end: Math.min(this.length, firstAtLeast(time, to) + 1),
    };
  }

  /** The point that a time lies in, or the nearest one; -1 without any. */
  near(time: number): number {
    return Math.min(this.length - 1, firstAtLeast(this.columns.time.cells, time));
  }

  add(point: RunPoint, events: TimelineEvent[]): void {
    if (point.sequence <= this.sequence) return;
    this.push(point);
    this.events.push(...events);
    this.trim();
  }

  /** Takes a part of the timeline; points before and after it that were seen already are kept. */
  merge(picture: TimelineDocument): void {
    const first = picture.data_points[0];
    const last = picture.data_points.at(-1);
    if (!first || !last) return;
    // A timestamp has milliseconds; the point before ends where this one begins.
    const begin = Date.parse(first.timestamp) / 1000;
    const end = Date.parse(last.timestamp) / 1000 + last.duration_seconds;
    const kept = firstAtLeast(this.columns.time.cells, begin + 0.01);
    const newer = firstAtLeast(this.columns.sequence.cells, last.sequence + 0.5);
    const tail = this.take(newer);
    this.cut(kept);
    this.merged = Math.min(this.merged, kept);
    for (const point of picture.data_points) this.push(point);
    for (const point of tail) this.pushRow(point);
    this.events = [
      ...this.events.filter((event) => seconds(event) < begin),
      ...picture.events,
      ...this.events.filter((event) => seconds(event) >= end),
    ];
    this.trim();
  }

  /**
   * Takes what was before the first point.
   *
   * @param merged whether its points are merged ones already, as those of long ago are
   */
  prepend(picture: TimelineDocument, merged: boolean): void {
    const older = picture.data_points.filter((point) => point.sequence < this.firstSequence);
    const tail = this.take(0);
    const before = this.merged;
    this.cut(0);
    for (const point of older) this.push(point);
    for (const row of tail) this.pushRow(row);
    this.merged = merged ? older.length + before : before;
    const known = new Set(this.events.map((event) => event.timestamp + event.kind));
    const earlier = picture.events.filter((event) => !known.has(event.timestamp + event.kind));
    this.events = [...earlier, ...this.events];
    this.trim();
  }

  private push(point: RunPoint): void {
    const seconds = point.duration_seconds;
    const operations = new Map(
      Object.entries(point.by_operation).map(([name, one]) => [
        name,
        {
          throughput: one.throughput,
          errors: seconds > 0 ? one.errors / seconds : 0,
          p50: or(one.latency_p50),
          p99: or(one.latency_p99),
        },
      ]),
    );
    const types = new Map(
      Object.entries(point.errors_by_type).map(([name, count]) => [
        name,
        { rate: seconds > 0 ? count / seconds : 0 },
      ]),
    );
    this.pushRow({ cells: cells(point), operations, types });
  }

  private pushRow(row: Row): void {
    this.operations.add(this.length, row.operations);
    this.errorTypes.add(this.length, row.types);
    for (const name of COLUMNS) this.columns[name].cells.push(row.cells[name]);
  }

  /** The points from an index on, as rows. */
  private take(from: number): Row[] {
    const rows: Row[] = [];
    for (let i = from; i < this.length; i++) {
      const entries = COLUMNS.map((name) => [name, this.columns[name].cells[i]!]);
      rows.push({
        cells: Object.fromEntries(entries) as Record<Column, number>,
        operations: row(this.operations, Object.keys(OPERATION) as OperationColumn[], i),
        types: row(this.errorTypes, ['rate'], i),
      });
    }
    return rows;
  }

  private cut(length: number): void {
    for (const column of this.all()) column.cells.length = length;
  }

  private all(): Cells[] {
    return [
      ...Object.values(this.columns),
      ...this.operations.columns(),
      ...this.errorTypes.columns(),
    ];
  }

  private trim(): void {
    while (this.length - this.merged >= MOST_FINE + BATCH) {
      this.thin(this.merged, this.merged + BATCH, FACTOR);
      this.merged += BATCH / FACTOR;
    }
    if (this.merged > MOST_MERGED) {
      this.thin(0, this.merged, 2);
      this.merged = Math.ceil(this.merged / 2);
    }
    if (this.events.length > MOST_EVENTS) {
      this.events.splice(0, this.events.length - MOST_EVENTS);
    }
  }

  private thin(start: number, end: number, factor: number): void {
    const lengths = this.columns.duration.cells;
    for (const column of this.all()) thin(column, lengths, start, end, factor);
  }

  private fresh(): Record<Column, Cells> {
    const entries = COLUMNS.map((name) => [name, newColumn(KINDS[name])]);
    return Object.fromEntries(entries) as Record<Column, Cells>;
  }
}

interface Row {
  cells: Record<Column, number>;
  operations: Map<string, Record<OperationColumn, number>>;
  types: Map<string, Record<'rate', number>>;
}

function row<Kind extends string>(
  family: Family<Kind>,
  kinds: Kind[],
  index: number,
): Map<string, Record<Kind, number>> {
  return new Map(
    family.names.map((name) => {
      const entries = kinds.map((kind) => [kind, family.cells(name, kind)![index]!]);
      return [name, Object.fromEntries(entries) as Record<Kind, number>];
    }),
  );
}

function cell(value: number | undefined): Cell {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function seconds(event: TimelineEvent): number {
  return Date.parse(event.timestamp) / 1000;
}
