/** The documents of the API, as docs/api.md describes them; all latencies are milliseconds. */

export interface Latency {
  count: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  stddev: number | null;
  p50: number | null;
  p90: number | null;
  p95: number | null;
  p99: number | null;
  p999: number | null;
  p9999: number | null;
}

export type RunStatus =
  'starting' | 'warmup' | 'ramping' | 'running' | 'paused' | 'completed' | 'failed' | 'cancelled';

export interface Status {
  session_id: string;
  status: RunStatus;
  start_time: string | null;
  end_time: string | null;
  /** Without the time for which the run was paused. */
  elapsed_seconds: number;
  paused_seconds?: number;
  config: { duration: number | null; workers: number | null; scenario: string | null };
  sequence: number;
  timestamp: string;
  reason: string | null;
  version: string;
  pid: number;
  jvm: { name: string; version: string; vendor: string; main_class: string };
  metrics_interval_seconds: number;
  /** What the run can be told now. */
  control?: { pause: boolean; resume: boolean; stop: boolean };
  /** Whether it was told to stop and has not ended yet. */
  stopping?: boolean;
  monitor: {
    ns_per_operation: number | null;
    operations_cost_ms: number | null;
    operations_cpu_percent: number | null;
    threads_cpu_percent: number | null;
    bytes: number;
    suppressed: number;
    clamped: number;
    stream_clients: number;
    stream_dropped: number;
    clock: {
      name: string;
      frequency_hz: number;
      cost_ns: number | null;
      switched_at: string | null;
    };
  };
  warnings: string[];
}

export interface OperationFigures {
  count: number;
  errors: number;
  success_rate: number | null;
  throughput: number;
  latency: Latency;
  error_latency: Latency;
}

export interface Totals extends Omit<OperationFigures, 'count'> {
  operations: number;
}

export interface Metrics {
  timestamp: string;
  sequence: number;
  elapsed_seconds: number;
  /** What was really merged, where a range was asked for. */
  range?: { from: string; to: string; intervals: number } | null;
  total: Totals;
  /** The last interval; a range has none. */
  current?: Totals & {
    interval_seconds: number;
    in_flight: number;
    oldest_in_flight_ms: number;
  };
  by_operation: Record<string, OperationFigures & { current: OperationFigures }>;
}

export interface Point {
  timestamp: string;
  duration_seconds: number;
  sequence: number;
  status: RunStatus;
  warmup: boolean;
  throughput: number;
  errors: number;
  latency_p50: number | null;
  latency_p90: number | null;
  latency_p99: number | null;
  latency_p999: number | null;
  latency_max: number | null;
  active_workers?: number;
  in_flight?: number;
  cpu_process_percent?: number | null;
  cpu_machine_percent?: number | null;
  heap_used_bytes?: number;
  by_operation?: Record<
    string,
    { throughput: number; errors: number; latency_p50: number | null; latency_p99: number | null }
  >;
  /** Errors of the interval, only the types that had some. */
  errors_by_type?: Record<string, number>;
  /** Calls of the interval in each band of the heat map; only in live points. */
  heat?: [band: number, count: number][];
}

export interface TimelineEvent {
  timestamp: string;
  kind: 'gc' | 'stall' | 'phase' | 'instrumentation';
  duration_ms: number | null;
  text: string;
}

export interface Timeline {
  data_points: Point[];
  events: TimelineEvent[];
}

export interface HeatMap {
  sequence: number;
  operation: string | null;
  range: { from: string; to: string; intervals: number } | null;
  bounds_ms: number[];
  columns: { timestamp: string; duration_seconds: number; counts: [number, number][] }[];
}

export interface Worker {
  id: string;
  status: 'active' | 'idle' | 'ended';
  operations_completed: number;
  current_operation: string | null;
  last_error: string | null;
  thread_name: string;
  errors: number;
  rate: number;
  current_operation_age_ms: number;
}

export interface Workers {
  total_workers: number;
  active_workers: number;
  idle_workers: number;
  ended_workers: number;
  workers: Worker[];
}

export interface ErrorEvent {
  timestamp: string;
  type: string;
  message: string | null;
  operation: string;
  worker_id: string;
}

export interface Errors {
  total_errors: number;
  by_type: {
    type: string;
    count: number;
    percentage: number;
    sample_message: string | null;
    first_seen: string;
    last_seen: string;
    operations: Record<string, number>;
  }[];
  recent_errors: ErrorEvent[];
  not_sampled: number;
}

export interface System {
  cpu: { process_percent: number | null; machine_percent: number | null; cores: number };
  heap: { used_bytes: number; committed_bytes: number; max_bytes: number | null };
  /** Null, as others here, where the runtime lacks the module that would tell. */
  gc: { count: number | null; time_ms: number | null };
  threads: { live: number | null };
  stalls: { count: number; total_ms: number; max_ms: number };
}

export interface Instrumentation {
  patterns: {
    pattern: string;
    operation: string;
    matched: boolean;
    methods: { class: string; method: string; notes?: string[] }[];
    failed: { class: string; method: string | null; reason: string }[];
    near_names: string[];
  }[];
}

export interface ListedRun {
  session_id: string;
  status: RunStatus;
  start_time: string | null;
  end_time: string | null;
  elapsed_seconds: number;
  operations: number;
  errors: number;
  current: boolean;
}

export interface OtherJvm {
  pid: number;
  url: string;
  main_class: string;
  session_id: string | null;
}

/** The runs of this JVM, the current one first, and the other monitored JVMs of the machine. */
export interface SessionList {
  sessions: ListedRun[];
  others: OtherJvm[];
}

export interface Picture {
  status: Status;
  metrics: Metrics;
  workers: Workers;
  errors: Errors;
  timeline: Timeline;
  system: System;
  instrumentation: Instrumentation;
}

export type Message =
  | { type: 'hello'; sequence: number; data: Picture }
  | {
      type: 'metrics_update';
      sequence: number;
      data: Metrics;
      point: Point;
      events: TimelineEvent[];
      workers: Workers;
      errors: Errors;
      status: Status;
      system: System;
    }
  | { type: 'status_change'; sequence: number; data: { status: Status } }
  | { type: 'error_occurred'; sequence: number; data: ErrorEvent; omitted: number }
  | { type: 'benchmark_completed'; sequence: number; data: { status: Status; metrics: Metrics } }
  | { type: 'pong'; sequence: number };
