import type { Query } from '../api/rest';
import type { Worker } from '../api/types';
import { count, latency, rate } from '../format';
import type { Run } from '../store/run';
import { figuresOf } from './figures';
import { Name } from './name';
import { PAGE } from './pages';
import type { Column, Order } from './table';

const COLUMNS: Column<Worker>[] = [
  {
    name: 'Worker',
    text: true,
    head: true,
    cell: (row) => <Name text={row.id} />,
    value: (row) => row.id,
    sort: 'id',
  },
  {
    name: 'Thread',
    text: true,
    cell: (row) => <Name text={row.thread_name} />,
    value: (row) => row.thread_name,
    sort: 'name',
  },
  { name: 'State', text: true, cell: (row) => row.status, value: (row) => row.status },
  {
    name: 'Operations',
    cell: (row) => count(row.operations_completed),
    value: (row) => row.operations_completed,
    sort: 'operations',
  },
  { name: 'Rate', cell: (row) => rate(row.rate), value: (row) => row.rate, sort: 'rate' },
  { name: 'Errors', cell: (row) => count(row.errors), value: (row) => row.errors, sort: 'errors' },
  {
    name: 'Inside',
    text: true,
    cell: (row) => (row.current_operation === null ? '–' : <Name text={row.current_operation} />),
    value: (row) => row.current_operation ?? '',
  },
  {
    name: 'for',
    cell: (row) => (row.current_operation === null ? '–' : latency(row.current_operation_age_ms)),
    value: (row) => row.current_operation_age_ms,
    sort: 'age',
  },
];

export type WorkerStatus = Worker['status'] | 'stuck';

/** What of the workers is looked at. */
export interface Asked {
  search: string;
  status: WorkerStatus | '';
  order: Order | null;
  offset: number;
}

export const FIRST: Asked = { search: '', status: '', order: null, offset: 0 };

/** The server's parameters; what is not wanted is left out. */
export function workersQuery({ search, status, order, offset }: Asked): Query {
  const key = COLUMNS.find((column) => column.name === order?.name)?.sort;
  return {
    limit: PAGE,
    offset,
    sort: key === undefined ? null : `${order?.descending ? '-' : ''}${key}`,
    search: search.trim() || null,
    status: status || null,
  };
}

/** Far beyond what its operation takes, and for how much: said beside the mark. */
export function columnsFor(run: Run): Column<Worker>[] {
  const metrics = run.metrics.peek();
  const why = (row: Worker) => {
    const p999 = figuresOf(metrics, row.current_operation)?.latency.p999;
    return `far beyond the operation's p99.9${p999 ? ` of ${latency(p999)}` : ''}`;
  };
  const state: Column<Worker> = {
    name: 'State',
    text: true,
    cell: (row) =>
      row.stuck ? (
        <span class="stuck" title={why(row)}>
          <span aria-hidden="true">⚠</span> stuck
        </span>
      ) : (
        row.status
      ),
  };
  const error: Column<Worker> = {
    name: 'Last error',
    text: true,
    cell: (row) => (row.last_error === null ? '–' : <Name text={row.last_error} />),
  };
  // Only what the server sorts by: sorting one page of many would mislead.
  const inner = COLUMNS.map(({ value: _value, ...column }): Column<Worker> => column);
  return [...inner.map((column) => (column.name === 'State' ? state : column)), error];
}
