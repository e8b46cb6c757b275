import { signal } from '@preact/signals';

/** The ended run that the page shows; null while it shows the current one. */
export const viewed = signal<string | null>(null);

/** Whether the runs are recorded ones, which bring a log and an instrumentation of their own. */
export const ofRecords = signal(false);

const OF_A_RECORD = new Set(['logs', 'instrumentation']);

/** What there is one of for each run; the log, the instrumentation and the list are the JVM's. */
const OF_A_RUN = new Set([
  'status',
  'metrics',
  'metrics/timeline',
  'workers',
  'errors',
  'system',
  'alerts',
  'findings',
  'histogram',
  'percentiles',
  'heatmap',
  'export',
]);

/** The run that a request is about, if the request itself does not say. */
export function sessionOf(path: string): string | null {
  const isOfARun = OF_A_RUN.has(path) || (ofRecords.value && OF_A_RECORD.has(path));
  return isOfARun ? viewed.value : null;
}
