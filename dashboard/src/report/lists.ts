import type { Query } from '../api/rest';
import type { ErrorEvent, Errors, LogEntry, Logs, Worker, Workers } from '../api/types';

/** Documents that are parts of lists, as the monitor searches and sorts them. */

const LEVELS = ['debug', 'info', 'warn', 'error'];

const KEYS: Record<string, (worker: Worker) => string | number> = {
  name: (worker) => worker.thread_name,
  operations: (worker) => worker.operations_completed,
  rate: (worker) => worker.rate,
  age: (worker) => worker.current_operation_age_ms,
  errors: (worker) => worker.errors,
};

const words = (query: Query, key: string) => String(query[key] ?? '');
const limitOf = (query: Query, usual: number) => Number(query['limit'] ?? usual);

/** All workers come in the order of their numbers, those that have ended last. */
export function workers(all: Workers, query: Query): Workers {
  const search = words(query, 'search').toLowerCase();
  const status = words(query, 'status');
  const found = all.workers.filter(
    (one) =>
      (status === '' ||
        status === 'any' ||
        (status === 'stuck' ? one.stuck : one.status === status)) &&
      [one.id, one.thread_name, one.current_operation].some((text) =>
        text?.toLowerCase().includes(search),
      ),
  );
  const offset = Number(query['offset'] ?? 0);
  const sorted = ordered(found, words(query, 'sort'));
  return {
    ...all,
    matching: found.length,
    workers: sorted.slice(offset, offset + limitOf(query, 20)),
  };
}

function ordered(workers: Worker[], sort: string): Worker[] {
  const direction = sort.startsWith('-') ? -1 : 1;
  const key = KEYS[sort.replace('-', '')];
  const places = new Map(workers.map((worker, i) => [worker, i]));
  const place = (worker: Worker) => places.get(worker)!;
  const value = key ?? place;
  const ended = (worker: Worker) => (worker.status === 'ended' ? 1 : 0);
  return [...workers].sort((a, b) => {
    const [first, second] = [value(a), value(b)];
    const order = first === second ? 0 : first < second ? -direction : direction;
    return ended(a) - ended(b) || order || place(a) - place(b);
  });
}

/** Those of a type and an operation, among the recent ones; the counts are those of the run. */
export function errors(all: Errors, query: Query): Errors {
  const type = words(query, 'type');
  const operation = words(query, 'operation');
  const wanted = (error: ErrorEvent) =>
    (type === '' || error.type === type) && (operation === '' || error.operation === operation);
  return { ...all, recent_errors: all.recent_errors.filter(wanted).slice(0, limitOf(query, 50)) };
}

/** The newest entries from a level on. */
export function logs(all: LogEntry[], query: Query): Logs {
  const least = LEVELS.indexOf(words(query, 'level') || 'info');
  const found = all.filter(({ level }) => LEVELS.indexOf(level) >= least);
  return { logs: found.slice(-limitOf(query, 100)) };
}
