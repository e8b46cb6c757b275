import type { Latency } from '../api/types';
import { latency, percent } from '../format';
import { Name, shortened } from './name';
import { Table, type Column } from './table';

const FIGURES = [
  ['Min', 'min'],
  ['Mean', 'mean'],
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p99', 'p99'],
  ['p99.9', 'p999'],
  ['p99.99', 'p9999'],
  ['Max', 'max'],
] as const;

export interface Difference {
  name: string;
  first: number | null;
  second: number | null;
  /** Of the second over the first, in their unit; null where one is missing. */
  by: number | null;
  percent: number | null;
  format: (value: number | null) => string;
}

export function difference(
  name: string,
  a: number | null,
  b: number | null,
  format: Difference['format'],
): Difference {
  const by = a === null || b === null ? null : b - a;
  const share = by === null || a === null || a === 0 ? null : (100 * by) / a;
  return { name, first: a, second: b, by, percent: share, format };
}

export function differences(first: Latency, second: Latency): Difference[] {
  return FIGURES.map(([name, key]) => difference(name, first[key], second[key], latency));
}

/** With its sign, so that the direction is read and not only seen. */
export function signed(value: number | null, format: (value: number) => string): string {
  if (value === null) return '–';
  if (value === 0) return format(0);
  return `${value > 0 ? '+' : '−'}${format(Math.abs(value))}`;
}

/** What the figures of two operations, or of two periods of one, differ by. */
export function Comparison(props: {
  names: [string, string];
  /** What the rows are. */
  head: string;
  rows: Difference[];
}) {
  const columns: Column<Difference>[] = [
    { name: props.head, text: true, head: true, cell: (row) => row.name },
    { name: shortened(props.names[0], 24), cell: (row) => row.format(row.first) },
    { name: shortened(props.names[1], 24), cell: (row) => row.format(row.second) },
    { name: 'Difference', cell: (row) => signed(row.by, row.format) },
    { name: 'in %', cell: (row) => signed(row.percent, percent) },
  ];
  return (
    <section>
      <h2>
        <Name text={props.names[1]} /> against <Name text={props.names[0]} />
      </h2>
      <Table
        label="Differences"
        columns={columns}
        rows={props.rows}
        id={(row) => row.name}
        empty=""
      />
    </section>
  );
}
