import { useEffect, useState } from 'preact/hooks';
import type { Live } from '../api/live';
import type { Query } from '../api/rest';
import type { Workers as WorkersDocument } from '../api/types';
import { count, latency, rate } from '../format';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import { figuresOf, type ListedWorker, type WorkerStatus, type WorkersPage } from './documents';
import { Name } from './name';
import { useServed, usePolled } from './polled';
import { Table, type Column, type Order } from './table';

export const PAGE = 100;
const TYPING_MS = 250;

const COLUMNS: Column<ListedWorker>[] = [
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

/** What of the workers is looked at. */
export interface Asked {
  search: string;
  status: WorkerStatus | '';
  order: Order | null;
  offset: number;
}

export const FIRST: Asked = { search: '', status: '', order: null, offset: 0 };

/** The server's parameters; those that an older agent does not know are left out while unused. */
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
function columnsFor(run: Run): Column<ListedWorker>[] {
  const metrics = run.metrics.peek();
  const why = (row: ListedWorker) => {
    const p999 = figuresOf(metrics, row.current_operation)?.latency.p999;
    return `far beyond the operation's p99.9${p999 ? ` of ${latency(p999)}` : ''}`;
  };
  const state: Column<ListedWorker> = {
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
  const error: Column<ListedWorker> = {
    name: 'Last error',
    text: true,
    cell: (row) => (row.last_error === null ? '–' : <Name text={row.last_error} />),
  };
  // Only what the server sorts by: sorting one page of many would mislead.
  const inner = COLUMNS.map(({ value: _value, ...column }): Column<ListedWorker> => column);
  return [...inner.map((column) => (column.name === 'State' ? state : column)), error];
}

/** All workers, searched, sorted and paged by the server. */
export function WorkersTab({ run }: { run: Run; live: Live; view: View }) {
  const [asked, setAsked] = useState(FIRST);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setAsked((before) =>
        before.search === typed ? before : { ...before, search: typed, offset: 0 },
      );
    }, TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const answer = usePolled<WorkersPage>('workers', workersQuery(asked), useServed(run));
  const page: WorkersPage | null = answer.value ?? answer.last ?? run.workers.peek();
  if (page === null) return <p class="loading">Waiting for the monitor…</p>;
  const matching = page.matching ?? page.total_workers;
  const change = (part: Partial<Asked>) => setAsked({ ...asked, offset: 0, ...part });
  return (
    <section class="wide">
      <h2>Workers</h2>
      <div class="bar" role="group" aria-label="Filter">
        <States
          run={run}
          page={page}
          chosen={asked.status}
          onChoose={(status) => change({ status })}
        />
        <label>
          Search{' '}
          <input
            type="search"
            placeholder="worker, thread or operation"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      </div>
      {answer.error !== null && (
        <p class="note" role="status">
          Not up to date: {answer.error}
        </p>
      )}
      <Table
        label="Workers"
        columns={columnsFor(run)}
        rows={page.workers}
        id={(row) => row.id}
        empty={
          asked.search || asked.status
            ? 'No worker matches'
            : 'No thread has begun an operation yet'
        }
        order={asked.order}
        onOrder={(order) => change({ order })}
        mark={(row) => (row.stuck ? 'marked' : '')}
        busy={answer.value === null && answer.error === null}
      />
      <Pages
        offset={asked.offset}
        shown={page.workers.length}
        matching={matching}
        onTurn={(offset) => change({ offset })}
      />
      {(page.unlisted_workers ?? 0) > 0 && (
        <p class="note">
          {count(page.unlisted_workers)} more workers are counted in the figures, but have no line
          of their own.
        </p>
      )}
    </section>
  );
}

/** The only part that follows each tick. */
function States(props: {
  run: Run;
  page: WorkersPage;
  chosen: WorkerStatus | '';
  onChoose: (status: WorkerStatus | '') => void;
}) {
  const counts: WorkersPage = props.run.workers.value ?? props.page;
  const states: [WorkerStatus | '', string, number | undefined][] = [
    ['', 'All', counts.total_workers],
    ['active', 'Active', counts.active_workers],
    ['idle', 'Idle', counts.idle_workers],
    ['ended', 'Ended', counts.ended_workers],
    ['stuck', 'Stuck', counts.stuck_workers],
  ];
  return (
    <div class="choices" role="group" aria-label="State">
      {states.map(([status, label, number]) =>
        number === undefined ? null : (
          <button
            key={status}
            type="button"
            class={status === 'stuck' && number > 0 ? 'stuck' : ''}
            aria-pressed={props.chosen === status}
            onClick={() => props.onChoose(status)}
          >
            {status === 'stuck' && number > 0 && <span aria-hidden="true">⚠ </span>}
            {label} <b data-testid={`workers-${status || 'all'}`}>{count(number)}</b>
          </button>
        ),
      )}
    </div>
  );
}

/** Where in the list the page is, and the ways to the others. */
export function Pages(props: {
  offset: number;
  shown: number;
  matching: number;
  onTurn: (offset: number) => void;
}) {
  const { offset, shown, matching, onTurn } = props;
  const last = Math.max(0, Math.floor((matching - 1) / PAGE) * PAGE);
  const turns: [string, number, boolean][] = [
    ['First', 0, offset > 0],
    ['Previous', Math.min(last, Math.max(0, offset - PAGE)), offset > 0],
    ['Next', offset + PAGE, offset < last],
    ['Last', last, offset < last],
  ];
  return (
    <nav class="bar pages" aria-label="Pages">
      <span role="status">
        {shown === 0
          ? `none of ${count(matching)}`
          : `${count(offset + 1)} to ${count(offset + shown)} of ${count(matching)}`}
      </span>
      {(matching > PAGE || offset > 0) &&
        turns.map(([label, to, possible]) => (
          <button key={label} type="button" disabled={!possible} onClick={() => onTurn(to)}>
            {label}
          </button>
        ))}
    </nav>
  );
}
