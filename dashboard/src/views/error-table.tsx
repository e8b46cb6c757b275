import type { Errors } from '../api/types';
import { count, percent } from '../format';
import type { Run } from '../store/run';
import { ALL, typesOf, type ErrorFilter, type ErrorType } from './error-filter';
import { Name, stamp } from './name';
import { Table, type Column } from './table';

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
    cell: (row) => <Counts counts={row.operations} />,
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

/** The types that match, with their counts. */
export function ErrorTable({ errors, filter }: { errors: Errors | null; filter: ErrorFilter }) {
  return (
    <Table
      label="Errors by type"
      columns={COLUMNS}
      rows={errors ? typesOf(errors, filter) : []}
      id={(row) => row.type}
      empty={filter === ALL ? 'No errors' : 'No error matches'}
    />
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
