import type {
  Alerts,
  BenchmarkCompleted,
  ErrorOccurred,
  Errors,
  ExportFormats,
  Findings,
  HeatMap,
  Hello,
  Instrumentation,
  Logs,
  Metrics,
  MetricsUpdate,
  OperationTimeline,
  Percentiles,
  Pong,
  RangeMetrics,
  RecordList,
  RunComparison,
  SessionList,
  Status,
  StatusChange,
  Suggestions,
  System,
  Timeline,
  TimelineEvent,
  Trend,
  Workers,
} from '../src/api/types';

/**
 * The golden files of the API, by name: what the monitor's own tests hold its documents to, and the
 * page's tests the types that it reads them by.
 */
export interface Golden {
  alerts: Alerts;
  'benchmark-completed': BenchmarkCompleted;
  comparison: RunComparison;
  'error-occurred': ErrorOccurred;
  errors: Errors;
  'errors-filtered': Errors;
  'export-formats': ExportFormats;
  findings: Findings;
  heatmap: HeatMap;
  hello: Hello;
  instrumentation: Instrumentation;
  logs: Logs;
  metrics: Metrics;
  'metrics-range': RangeMetrics;
  'metrics-update': MetricsUpdate;
  note: TimelineEvent;
  percentiles: Percentiles;
  pong: Pong;
  sessions: SessionList;
  status: Status;
  records: RecordList;
  'status-change': StatusChange;
  'status-completed': Status;
  'status-recorded': Status;
  suggestions: Suggestions;
  'suggestions-failed': Suggestions;
  system: System;
  timeline: Timeline;
  'timeline-fine': Timeline;
  'timeline-merged': Timeline;
  'timeline-operation': OperationTimeline;
  trend: Trend;
  workers: Workers;
  'workers-by-operations': Workers;
}

const FILES = import.meta.glob<string>('../../agent/run/src/test/resources/golden/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The text of each file, by its name without the ending. */
export const TEXTS = new Map(
  Object.entries(FILES).map(([path, text]) => [/([^/]+)\.json$/.exec(path)![1]!, text]),
);

/** A golden document, each time a new one. */
export function golden<Name extends keyof Golden>(name: Name): Golden[Name] {
  return JSON.parse(TEXTS.get(name)!) as Golden[Name];
}
