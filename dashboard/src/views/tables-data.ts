import type { Live } from '../api/live';
import type { Latency, Message } from '../api/types';
import { Run } from '../store/run';
import { FIGURES, picture } from '../test-data';
import type { ListedWorker, NamedError, WorkersPage } from './documents';

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

export const LIVE = {} as Live;

export const LATENCY: Latency = {
  count: 5000,
  min: 0.1,
  max: 50,
  mean: 2,
  stddev: 1,
  p50: 1.5,
  p90: 3,
  p95: 4,
  p99: 10,
  p999: 20,
  p9999: 40,
};

/** A run that has these operations; each later one is ten times as often called and slower. */
export function running(names: string[]): Run {
  const run = new Run();
  const whole = picture('s', [1, 2, 3]);
  whole.metrics.by_operation = Object.fromEntries(
    names.map((name, i) => {
      const figures = {
        ...FIGURES,
        count: 10 ** (i + 1),
        errors: i,
        latency: { ...LATENCY, p50: i + 1 },
      };
      return [name, { ...figures, current: figures }];
    }),
  );
  run.take({ type: 'hello', sequence: 3, data: whole } as Message);
  run.connection.value = { state: 'live', transport: 'websocket' };
  return run;
}

export function worker(id: string, part: Partial<ListedWorker> = {}): ListedWorker {
  return {
    id,
    status: 'active',
    operations_completed: 5,
    current_operation: 'read',
    last_error: null,
    thread_name: `thread of ${id}`,
    errors: 0,
    rate: 2,
    current_operation_age_ms: 3,
    ...part,
  };
}

export function workersPage(workers: ListedWorker[], part: Partial<WorkersPage> = {}): WorkersPage {
  return {
    total_workers: workers.length,
    active_workers: workers.length,
    idle_workers: 0,
    ended_workers: 0,
    workers,
    ...part,
  };
}

export function anError(second: number, part: Partial<NamedError> = {}): NamedError {
  return {
    timestamp: new Date(Date.UTC(2026, 0, 18, 15, 30, second)).toISOString(),
    type: 'Timeout',
    message: `message ${second}`,
    operation: 'read',
    worker_id: 'worker-001',
    ...part,
  };
}

export function errorType(type: string, count: number, operations: Record<string, number>) {
  return {
    type,
    count,
    percentage: 50,
    sample_message: `sample of ${type}`,
    first_seen: '2026-01-18T15:30:45.000Z',
    last_seen: '2026-01-18T15:30:57.000Z',
    operations,
  };
}
