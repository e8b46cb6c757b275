import type { RunPoint, RunStatus } from '../api/types';
import type { Merge } from './columns';

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
export const KINDS = {
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
  corrected_p50: 'highest',
  corrected_p90: 'highest',
  corrected_p99: 'highest',
  corrected_p999: 'highest',
  corrected_max: 'highest',
  workers: 'mean',
  in_flight: 'highest',
  cpu_process: 'mean',
  cpu_machine: 'mean',
  heap: 'highest',
  gc_count: 'sum',
  gc_ms: 'sum',
  stall_count: 'sum',
  stall_ms: 'sum',
  stall_max_ms: 'highest',
} satisfies Record<string, Merge>;
export type Column = keyof typeof KINDS;
export const COLUMNS = Object.keys(KINDS) as Column[];

/** The columns of each operation. */
export const OPERATION = {
  throughput: 'mean',
  errors: 'mean',
  p50: 'highest',
  p99: 'highest',
  corrected_p50: 'highest',
  corrected_p99: 'highest',
} satisfies Record<string, Merge>;
export type OperationColumn = keyof typeof OPERATION;

/** The values of one point. */
export interface Row {
  cells: Record<Column, number>;
  operations: Map<string, Record<OperationColumn, number>>;
  types: Map<string, Record<'rate', number>>;
}

const or = (value: number | null | undefined) => value ?? NaN;

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
    corrected_p50: or(point.corrected_p50),
    corrected_p90: or(point.corrected_p90),
    corrected_p99: or(point.corrected_p99),
    corrected_p999: or(point.corrected_p999),
    corrected_max: or(point.corrected_max),
    workers: point.active_workers,
    in_flight: point.in_flight,
    cpu_process: or(point.cpu_process_percent),
    cpu_machine: or(point.cpu_machine_percent),
    heap: point.heap_used_bytes,
    gc_count: or(point.gc_count),
    gc_ms: or(point.gc_ms),
    stall_count: point.stall_count,
    stall_ms: point.stall_ms,
    stall_max_ms: point.stall_max_ms,
  };
}

export function rowOf(point: RunPoint): Row {
  const seconds = point.duration_seconds;
  const operations = new Map(
    Object.entries(point.by_operation).map(([name, one]) => [
      name,
      {
        throughput: one.throughput,
        errors: seconds > 0 ? one.errors / seconds : 0,
        p50: or(one.latency_p50),
        p99: or(one.latency_p99),
        corrected_p50: or(one.corrected_p50),
        corrected_p99: or(one.corrected_p99),
      },
    ]),
  );
  const types = new Map(
    Object.entries(point.errors_by_type).map(([name, count]) => [
      name,
      { rate: seconds > 0 ? count / seconds : 0 },
    ]),
  );
  return { cells: cells(point), operations, types };
}
