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
  /** Of the second over the first, in milliseconds; null where one is missing. */
  by: number | null;
  percent: number | null;
}

export function differences(first: Latency, second: Latency): Difference[] {
  return FIGURES.map(([name, key]) => {
    const a = first[key];
    const b = second[key];
    const by = a === null || b === null ? null : b - a;
    return {
      name,
      first: a,
      second: b,
      by,
      percent: by === null || a === null || a === 0 ? null : (100 * by) / a,
    };
  });
}

/** With its sign, so that the direction is read and not only seen. */
function signed(value: number | null, format: (value: number) => string): string {
  if (value === null) return '–';
  if (value === 0) return format(0);
  return `${value > 0 ? '+' : '−'}${format(Math.abs(value))}`;
}

/** What the percentiles of two operations differ by. */
export function Comparison(props: { names: [string, string]; first: Latency; second: Latency }) {
  const columns: Column<Difference>[] = [
    { name: 'Latency', text: true, head: true, cell: (row) => row.name },
    { name: shortened(props.names[0], 24), cell: (row) => latency(row.first) },
    { name: shortened(props.names[1], 24), cell: (row) => latency(row.second) },
    { name: 'Difference', cell: (row) => signed(row.by, latency) },
    { name: 'in %', cell: (row) => signed(row.percent, percent) },
  ];
  return (
    <section>
      <h2>
        <Name text={props.names[1]} /> against <Name text={props.names[0]} />
      </h2>
      <Table
        label="Difference by percentile"
        columns={columns}
        rows={differences(props.first, props.second)}
        id={(row) => row.name}
        empty=""
      />
    </section>
  );
}
