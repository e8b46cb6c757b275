import type { Worker, Workers as WorkersDocument } from '../api/types';
import { count, latency, rate } from '../format';
import { Table, type Column } from './table';

const COLUMNS: Column<Worker>[] = [
  { name: 'Worker', text: true, cell: (row) => row.id, value: (row) => row.id },
  { name: 'Thread', text: true, cell: (row) => row.thread_name, value: (row) => row.thread_name },
  { name: 'State', text: true, cell: (row) => row.status, value: (row) => row.status },
  {
    name: 'Operations',
    cell: (row) => count(row.operations_completed),
    value: (row) => row.operations_completed,
  },
  { name: 'Rate', cell: (row) => rate(row.rate), value: (row) => row.rate },
  { name: 'Errors', cell: (row) => count(row.errors), value: (row) => row.errors },
  {
    name: 'Inside',
    text: true,
    cell: (row) => row.current_operation ?? '–',
    value: (row) => row.current_operation ?? '',
  },
  {
    name: 'for',
    cell: (row) => (row.current_operation ? latency(row.current_operation_age_ms) : '–'),
    value: (row) => row.current_operation_age_ms,
  },
];

/** How many workers do what, and the first of them. */
export function Workers({ workers }: { workers: WorkersDocument }) {
  return (
    <section>
      <h2>Workers</h2>
      <p class="counts">
        <span>
          Active <b data-testid="active-workers">{count(workers.active_workers)}</b> of{' '}
          {count(workers.total_workers)}
        </span>
        <span>
          Idle <b>{count(workers.idle_workers)}</b>
        </span>
        {workers.ended_workers > 0 && (
          <span>
            Ended <b>{count(workers.ended_workers)}</b>
          </span>
        )}
      </p>
      <Table
        label="Workers"
        columns={COLUMNS}
        rows={workers.workers}
        id={(row) => row.id}
        empty="No thread has begun an operation yet"
      />
    </section>
  );
}
