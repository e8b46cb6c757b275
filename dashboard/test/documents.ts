import type {
  ErrorEvent,
  Hello,
  LivePoint,
  Message,
  Metrics,
  Picture,
  RunStatus,
  Status,
  Threshold,
  Worker,
  Workers,
} from '../src/api/types';
import { Run } from '../src/store/run';
import { golden } from './golden';

/** Golden documents with the few fields that a test is about. */

const POINT = golden('metrics-update').point;
const WORKERS = golden('workers');
const ERROR = golden('error-occurred').data;

export const LATENCY = golden('metrics').total.latency;

export function status(session = 'bench-1', state: RunStatus = 'running'): Status {
  return { ...golden('status'), session_id: session, status: state, warnings: [] };
}

/** The golden figures of one operation under a name. */
export function metrics(operation = 'read'): Metrics {
  const whole = golden('metrics');
  return { ...whole, by_operation: { [operation]: whole.by_operation['read']! } };
}

/** The point that begins at a second, with figures that differ from one to the next. */
export function point(sequence: number): LivePoint {
  return {
    ...POINT,
    timestamp: new Date(Date.UTC(2026, 0, 18, 15, 30, sequence)).toISOString(),
    sequence,
    throughput: sequence * 10,
    errors: 0,
    latency_p50: 1,
    latency_p90: 2,
    latency_p99: 3,
    latency_p999: 4,
    latency_max: 5,
    by_operation: {},
    errors_by_type: {},
    heat: [],
  };
}

export function picture(session: string, sequences: number[]): Picture {
  const { data } = golden('hello');
  return {
    ...data,
    status: status(session),
    metrics: metrics(),
    errors: { ...data.errors, total_errors: 0, by_type: [], recent_errors: [], not_sampled: 0 },
    timeline: {
      coarse_before: null,
      coarse_seconds: null,
      data_points: sequences.map(point),
      events: [],
    },
  };
}

export function hello(session: string, sequences: number[]): Hello {
  return { type: 'hello', sequence: sequences.at(-1) ?? 0, data: picture(session, sequences) };
}

export function update(session: string, sequence: number): Message {
  const message = golden('metrics-update');
  return { ...message, sequence, point: point(sequence), status: status(session) };
}

/** A run that has these operations; each later one is ten times as often called and slower. */
export function running(names: string[]): Run {
  const run = new Run();
  const message = hello('s', [1, 2, 3]);
  const figures = message.data.metrics.by_operation['read']!;
  message.data.metrics.by_operation = Object.fromEntries(
    names.map((name, i) => {
      const latency = { ...figures.latency, count: 5000, p50: i + 1, p999: 20 };
      const own = { ...figures, count: 10 ** (i + 1), errors: i, latency };
      return [name, { ...own, current: own }];
    }),
  );
  run.take(message);
  run.formats.value = golden('export-formats').formats;
  run.connection.value = { state: 'live', transport: 'websocket' };
  return run;
}

export function worker(id: string, part: Partial<Worker> = {}): Worker {
  return { ...WORKERS.workers[0]!, id, thread_name: `thread of ${id}`, ...part };
}

export function workersPage(workers: Worker[], part: Partial<Workers> = {}): Workers {
  const all = workers.length;
  return { ...WORKERS, total_workers: all, active_workers: all, matching: all, workers, ...part };
}

export function anError(second: number, part: Partial<ErrorEvent> = {}): ErrorEvent {
  return {
    ...ERROR,
    timestamp: new Date(Date.UTC(2026, 0, 18, 15, 30, second)).toISOString(),
    type: 'Timeout',
    message: `message ${second}`,
    ...part,
  };
}

export function errorType(type: string, count: number, operations: Record<string, number>) {
  const [first] = golden('errors').by_type;
  return { ...first!, type, count, percentage: 50, operations };
}

/** Names as a hostile host could have them. */
export const HOSTILE = [
  '<img src=x onerror="alert(1)">',
  'line\u2028separator',
  '\u202egnp.exe\u202c mark',
  '\u05e9\u05dc\u05d5\u05dd',
  '\ud800 alone',
  'x'.repeat(200),
  '__proto__',
  'constructor',
];

/** The golden latencies as a rule corrects them. */
export const CORRECTED = {
  ...LATENCY,
  p50: 12,
  p99: 123,
  p999: 456,
  rule: 'expected_interval=10ms',
};

/** Such a run whose operations of these names have a rule, and the sum too if all have. */
export function corrected(names: string[], withRule: string[] = names): Run {
  const run = running(names);
  const { total, current, by_operation, ...rest } = run.metrics.value!;
  const sum = withRule.length === names.length ? CORRECTED : null;
  run.metrics.value = {
    ...rest,
    total: { ...total, corrected: sum },
    current: { ...current, corrected: sum },
    by_operation: Object.fromEntries(
      Object.entries(by_operation).map(([name, one]) => [
        name,
        { ...one, corrected: withRule.includes(name) ? CORRECTED : null },
      ]),
    ),
  };
  return run;
}

/** A golden threshold with what a test is about. */
export function threshold(part: Partial<Threshold> = {}): Threshold {
  return { ...golden('alerts').thresholds[0]!, ...part };
}

/** A run with thresholds. */
export function judgedBy(...thresholds: Threshold[]): Run {
  const run = running(['read', 'update']);
  run.alerts.value = thresholds;
  return run;
}
