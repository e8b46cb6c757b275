import type { Latency, Metrics, OperationFigures, Picture, Point, Status } from './api/types';

/** Documents for tests, with the few fields that a test is about. */

export const EMPTY: Latency = {
  count: 0,
  min: null,
  max: null,
  mean: null,
  stddev: null,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  p999: null,
  p9999: null,
};

export const FIGURES: OperationFigures = {
  count: 10,
  errors: 1,
  success_rate: 90,
  throughput: 10,
  latency: { ...EMPTY, count: 9, p50: 1.5 },
  error_latency: EMPTY,
};

export function status(session = 'bench-1', state: Status['status'] = 'running'): Status {
  return {
    session_id: session,
    status: state,
    start_time: '2026-01-18T15:30:45.000Z',
    end_time: null,
    elapsed_seconds: 12,
    config: { duration: 60, workers: null, scenario: null },
    sequence: 1,
    timestamp: '2026-01-18T15:30:57.000Z',
    reason: null,
    version: '0.1.0',
    pid: 1,
    jvm: { name: 'J', version: '17', vendor: 'V', main_class: 'M' },
    metrics_interval_seconds: 1,
    monitor: {
      ns_per_operation: null,
      operations_cost_ms: null,
      operations_cpu_percent: null,
      threads_cpu_percent: 0.1,
      bytes: 1,
      suppressed: 0,
      clamped: 0,
      stream_clients: 1,
      stream_dropped: 0,
      clock: { name: 'nanotime', frequency_hz: 1e9, cost_ns: null, switched_at: null },
    },
    warnings: [],
  };
}

export function metrics(operation = 'read'): Metrics {
  const { count, ...rest } = FIGURES;
  return {
    timestamp: '2026-01-18T15:30:57.000Z',
    sequence: 1,
    elapsed_seconds: 12,
    total: { ...rest, operations: count },
    current: {
      ...rest,
      operations: count,
      interval_seconds: 1,
      in_flight: 2,
      oldest_in_flight_ms: 3,
    },
    by_operation: { [operation]: { ...FIGURES, current: FIGURES } },
  };
}

export function point(sequence: number): Point {
  return {
    timestamp: new Date(Date.UTC(2026, 0, 18, 15, 30, sequence)).toISOString(),
    duration_seconds: 1,
    sequence,
    status: 'running',
    warmup: false,
    throughput: sequence * 10,
    errors: 0,
    latency_p50: 1,
    latency_p90: 2,
    latency_p99: 3,
    latency_p999: 4,
    latency_max: 5,
  };
}

export function picture(session: string, sequences: number[]): Picture {
  return {
    status: status(session),
    metrics: metrics(),
    workers: {
      total_workers: 1,
      active_workers: 1,
      idle_workers: 0,
      ended_workers: 0,
      workers: [],
    },
    errors: { total_errors: 0, by_type: [], recent_errors: [], not_sampled: 0 },
    timeline: { data_points: sequences.map(point), events: [] },
    system: {
      cpu: { process_percent: 1, machine_percent: 1, cores: 2 },
      heap: { used_bytes: 1, committed_bytes: 1, max_bytes: 1 },
      gc: { count: 0, time_ms: 0 },
      threads: { live: 1 },
      stalls: { count: 0, total_ms: 0, max_ms: 0 },
    },
    instrumentation: { patterns: [] },
  };
}
