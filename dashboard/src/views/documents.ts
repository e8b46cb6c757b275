import type {
  ErrorEvent,
  Instrumentation,
  Metrics,
  OperationFigures,
  Point,
  Status,
  System,
  TimelineEvent,
  Worker,
  Workers,
} from '../api/types';

/** What the tabs read beyond the live messages; an agent may lack what is optional. */

export type Shown = OperationFigures & { current?: OperationFigures };

export interface OperationTimeline {
  operation: string | null;
  interval_seconds: number;
  data_points: Point[];
  events?: TimelineEvent[];
}

export interface Percentiles {
  operation: string | null;
  count: number;
  percentiles: { percentile: number; value: number; count: number }[];
}

export interface HeatMap {
  bounds_ms: number[];
  columns: { counts: [number, number][] }[];
}

export type WorkerStatus = 'active' | 'idle' | 'ended' | 'stuck';
export type ListedWorker = Worker & { stuck?: boolean; thread_id?: number };
export type WorkersPage = Omit<Workers, 'workers'> & {
  workers: ListedWorker[];
  matching?: number;
  stuck_workers?: number;
  unlisted_workers?: number;
  offset?: number;
};

export type NamedError = ErrorEvent & { thread_name?: string };

export interface LogEntry {
  timestamp: string;
  level: string;
  message: string;
  context?: Record<string, unknown> | null;
}

export type WholeSystem = System & {
  gc: { collectors?: { name: string; count: number; time_ms: number }[] };
  threads: { daemon?: number | null; peak?: number | null };
  classes?: { loaded: number | null };
  uptime_seconds?: number | null;
};

export type Monitor = Status['monitor'] & Record<string, unknown>;

export type Pattern = Instrumentation['patterns'][number];
export type Method = Pattern['methods'][number] & {
  suppressed?: number;
  lost?: number;
  without_callback?: number;
  stages_beyond?: number;
  rule_failures?: number;
  bytecode_before?: number;
  bytecode_after?: number;
};

/** The figures of an operation; its name is the host's, and may be that of a property of objects. */
export function figuresOf(metrics: Metrics | null, operation: string | null): Shown | null {
  if (metrics === null || operation === null) return null;
  return Object.hasOwn(metrics.by_operation, operation) ? metrics.by_operation[operation]! : null;
}

export function operationNames(metrics: Metrics | null): string[] {
  return metrics ? Object.keys(metrics.by_operation) : [];
}
