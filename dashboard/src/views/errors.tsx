import { useState } from 'preact/hooks';
import type { Live } from '../api/live';
import type { ErrorEvent, Errors as ErrorsDocument, Metrics } from '../api/types';
import { clock, count, percent } from '../format';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import type { NamedError } from './documents';
import {
  ALL,
  failedOperations,
  matches,
  merged,
  total,
  typesOf,
  type ErrorFilter,
  type ErrorType,
} from './error-filter';
import { Name, shortened, stamp } from './name';
import { useServed, usePolled } from './polled';
import { Table, type Column } from './table';

const MOST_RECENT = 200;

/** The errors in short: by type, and the recent ones as they come. */
export function Errors(props: {
  errors: ErrorsDocument | null;
  metrics: Metrics | null;
  recent: ErrorEvent[];
}) {
  const all = props.metrics?.total.errors ?? props.errors?.total_errors ?? 0;
  return (
    <section>
      <h2>Errors</h2>
      <p class="counts">
        <span>
          <b>{count(all)}</b> in all
        </span>
        {props.errors?.by_type.map((type) => (
          <span key={type.type}>
            <Name text={type.type} /> <b>{percent(type.percentage)}</b>
          </span>
        ))}
      </p>
      <Recent errors={props.recent} empty="No errors" />
    </section>
  );
}

const COLUMNS: Column<ErrorType>[] = [
  {
    name: 'Type',
    text: true,
    head: true,
    cell: (row) => <Name text={row.type} />,
    value: (row) => row.type,
  },
  { name: 'Count', cell: (row) => count(row.count), value: (row) => row.count },
  { name: 'Share', cell: (row) => percent(row.percentage), value: (row) => row.percentage },
  {
    name: 'First seen',
    cell: (row) => stamp(row.first_seen),
    value: (row) => row.first_seen,
  },
  { name: 'Last seen', cell: (row) => stamp(row.last_seen), value: (row) => row.last_seen },
  {
    name: 'Operations',
    text: true,
    cell: (row) => <Counts counts={row.operations ?? {}} />,
  },
  {
    name: 'Sample',
    text: true,
    cell: (row) => (row.sample_message === null ? '–' : <Name text={row.sample_message} />),
  },
];

function Counts({ counts }: { counts: Record<string, number> }) {
  return (
    <>
      {Object.entries(counts).map(([name, number], i) => (
        <span key={name}>
          {i > 0 && ', '}
          <Name text={name} /> {count(number)}
        </span>
      ))}
    </>
  );
}

/** With a key that stays an error's own when others come before it: those that are alike are numbered. */
function keyed(errors: NamedError[]): [string, NamedError][] {
  const seen = new Map<string, number>();
  const keys = [...errors].reverse().map((error): [string, NamedError] => {
    const name = JSON.stringify([error.timestamp, error.type, error.operation, error.worker_id]);
    const number = seen.get(name) ?? 0;
    seen.set(name, number + 1);
    return [`${number}${name}`, error];
  });
  return keys.reverse();
}

function Recent({ errors, empty }: { errors: NamedError[]; empty: string }) {
  return (
    <ol class="recent scroll" tabIndex={0} aria-label="Recent errors">
      {keyed(errors).map(([key, error]) => (
        <li key={key}>
          <time>{clock(error.timestamp)}</time>{' '}
          <b>
            <Name text={error.type} />
          </b>{' '}
          <span class="muted">
            <Name text={error.operation} /> · <Name text={error.worker_id} />
          </span>{' '}
          <bdi>{error.message ?? ''}</bdi>
        </li>
      ))}
      {errors.length === 0 && <li class="empty">{empty}</li>}
    </ol>
  );
}

/** All errors of the run, by type and one by one. */
export function ErrorsTab({ run, view }: { run: Run; live: Live; view: View }) {
  const [filter, setFilter] = useState(ALL);
  const asked = usePolled<ErrorsDocument>(
    'errors',
    // Without its parameters an older agent answers too.
    {
      limit: MOST_RECENT,
      type: filter.type || null,
      operation: filter.operation || null,
    },
    useServed(run),
  );
  const errors = run.errors.value;
  const live = run.recentErrors.value;
  const recent = merged(asked.value?.recent_errors ?? null, live);
  const types = errors ? typesOf(errors, filter) : [];
  const missing = errors?.not_sampled ?? 0;
  return (
    <>
      <section class="wide">
        <h2>Errors by type</h2>
        <Filters errors={errors} filter={filter} onFilter={setFilter} />
        {view.range.value && (
          <p class="note">Errors are those of the whole run; the selected range is not applied.</p>
        )}
        <Table
          label="Errors by type"
          columns={COLUMNS}
          rows={types}
          id={(row) => row.type}
          empty={filter === ALL ? 'No errors' : 'No error matches'}
        />
      </section>
      <RecentErrors
        key={JSON.stringify([filter.type, filter.operation])}
        recent={recent}
        filter={filter}
        total={total(errors, filter)}
      />
      {missing > 0 && (
        <p class="note">Counted, but without an entry among the recent ones: {count(missing)}.</p>
      )}
    </>
  );
}

function Filters(props: {
  errors: ErrorsDocument | null;
  filter: ErrorFilter;
  onFilter: (filter: ErrorFilter) => void;
}) {
  const { filter, onFilter } = props;
  const types = props.errors?.by_type.map((type) => type.type) ?? [];
  return (
    <div class="bar" role="group" aria-label="Filter">
      <Choice
        label="Type"
        value={filter.type}
        names={types}
        onChange={(type) => onFilter({ ...filter, type })}
      />
      <Choice
        label="Operation"
        value={filter.operation}
        names={failedOperations(props.errors)}
        onChange={(operation) => onFilter({ ...filter, operation })}
      />
      <label>
        Text{' '}
        <input
          type="search"
          value={filter.text}
          onInput={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

function Choice(props: {
  label: string;
  value: string;
  names: string[];
  onChange: (name: string) => void;
}) {
  return (
    <label>
      {props.label}{' '}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <option value="">all</option>
        {props.names.map((name) => (
          <option key={name} value={name}>
            {shortened(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Held {
  recent: NamedError[];
  total: number;
}

/** The recent errors as they come, unless they are held to be read; what is held can be searched. */
export function RecentErrors({ recent, total, filter }: Held & { filter: ErrorFilter }) {
  const [held, setHeld] = useState<Held | null>(null);
  const since = held ? Math.max(0, total - held.total) : 0;
  return (
    <section class="wide">
      <div class="headed">
        <h2>Recent errors</h2>
        <span role="status" class="muted">
          {held && `held, ${count(since)} came meanwhile`}
        </span>
        <button
          type="button"
          aria-pressed={held !== null}
          onClick={() => setHeld(held ? null : { recent, total })}
        >
          Hold
        </button>
      </div>
      <Recent
        errors={(held ?? { recent }).recent.filter((error) => matches(error, filter))}
        empty="No error to show"
      />
    </section>
  );
}

/** What of an operation has failed. */
export function OperationErrors({ run, operation }: { run: Run; operation: string }) {
  const errors = run.errors.value;
  const filter = { ...ALL, operation };
  return (
    <section>
      <h2>
        Errors of <Name text={operation} />
      </h2>
      <Table
        label={`Errors of ${operation}`}
        columns={COLUMNS.filter((column) => column.name !== 'Operations')}
        rows={errors ? typesOf(errors, filter) : []}
        id={(row) => row.type}
        empty="No errors"
      />
    </section>
  );
}
