/**
 * What the page reads of the API's documents, which docs/api.md describes; all latencies are
 * milliseconds.
 *
 * The page ships in the monitor's jar, so there is no other monitor to be ready for: no field is
 * optional but what only some runs have. A test compares the types with the golden files that the
 * monitor's own tests write.
 */

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

/** Latencies that were corrected for coordinated omission, with the rule that the user gave. */
export interface Corrected extends Latency {
  rule: string;
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
  paused_seconds: number;
  config: { duration: number | null; workers: number | null; scenario: string | null };
  sequence: number;
  timestamp: string;
  reason: string | null;
  version: string;
  pid: number;
  jvm: { name: string; version: string; vendor: string; main_class: string };
  metrics_interval_seconds: number;
  /** What the run can be told now. */
  control: { pause: boolean; resume: boolean; stop: boolean };
  /** Whether it was told to stop and has not ended yet. */
  stopping: boolean;
  monitor: {
    ns_per_operation: number | null;
    operations_cost_ms: number | null;
    operations_cpu_percent: number | null;
    threads_cpu_percent: number | null;
    /** Held by all parts of the memory together. */
    bytes: number;
    memory: { limit_bytes: number; parts: Record<string, number>; given_up: string[] };
    suppressed: number;
    lost: number;
    clamped: number;
    errors_not_sampled: number;
    workers_unlisted: number;
    listener_failures: number;
    connections: number;
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
  /** What is known of the record that the run is read from; null for a run of this JVM. */
  recorded: RecordOfRun | null;
}

export interface RecordOfRun {
  id: string;
  /** How the run ended, in words. */
  ended: string;
  /** Whether the run goes on; what is shown is what it was when it was opened. */
  running: boolean;
}

export interface OperationFigures {
  count: number;
  errors: number;
  success_rate: number | null;
  throughput: number;
  latency: Latency;
  error_latency: Latency;
  /** Null without a rule; of all operations, unless each that has calls has one. */
  corrected: Corrected | null;
}

export interface Totals extends Omit<OperationFigures, 'count'> {
  operations: number;
}

/** Which whole intervals were merged. */
export interface Merged {
  from: string;
  to: string;
  intervals: number;
}

/** The figures of a range: it has no last interval. */
export interface RangeMetrics {
  timestamp: string;
  sequence: number;
  elapsed_seconds: number;
  /** What was really merged; null where no range was asked for, or no interval lies in it. */
  range: Merged | null;
  total: Totals;
  by_operation: Record<string, OperationFigures>;
}

/** The figures of the run, with those of its last interval. */
export interface Metrics extends RangeMetrics {
  current: Totals & {
    interval_seconds: number;
    in_flight: number;
    oldest_in_flight_ms: number;
  };
  by_operation: Record<string, OperationFigures & { current: OperationFigures }>;
}

/** What a point has beside its latencies where these are corrected, and nothing of it elsewhere. */
export interface CorrectedPoint {
  corrected_p50?: number | null;
  corrected_p90?: number | null;
  corrected_p99?: number | null;
  corrected_p999?: number | null;
  corrected_max?: number | null;
}

/** A point of the timeline, whether of the run or of one operation. */
export interface Point extends CorrectedPoint {
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
  active_workers: number;
  in_flight: number;
  cpu_process_percent: number | null;
  cpu_machine_percent: number | null;
  heap_used_bytes: number;
  gc_count: number | null;
  gc_ms: number | null;
  stall_count: number;
  stall_ms: number;
  stall_max_ms: number;
}

export interface RunPoint extends Point {
  by_operation: Record<
    string,
    {
      throughput: number;
      errors: number;
      latency_p50: number | null;
      latency_p99: number | null;
      corrected_p50?: number | null;
      corrected_p99?: number | null;
    }
  >;
  /** Errors of the interval, only the types that had some. */
  errors_by_type: Record<string, number>;
}

/** A point as it comes live. */
export interface LivePoint extends RunPoint {
  /** Calls of the interval in each band of the heat map. */
  heat: [band: number, count: number][];
}

export interface TimelineEvent {
  timestamp: string;
  kind: 'gc' | 'stall' | 'phase' | 'instrumentation' | 'clock' | 'threshold' | 'note';
  duration_ms: number | null;
  text: string;
}

export interface Timeline {
  /** Until when the kept intervals are merged ones; null while all are as they were cut. */
  coarse_before: string | null;
  /** How long the newest of the merged intervals is. */
  coarse_seconds: number | null;
  data_points: RunPoint[];
  events: TimelineEvent[];
}

export interface OperationTimeline {
  data_points: Point[];
}

export interface HeatMap {
  bounds_ms: number[];
  columns: { timestamp: string; duration_seconds: number; counts: [number, number][] }[];
}

export interface Percentiles {
  count: number;
  percentiles: { percentile: number; value: number; count: number }[];
}

export interface Worker {
  id: string;
  status: 'active' | 'idle' | 'ended';
  /** Inside its operation for far longer than that takes. */
  stuck: boolean;
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
  stuck_workers: number;
  /** Counted, but without a line of their own. */
  unlisted_workers: number;
  /** Those that were searched for. */
  matching: number;
  workers: Worker[];
}

export interface ErrorEvent {
  timestamp: string;
  type: string;
  message: string | null;
  operation: string;
  worker_id: string;
  thread_name: string;
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

/** Null is what the runtime cannot tell, for want of a module. */
export interface System {
  cpu: { process_percent: number | null; machine_percent: number | null; cores: number };
  heap: { used_bytes: number; committed_bytes: number; max_bytes: number | null };
  gc: {
    count: number | null;
    time_ms: number | null;
    collectors: { name: string; count: number; time_ms: number }[];
  };
  threads: { live: number | null; daemon: number | null; peak: number | null };
  classes: { loaded: number | null };
  stalls: { count: number; total_ms: number; max_ms: number };
  uptime_seconds: number | null;
}

export interface InstrumentedMethod {
  class: string;
  method: string;
  suppressed: number;
  lost: number;
  without_callback: number;
  stages_beyond: number;
  not_awaited: number;
  rule_failures: number;
  bytecode_before: number;
  bytecode_after: number;
  notes: string[];
  /** Calls that told no planned start, and those that began before it. */
  without_planned_start: number;
  before_planned_start: number;
}

export interface Pattern {
  pattern: string;
  operation: string;
  matched: boolean;
  /** The rule by which latencies are corrected; null without one. */
  correction: string | null;
  methods: InstrumentedMethod[];
  failed: { class: string; method: string | null; reason: string }[];
  near_names: string[];
}

/** A known runner or client library that was found in the program. */
export interface Preset {
  name: string;
  title: string;
  kind: 'runner' | 'client';
  state: 'taken' | 'withdrawn' | 'refused';
  /** What to give the agent for the same patterns. */
  arguments: string;
  operations: string[];
  notes: string[];
  reasons: string[];
}

export interface Instrumentation {
  patterns: Pattern[];
  presets: Preset[];
}

/** A method that may be an operation. */
export interface Suggestion {
  pattern: string;
  /** What the command takes. */
  line: string;
  likely: boolean;
  why: string;
  stack_percent: number;
  /** What it did while it was tried; null where it could not be. */
  trial: {
    rate: number;
    mean_ms: number | null;
    share_percent: number;
    threads: number;
  } | null;
}

/** A search for operations: how far it is, or what it has found. */
export interface Suggestions {
  state: 'idle' | 'sampling' | 'trying' | 'done' | 'failed';
  progress: number;
  cost_percent: number;
  notes: string[];
  problem: string | null;
  suggestions: Suggestion[];
}

export interface LogEntry {
  timestamp: string;
  level: string;
  message: string;
  context: Record<string, string | number | boolean>;
}

export interface Logs {
  logs: LogEntry[];
}

/** The formats of an export, in the order in which they are offered. */
export interface ExportFormats {
  formats: { name: string; description: string }[];
}

/** A recorded run as it is listed; of one that cannot be read, most is null. */
export interface ListedRecord {
  id: string;
  /** Why it cannot be read; null if it can. */
  problem: string | null;
  session_id: string | null;
  status: RunStatus | null;
  reason: string | null;
  start_time: string | null;
  elapsed_seconds: number | null;
  scenario: string | null;
  tags: Record<string, string>;
  main_class: string | null;
  operations: number | null;
  errors: number | null;
  latency: { p99: number } | null;
  kept: boolean;
}

export interface RecordList {
  records: ListedRecord[];
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

/** Where a threshold stands; without data there is nothing to judge yet, or any more. */
export type ThresholdState = 'ok' | 'pending' | 'broken' | 'resolved' | 'no data';

/** What somebody calls good, and whether it holds; values are in its unit. */
export interface Threshold {
  name: string;
  /** As it was written; the same as the name where none was given. */
  condition: string;
  /** `p99`, `throughput`, `errors` and so on. */
  metric: string;
  /** The only one that it is about; null for all. */
  operation: string | null;
  comparison: '<' | '<=' | '>' | '>=';
  limit: number;
  unit: 'ms' | '1/s' | '1' | '%';
  /** The length of its window; null for the whole run. */
  over_seconds: number | null;
  state: ThresholdState;
  value: number | null;
  /** How much of the limit is left; negative where it does not hold. */
  margin_percent: number | null;
  /** When the state began. */
  since: string | null;
  /** Why there is no data. */
  reason: string | null;
  worst: number | null;
  broken_seconds: number;
  times_broken: number;
}

/** One time in which a threshold was broken. */
export interface Episode {
  name: string;
  condition: string;
  from: string;
  /** Null while it is broken. */
  until: string | null;
}

export interface Alerts {
  thresholds: Threshold[];
  active: Episode[];
  past: Episode[];
}

/** A stretch in which a figure of an operation was far from what it had been; values are in its unit. */
export interface Finding {
  figure: 'p99' | 'throughput' | 'errors';
  operation: string;
  from: string;
  /** The end of the run or of the range while it goes on. */
  until: string;
  ended: boolean;
  unit: Threshold['unit'];
  usual: number;
  extreme: number;
  /** What happened at the same time, in words. */
  with: string[];
}

/** The strongest first. */
export interface Findings {
  findings: Finding[];
}

/** What may be said of a metric of new runs beside a base. */
export type Verdict = 'better' | 'same' | 'worse' | 'inconclusive' | 'no data';

/** A metric of an operation on both sides. Changes are parts of the base, of errors the difference. */
export interface MetricDifference {
  operation: string;
  metric: string;
  verdict: Verdict;
  decides: boolean;
  unit: 'ms' | '1/s' | 'ratio';
  base: number | null;
  new: number | null;
  change: number | null;
  change_low: number | null;
  change_high: number | null;
  run_sd: number | null;
}

export interface RunComparison {
  verdict: Verdict;
  base: string[];
  new: string[];
  history: string[];
  least_change: number;
  metrics: MetricDifference[];
  remarks: { kind: string; operation: string | null; metric: string | null; text: string }[];
}

/** A metric of an operation in one of the last runs of a scenario. */
export interface TrendRun {
  id: string;
  session_id: string;
  start_time: string;
  measured_seconds: number;
  version: string | null;
  value: number | null;
  /** How it is unlike the run that the trend is about. */
  not_alike: string[];
}

/** The oldest run first. */
export interface Trend {
  operation: string;
  metric: string;
  unit: MetricDifference['unit'];
  runs: TrendRun[];
}

export interface Picture {
  status: Status;
  metrics: Metrics;
  workers: Workers;
  errors: Errors;
  timeline: Timeline;
  system: System;
  instrumentation: Instrumentation;
  /** Missing where there are no thresholds. */
  alerts?: Threshold[];
}

export interface Hello {
  type: 'hello';
  sequence: number;
  data: Picture;
}

export interface MetricsUpdate {
  type: 'metrics_update';
  sequence: number;
  data: Metrics;
  point: LivePoint;
  events: TimelineEvent[];
  workers: Workers;
  /** Without recent ones, which come by themselves. */
  errors: Errors;
  status: Status;
  system: System;
  /** Missing where there are no thresholds. */
  alerts?: Threshold[];
}

export interface StatusChange {
  type: 'status_change';
  sequence: number;
  data: { status: Status };
}

export interface ErrorOccurred {
  type: 'error_occurred';
  sequence: number;
  data: ErrorEvent;
  omitted: number;
}

export interface BenchmarkCompleted {
  type: 'benchmark_completed';
  sequence: number;
  data: { status: Status; metrics: Metrics };
}

export interface Pong {
  type: 'pong';
  sequence: number;
}

export type Message =
  Hello | MetricsUpdate | StatusChange | ErrorOccurred | BenchmarkCompleted | Pong;
