import { COLUMNS, OPERATION, STATUSES, type Column, type OperationColumn } from './point';
import type { Timeline } from './timeline';
import type { Run } from './run';

/** What the page holds of the run, for the time when the monitor is gone. */
export function heldJson(run: Run): string {
  const { timeline } = run;
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, timeline.column(name)]));
  const document = {
    status: run.status.value,
    metrics: run.metrics.value,
    timeline: { columns, statuses: STATUSES, events: timeline.events },
    errors: { ...run.errors.value, recent_errors: run.recentErrors.value },
    workers: run.workers.value,
    system: run.system.value,
    instrumentation: run.instrumentation.value,
    ...(run.alerts.value.length > 0 && {
      alerts: { thresholds: run.alerts.value, episodes: run.episodes.value },
    }),
  };
  return JSON.stringify(document, null, 1);
}

const OF_ALL = [
  'throughput',
  'errors',
  'p50',
  'p90',
  'p99',
  'p999',
  'max',
  'corrected_p50',
  'corrected_p99',
] as const;

const isOfOperation = (name: Column): name is OperationColumn => name in OPERATION;

/** One row for each point, and one for each operation in it; latencies in ms, rates per second. */
export function heldCsv(timeline: Timeline): string {
  const rows = [
    'end,duration_seconds,status,operation,throughput,errors_per_second,' +
      'p50_ms,p90_ms,p99_ms,p999_ms,max_ms,corrected_p50_ms,corrected_p99_ms',
  ];
  const operations = timeline.operationNames;
  for (let i = 0; i < timeline.length; i++) {
    const common = [
      new Date(timeline.at('time', i)! * 1000).toISOString(),
      text(timeline.at('duration', i)),
      STATUSES[timeline.at('phase', i) ?? -1] ?? '',
    ];
    rows.push([...common, '', ...OF_ALL.map((name) => text(timeline.at(name, i)))].join(','));
    const slice = { start: i, end: i + 1 };
    for (const name of operations) {
      const cells = OF_ALL.map((kind) =>
        isOfOperation(kind) ? text(timeline.operation(name, kind, slice)![0]) : '',
      );
      rows.push([...common, field(name), ...cells].join(','));
    }
  }
  const file = rows.join('\r\n') + '\r\n';
  // Without the mark a spreadsheet takes it for the system's own character set.
  return /[^\0-\x7f]/.test(file) ? `\ufeff${file}` : file;
}

function text(value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const short = String(Number(value.toPrecision(9)));
  // Not every spreadsheet reads an exponent as a number.
  return short.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : short;
}

/** A name of the host as a field; one that a spreadsheet would calculate is marked as text. */
export function field(name: string): string {
  const safe = /^[=+\-@'\t\r\n＝＋－＠]/.test(name) ? `'${name}` : name;
  return /[",;\0-\x1f]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
