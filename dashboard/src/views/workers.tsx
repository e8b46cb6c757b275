import { useEffect, useState } from 'preact/hooks';
import type { Workers } from '../api/types';
import { count } from '../format';
import type { Run } from '../store/run';
import { Pages } from './pages';
import { Stale } from './pending';
import { usePolled } from './polled';
import { Table } from './table';
import { FIRST, columnsFor, workersQuery, type Asked, type WorkerStatus } from './worker-table';

const TYPING_MS = 250;

/** All workers, searched, sorted and paged by the server. */
export function WorkersTab({ run }: { run: Run }) {
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
  const answer = usePolled<Workers>('workers', workersQuery(asked), !run.gone.value);
  const page = answer.value ?? answer.last ?? run.workers.peek();
  if (page === null) return <p class="loading">Waiting for the monitor…</p>;
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
      <Stale error={answer.error} />
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
        matching={page.matching}
        onTurn={(offset) => change({ offset })}
      />
      {page.unlisted_workers > 0 && (
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
  page: Workers;
  chosen: WorkerStatus | '';
  onChoose: (status: WorkerStatus | '') => void;
}) {
  const counts = props.run.workers.value ?? props.page;
  const states: [WorkerStatus | '', string, number][] = [
    ['', 'All', counts.total_workers],
    ['active', 'Active', counts.active_workers],
    ['idle', 'Idle', counts.idle_workers],
    ['ended', 'Ended', counts.ended_workers],
    ['stuck', 'Stuck', counts.stuck_workers],
  ];
  return (
    <div class="choices" role="group" aria-label="State">
      {states.map(([status, label, number]) => {
        const alarms = status === 'stuck' && number > 0;
        return (
          <button
            key={status}
            type="button"
            class={alarms ? 'stuck' : ''}
            aria-pressed={props.chosen === status}
            onClick={() => props.onChoose(status)}
          >
            {alarms && <span aria-hidden="true">⚠ </span>}
            {label} <b data-testid={`workers-${status || 'all'}`}>{count(number)}</b>
          </button>
        );
      })}
    </div>
  );
}
