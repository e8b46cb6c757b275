import type { RunPoint, Timeline as TimelineDocument, TimelineEvent } from '../api/types';
import { firstAtLeast } from './columns';
import { rowOf, type Column, type OperationColumn } from './point';
import { Rows } from './rows';

/** Points that are kept as they came: an hour of them at one a second. */
export const MOST_FINE = 3_600;
/** So many points at once are merged, each ten into one, when there are more. */
const BATCH = 600;
const FACTOR = 10;
/** Above so many merged points each two become one again. */
const MOST_MERGED = 2_160;
export const MOST_POINTS = MOST_FINE + BATCH + MOST_MERGED;
const MOST_EVENTS = 1_000;

/** What the charts take: null where there is no value. */
export type Cell = number | null;

/** A part of the timeline by its points' numbers; `end` is not in it. */
export interface Slice {
  start: number;
  end: number;
}

/** Intervals before a time are merged; the newest of them is so long. */
export interface Coarse {
  before: string;
  seconds: number;
}

/** The points of the run as columns, and what happened in it; bounded, however long it is open. */
export class Timeline {
  private readonly rows = new Rows();
  events: TimelineEvent[] = [];
  /** What the monitor keeps coarser than it was measured, as last told; null if nothing. */
  coarse: Coarse | null = null;
  /** The points at the beginning that are merged ones. */
  private merged = 0;

  get length(): number {
    return this.rows.length;
  }

  /** Of those that have columns of their own. */
  get operationNames(): string[] {
    return this.rows.operations.names;
  }

  get errorTypeNames(): string[] {
    return this.rows.errorTypes.names;
  }

  /** The sequence of the last point; 0 without one. */
  get sequence(): number {
    return this.rows.cells('sequence').at(-1) ?? 0;
  }

  get firstSequence(): number {
    return this.rows.cells('sequence')[0] ?? 0;
  }

  /** When the first point begins, in seconds; null without one. */
  get start(): number | null {
    return this.length === 0 ? null : this.rows.cells('time')[0]! - this.rows.cells('duration')[0]!;
  }

  /** When the last point ends, in seconds; null without one. */
  get end(): number | null {
    return this.rows.cells('time').at(-1) ?? null;
  }

  column(name: Column): Cell[] {
    return this.part(name, { start: 0, end: this.length });
  }

  /** A value of one point. */
  at(name: Column, index: number): Cell {
    return cell(this.rows.cells(name)[index]);
  }

  part(name: Column, { start, end }: Slice): Cell[] {
    return this.rows.cells(name).slice(start, end).map(cell);
  }

  /** The columns of one operation, undefined for one that has none. */
  operation(name: string, kind: OperationColumn, slice?: Slice): Cell[] | undefined {
    const { start, end } = slice ?? { start: 0, end: this.length };
    return this.rows.operations.cells(name, kind)?.slice(start, end).map(cell);
  }

  errorType(name: string, { start, end }: Slice): Cell[] | undefined {
    return this.rows.errorTypes.cells(name, 'rate')?.slice(start, end).map(cell);
  }

  /** The points between two times in seconds, with one more on each side for the lines' ends. */
  between(from: number, to: number): Slice {
    const time = this.rows.cells('time');
    return {
      start: Math.max(0, firstAtLeast(time, from) - 1),
      end: Math.min(this.length, firstAtLeast(time, to) + 1),
    };
  }

  /** The point that a time lies in, or the nearest one; -1 without any. */
  near(time: number): number {
    return Math.min(this.length - 1, firstAtLeast(this.rows.cells('time'), time));
  }

  add(point: RunPoint, events: TimelineEvent[]): void {
    if (point.sequence <= this.sequence) return;
    this.rows.push(rowOf(point));
    for (const event of events) this.hear(event);
    this.trim();
  }

  /** The user's own words about the run, by their time. */
  get notes(): TimelineEvent[] {
    return this.events.filter(isNote).sort((a, b) => seconds(a) - seconds(b));
  }

  /** Takes a note before the point comes in which it was written. */
  note(event: TimelineEvent): void {
    this.hear(event);
    this.trim();
  }

  private hear(event: TimelineEvent): void {
    const key = keyOf(event);
    if (isNote(event) && this.events.some((known) => keyOf(known) === key)) return;
    this.events.push(event);
  }

  /** Takes a part of the timeline; points before and after it that were seen already are kept. */
  merge(picture: TimelineDocument): void {
    this.coarse = coarseOf(picture);
    const first = picture.data_points[0];
    const last = picture.data_points.at(-1);
    if (!first || !last) return;
    // A timestamp has milliseconds; the point before ends where this one begins.
    const begin = Date.parse(first.timestamp) / 1000;
    const end = Date.parse(last.timestamp) / 1000 + last.duration_seconds;
    const kept = firstAtLeast(this.rows.cells('time'), begin + 0.01);
    const newer = firstAtLeast(this.rows.cells('sequence'), last.sequence + 0.5);
    const tail = this.rows.from(newer);
    this.rows.cut(kept);
    this.merged = Math.min(this.merged, kept);
    for (const point of picture.data_points) this.rows.push(rowOf(point));
    for (const row of tail) this.rows.push(row);
    // A point may tell of what happened just before it began.
    const told = new Set(picture.events.map(keyOf));
    const others = this.events.filter((event) => !told.has(keyOf(event)));
    this.events = [
      ...others.filter((event) => seconds(event) < begin),
      ...picture.events,
      ...others.filter((event) => seconds(event) >= end),
    ];
    this.trim();
  }

  /**
   * Takes what was before the first point.
   *
   * @param merged whether its points are merged ones already, as those of long ago are
   */
  prepend(picture: TimelineDocument, merged: boolean): void {
    this.coarse = coarseOf(picture);
    const older = picture.data_points.filter((point) => point.sequence < this.firstSequence);
    const tail = this.rows.from(0);
    const before = this.merged;
    this.rows.cut(0);
    for (const point of older) this.rows.push(rowOf(point));
    for (const row of tail) this.rows.push(row);
    this.merged = merged ? older.length + before : before;
    const known = new Set(this.events.map(keyOf));
    const earlier = picture.events.filter((event) => !known.has(keyOf(event)));
    this.events = [...earlier, ...this.events];
    this.trim();
  }

  private trim(): void {
    while (this.length - this.merged >= MOST_FINE + BATCH) {
      this.rows.thin(this.merged, this.merged + BATCH, FACTOR);
      this.merged += BATCH / FACTOR;
    }
    if (this.merged > MOST_MERGED) {
      this.rows.thin(0, this.merged, 2);
      this.merged = Math.ceil(this.merged / 2);
    }
    // The monitor bounds the notes of a run, and each of them is somebody's own.
    let left = this.events.length - MOST_EVENTS;
    if (left > 0) this.events = this.events.filter((event) => isNote(event) || left-- <= 0);
  }
}

function coarseOf({ coarse_before, coarse_seconds }: TimelineDocument): Coarse | null {
  return coarse_before === null || coarse_seconds === null
    ? null
    : { before: coarse_before, seconds: coarse_seconds };
}

function cell(value: number | undefined): Cell {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function keyOf(event: TimelineEvent): string {
  const told = isNote(event) || event.kind === 'threshold' ? event.text : '';
  return event.timestamp + event.kind + told;
}

function isNote(event: TimelineEvent): boolean {
  return event.kind === 'note';
}

function seconds(event: TimelineEvent): number {
  return Date.parse(event.timestamp) / 1000;
}
