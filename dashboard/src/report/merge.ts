import type { RunStatus } from '../api/types';
import { BOUNDS, bandOf } from '../api/bands';
import { between, type Moment } from './bytes';
import type { Interval, Mark, Operation, Outcome, Use } from './frames';
import { Histogram, Layout, visit, type Latencies } from './histogram';

/** One operation over a stretch of time: successful and failed calls apart. */
export interface OperationFigures {
  name: string;
  latency: Latencies;
  errorLatency: Latencies;
  corrected: Corrected | null;
}

/** Latencies that were corrected for coordinated omission. */
export interface Corrected {
  rule: string;
  latency: Latencies;
}

/** All operations over a stretch of time, in the order of first sight. */
export interface Figures {
  /** The measured length, in nanoseconds, that rates are divided by. */
  length: number;
  latency: Latencies;
  errorLatency: Latencies;
  /** Null, too, where an operation with calls has no rule. */
  corrected: Corrected | null;
  operations: OperationFigures[];
}

/** An interval, or some that were merged, with its figures. */
export interface Stretch extends Omit<Interval, 'operations' | 'measured'> {
  figures: Figures;
}

export interface HeatColumn {
  start: Moment;
  nanos: number;
  counts: [band: number, count: number][];
}

const GAP_NANOS = 1e9;
const MOST_MARKS = 20;
const MOST_TYPES = 20;
const OTHER = 'other';

/** Merges intervals exactly, from their histograms, as the monitor does. */
export class Merger {
  private readonly layout: Layout;
  private readonly one: Histogram;
  private readonly successes: Histogram;
  private readonly failures: Histogram;
  private readonly corrected: Histogram;
  private readonly known = new WeakMap<Interval, Figures>();
  private readonly bands = new WeakMap<Outcome, [number, number][]>();

  constructor(digits: number) {
    this.layout = new Layout(digits);
    this.one = new Histogram(this.layout);
    this.successes = new Histogram(this.layout);
    this.failures = new Histogram(this.layout);
    this.corrected = new Histogram(this.layout);
  }

  /** The figures of intervals; their lengths add up. */
  figures(intervals: Interval[], operation: string | null): Figures {
    const byName = new Map<string, Operation[]>();
    let length = 0;
    for (const interval of intervals) {
      length += interval.measured;
      for (const one of interval.operations) {
        if (operation !== null && operation !== one.name) continue;
        const parts = byName.get(one.name);
        if (parts) parts.push(one);
        else byName.set(one.name, [one]);
      }
    }
    this.successes.clear();
    this.failures.clear();
    this.corrected.clear();
    const operations = [...byName].map(([name, parts]): OperationFigures => ({
      name,
      latency: this.together(
        parts.map((part) => part.successes),
        this.successes,
      ),
      errorLatency: this.together(
        parts.map((part) => part.failures),
        this.failures,
      ),
      corrected: this.correctedOf(parts),
    }));
    const rules = operations.flatMap(({ corrected }) => corrected?.rule ?? []);
    const isPartial = operations.some(
      ({ latency, corrected }) => corrected === null && latency.count > 0,
    );
    return {
      length,
      latency: this.successes.latencies(),
      errorLatency: this.failures.latencies(),
      corrected:
        isPartial || rules.length === 0
          ? null
          : { rule: allRules(rules), latency: this.corrected.latencies() },
      operations,
    };
  }

  private correctedOf(parts: Operation[]): Corrected | null {
    const known = parts.flatMap(({ corrected }) => corrected ?? []);
    if (known.length === 0) return null;
    const outcomes = known.map(({ outcome }) => outcome);
    return {
      rule: allRules(known.map(({ rule }) => rule)),
      latency: this.together(outcomes, this.corrected),
    };
  }

  private together(parts: Outcome[], all: Histogram): Latencies {
    this.one.clear();
    for (const part of parts) add(part, this.one);
    all.addAll(this.one);
    return this.one.latencies();
  }

  /** The successful calls of intervals; holds until the next is asked for. */
  histogram(intervals: Interval[], operation: string | null): Histogram {
    this.successes.clear();
    for (const interval of intervals) {
      for (const { name, successes } of interval.operations) {
        if (operation === null || operation === name) add(successes, this.successes);
      }
    }
    return this.successes;
  }

  /** The same as they were corrected; empty where an operation with calls has no rule. */
  correctedHistogram(intervals: Interval[], operation: string | null): Histogram {
    const all = intervals
      .flatMap(({ operations }) => operations)
      .filter(({ name }) => operation === null || operation === name);
    const withRule = new Set(all.flatMap(({ name, corrected }) => (corrected ? [name] : [])));
    this.corrected.clear();
    if (all.some(({ name, successes }) => successes.count > 0 && !withRule.has(name))) {
      return this.corrected;
    }
    for (const { corrected } of all) if (corrected) add(corrected.outcome, this.corrected);
    return this.corrected;
  }

  /** One point of whole intervals. */
  point(intervals: Interval[], operation: string | null): Stretch {
    const last = intervals.at(-1)!;
    if (intervals.length === 1) return { ...last, figures: this.of(last) };
    return {
      sequence: last.sequence,
      start: intervals[0]!.start,
      end: last.end,
      nanos: between(intervals[0]!.start, last.end),
      status: statusOf(intervals),
      warmup: last.warmup,
      figures: this.figures(intervals, operation),
      active: mean(intervals, (one) => one.active),
      inFlight: Math.max(...intervals.map((one) => one.inFlight)),
      errors: errorsOf(intervals),
      use: useOf(intervals),
      marks: strongest(intervals.flatMap((one) => one.marks)),
    };
  }

  private of(interval: Interval): Figures {
    const known = this.known.get(interval) ?? this.figures([interval], null);
    this.known.set(interval, known);
    return known;
  }

  /** At most so many columns: one for each interval, or else of equal length. */
  heat(
    intervals: Interval[],
    operation: string | null,
    most: number,
    nominal: number,
  ): HeatColumn[] {
    const first = intervals[0];
    if (!first) return [];
    const span = between(first.start, intervals.at(-1)!.end);
    const unit = Math.max(1, nominal);
    const slot = Math.max(1, Math.ceil(span / (unit * most))) * unit;
    const groups = new Map<number, Interval[]>();
    intervals.forEach((interval, i) => {
      const key =
        intervals.length <= most ? i : Math.trunc(between(first.start, interval.start) / slot);
      const group = groups.get(key);
      if (group) group.push(interval);
      else groups.set(key, [interval]);
    });
    return [...groups.values()].map((group) => this.column(group, operation));
  }

  private column(intervals: Interval[], operation: string | null): HeatColumn {
    const counts = new Array<number>(BOUNDS.length - 1).fill(0);
    let nanos = 0;
    for (const interval of intervals) {
      nanos += interval.nanos;
      for (const { name, successes } of interval.operations) {
        if (operation !== null && operation !== name) continue;
        for (const [band, count] of this.bandsOf(successes)) counts[band]! += count;
      }
    }
    const filled = counts.flatMap((count, band): [number, number][] =>
      count > 0 ? [[band, count]] : [],
    );
    return { start: intervals[0]!.start, nanos, counts: filled };
  }

  /** A counter belongs whole to the band of its lowest value. */
  private bandsOf(outcome: Outcome): [number, number][] {
    if (outcome.count === 0) return [];
    const known = this.bands.get(outcome);
    if (known) return known;
    const counts = new Map<number, number>();
    visit(outcome.encoded, this.layout, (index, count) => {
      const band = bandOf(this.layout.lowest(index));
      counts.set(band, (counts.get(band) ?? 0) + count);
    });
    const found = [...counts];
    this.bands.set(outcome, found);
    return found;
  }
}

function add(one: Outcome, to: Histogram): void {
  if (one.count === 0) return;
  to.addEncoded(one.encoded);
  to.widen(one.min, one.max);
}

const MOST_RULES = 4;

/** The rules of some latencies, each once. */
function allRules(rules: string[]): string {
  const all = new Set(rules.flatMap((rule) => rule.split('; ')));
  const told = [...all].slice(0, MOST_RULES);
  return [...told, ...(all.size > MOST_RULES ? ['...'] : [])].join('; ');
}

/**
 * Splits intervals into stretches of about a length. They begin at multiples of it and never cross a
 * change of status.
 */
export function stretches(intervals: Interval[], length: number, nominal: number): Interval[][] {
  const each = length <= nominal;
  const ms = Math.floor(length / 1e6);
  const found: Interval[][] = [];
  intervals.forEach((interval, i) => {
    const before = intervals[i - 1];
    if (!before || each || isCut(before, interval, ms)) found.push([interval]);
    else found.at(-1)!.push(interval);
  });
  return found;
}

function isCut(before: Interval, next: Interval, ms: number): boolean {
  const areAlike =
    before.status === next.status &&
    before.warmup === next.warmup &&
    between(before.end, next.start) < GAP_NANOS;
  return !areAlike || Math.trunc(before.start.ms / ms) !== Math.trunc(next.start.ms / ms);
}

/** The last status other than paused; paused if there is no other. */
function statusOf(intervals: Interval[]): RunStatus {
  return [...intervals].reverse().find((one) => one.status !== 'paused')?.status ?? 'paused';
}

/** The mean of the known values, weighted by the lengths of their intervals; or -1. */
function mean(intervals: Interval[], value: (one: Interval) => number): number {
  let sum = 0;
  let weight = 0;
  for (const interval of intervals) {
    const one = value(interval);
    if (!(one >= 0)) continue;
    const length = Math.max(1, interval.nanos);
    sum += one * length;
    weight += length;
  }
  return weight === 0 ? -1 : sum / weight;
}

function sum(intervals: Interval[], value: (one: Interval) => number): number {
  return intervals.reduce((all, interval) => {
    const one = value(interval);
    return one < 0 ? all : Math.max(0, all) + one;
  }, -1);
}

function most(intervals: Interval[], value: (one: Interval) => number): number {
  return Math.max(...intervals.map(value));
}

function useOf(intervals: Interval[]): Use {
  return {
    processCpu: mean(intervals, (one) => one.use.processCpu),
    machineCpu: mean(intervals, (one) => one.use.machineCpu),
    heap: most(intervals, (one) => one.use.heap),
    collections: sum(intervals, (one) => one.use.collections),
    collectionMillis: sum(intervals, (one) => one.use.collectionMillis),
    stalls: sum(intervals, (one) => one.use.stalls),
    stallNanos: sum(intervals, (one) => one.use.stallNanos),
    longestStall: most(intervals, (one) => one.use.longestStall),
  };
}

/** By type, the most frequent ones; all others together are one. */
function errorsOf(intervals: Interval[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { errors } of intervals) {
    for (const [type, count] of errors) counts.set(type, (counts.get(type) ?? 0) + count);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (sorted.length <= MOST_TYPES) return sorted;
  const kept = sorted.slice(0, MOST_TYPES).filter(([type]) => type !== OTHER);
  const named = kept.reduce((all, [, count]) => all + count, 0);
  const whole = sorted.reduce((all, [, count]) => all + count, 0);
  return [...kept, [OTHER, whole - named]];
}

/** All notes, and at most so many other marks: those without a duration first, then the longest. */
function strongest(marks: Mark[]): Mark[] {
  if (marks.length <= MOST_MARKS) return marks;
  const weight = (mark: Mark) => mark.duration ?? Infinity;
  const order = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  const others = marks
    .filter(({ kind }) => kind !== 'note')
    .sort((a, b) => order(weight(b), weight(a)))
    .slice(0, MOST_MARKS);
  return inOrder([...marks.filter(({ kind }) => kind === 'note'), ...others]);
}

const inOrder = (marks: Mark[]) => marks.sort((a, b) => a.at.ms - b.at.ms || a.at.rest - b.at.rest);

/** The notes about a stretch of the run, whenever they were written. */
export function notes(all: Interval[], stretch: Interval[]): Mark[] {
  const from = stretch[0]?.start;
  const to = stretch.at(-1)?.end;
  if (!from || !to) return [];
  const found = all
    .flatMap((interval) => interval.marks)
    .filter(({ kind, at }) => kind === 'note' && between(from, at) >= 0 && between(at, to) >= 0);
  return inOrder(found);
}
