import type {
  Corrected as CorrectedDocument,
  CorrectedPoint,
  HeatMap,
  Merged,
  OperationFigures as OperationDocument,
  Latency,
  Percentiles,
  Point,
  RangeMetrics,
  RunPoint,
  TimelineEvent,
} from '../api/types';
import { BOUNDS } from '../api/bands';
import type { Moment } from './bytes';
import type { Interval, Mark } from './frames';
import { NO_LATENCIES, type Histogram, type Latencies } from './histogram';
import type { Corrected, Figures, HeatColumn, OperationFigures, Stretch } from './merge';

const DIGITS = 7;

/** A number to seven digits as the monitor rounds it: by the shortest digits that tell it. */
export function rounded(value: number): number {
  const [digits, exponent] = Math.abs(value).toExponential().split('e') as [string, string];
  const all = digits.replace('.', '');
  if (all.length <= DIGITS) return value;
  const up = all[DIGITS]! >= '5' ? 1 : 0;
  const size = Number(`${Number(all.slice(0, DIGITS)) + up}e${Number(exponent) - DIGITS + 1}`);
  return value < 0 ? -size : size;
}

/** Of a whole number of nanoseconds: exact. */
export const millis = (nanos: number) => nanos / 1e6;
export const seconds = (nanos: number) => Math.round(nanos / 1e3) / 1e6;
export const time = ({ ms }: Moment) => new Date(ms).toISOString();

const known = (value: number) => (value < 0 ? null : value);
const percent = (value: number) => (value < 0 ? null : rounded(value));
const rate = (count: number, nanos: number) => rounded(nanos <= 0 ? 0 : (count * 1e9) / nanos);

export function range(intervals: Interval[]): Merged | { from: null; to: null; intervals: 0 } {
  const first = intervals[0];
  if (!first) return { from: null, to: null, intervals: 0 };
  return {
    from: time(first.start),
    to: time(intervals.at(-1)!.end),
    intervals: intervals.length,
  };
}

/** The documents of figures by the names of operations, which may be those of properties. */
function named<T>(entries: [string, T][]): Record<string, T> {
  return Object.fromEntries(entries);
}

function latency(one: Latencies): Latency {
  const none = one.count === 0;
  const exact = (nanos: number) => (none ? null : millis(nanos));
  const about = (nanos: number) => (none ? null : rounded(nanos / 1e6));
  const [p50, p90, p95, p99, p999, p9999] = one.percentiles.map(exact) as (number | null)[];
  return {
    count: one.count,
    min: exact(one.min),
    max: exact(one.max),
    mean: about(one.mean),
    stddev: about(one.deviation),
    p50: p50!,
    p90: p90!,
    p95: p95!,
    p99: p99!,
    p999: p999!,
    p9999: p9999!,
  };
}

function counts(calls: number, errors: number, nanos: number) {
  return {
    errors,
    success_rate: calls === 0 ? null : rounded((100 * (calls - errors)) / calls),
    throughput: rate(calls, nanos),
  };
}

interface Outcomes {
  latency: Latencies;
  errorLatency: Latencies;
  corrected: Corrected | null;
}

function corrected(one: Corrected | null): CorrectedDocument | null {
  return one && { ...latency(one.latency), rule: one.rule };
}

const callsOf = (one: Outcomes) => one.latency.count + one.errorLatency.count;

function operation(one: OperationFigures, nanos: number): OperationDocument {
  const calls = callsOf(one);
  return {
    count: calls,
    ...counts(calls, one.errorLatency.count, nanos),
    latency: latency(one.latency),
    error_latency: latency(one.errorLatency),
    corrected: corrected(one.corrected),
  };
}

/** `GET /api/metrics` of a range. */
export function metrics(figures: Figures, chosen: Interval[], last: Interval): RangeMetrics {
  const calls = callsOf(figures);
  return {
    timestamp: time(last.end),
    sequence: last.sequence,
    elapsed_seconds: seconds(figures.length),
    range: range(chosen) as Merged,
    total: {
      operations: calls,
      ...counts(calls, figures.errorLatency.count, figures.length),
      latency: latency(figures.latency),
      error_latency: latency(figures.errorLatency),
      corrected: corrected(figures.corrected),
    },
    by_operation: named(
      figures.operations.map((one) => [one.name, operation(one, figures.length)]),
    ),
  };
}

const NO_CALL: Outcomes = { latency: NO_LATENCIES, errorLatency: NO_LATENCIES, corrected: null };

function correctedPoint(one: Corrected | null): CorrectedPoint {
  if (one === null) return {};
  const told = latency(one.latency);
  return {
    corrected_p50: told.p50,
    corrected_p90: told.p90,
    corrected_p99: told.p99,
    corrected_p999: told.p999,
    corrected_max: told.max,
  };
}

/** A point of `GET /api/metrics/timeline`, of one operation if one is given. */
export function point(stretch: Stretch, of: string | null): Point {
  const { figures, use } = stretch;
  const one: Outcomes =
    of === null ? figures : (figures.operations.find(({ name }) => name === of) ?? NO_CALL);
  const told = latency(one.latency);
  return {
    timestamp: time(stretch.start),
    duration_seconds: seconds(stretch.nanos),
    sequence: stretch.sequence,
    status: stretch.status,
    warmup: stretch.warmup,
    throughput: rate(callsOf(one), figures.length),
    errors: one.errorLatency.count,
    latency_p50: told.p50,
    latency_p90: told.p90,
    latency_p99: told.p99,
    latency_p999: told.p999,
    latency_max: told.max,
    ...correctedPoint(one.corrected),
    active_workers: rounded(stretch.active),
    in_flight: stretch.inFlight,
    cpu_process_percent: percent(use.processCpu),
    cpu_machine_percent: percent(use.machineCpu),
    heap_used_bytes: use.heap,
    gc_count: known(use.collections),
    gc_ms: known(use.collectionMillis),
    stall_count: use.stalls,
    stall_ms: millis(use.stallNanos),
    stall_max_ms: millis(use.longestStall),
  };
}

/** The same of the run, with its operations and the types of its errors. */
export function runPoint(
  stretch: Stretch,
  shown: (type: string) => string,
  charted: (name: string) => boolean,
): RunPoint {
  const { figures } = stretch;
  const operations = figures.operations.filter(({ name }) => charted(name));
  return {
    ...point(stretch, null),
    by_operation: named(
      operations.map((one) => {
        const told = latency(one.latency);
        const { corrected_p50, corrected_p99 } = correctedPoint(one.corrected);
        return [
          one.name,
          {
            throughput: rate(callsOf(one), figures.length),
            errors: one.errorLatency.count,
            latency_p50: told.p50,
            latency_p99: told.p99,
            ...(one.corrected && { corrected_p50, corrected_p99 }),
          },
        ];
      }),
    ),
    errors_by_type: named(stretch.errors.map(([type, count]) => [shown(type), count])),
  };
}

export function event(mark: Mark): TimelineEvent {
  return {
    timestamp: time(mark.at),
    kind: mark.kind,
    duration_ms: mark.duration === null ? null : millis(mark.duration),
    text: mark.text,
  };
}

/** `GET /api/heatmap`. */
export function heatMap(columns: HeatColumn[]): HeatMap {
  return {
    bounds_ms: BOUNDS.map(millis),
    columns: columns.map(({ start, nanos, counts }) => ({
      timestamp: time(start),
      duration_seconds: seconds(nanos),
      counts,
    })),
  };
}

/** `GET /api/percentiles`. */
export function percentiles(histogram: Histogram): Percentiles {
  return {
    count: histogram.count,
    percentiles: histogram.distribution().map(({ percentile, value, count }) => ({
      percentile: rounded(percentile),
      value: millis(value),
      count,
    })),
  };
}
