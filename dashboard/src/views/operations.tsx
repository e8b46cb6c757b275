import type { Metrics } from '../api/types';
import { count, latency, percent, rate } from '../format';
import { Table, type Column } from './table';

interface Row {
  name: string;
  figures: Metrics['by_operation'][string];
}

const share = (row: Row) =>
  row.figures.count === 0 ? 0 : (100 * row.figures.errors) / row.figures.count;

function latencyColumn(
  name: string,
  key: 'min' | 'mean' | 'p50' | 'p90' | 'p95' | 'p99' | 'p999' | 'max',
): Column<Row> {
  return {
    name,
    cell: (row) => latency(row.figures.latency[key]),
    value: (row) => row.figures.latency[key] ?? -1,
  };
}

const COLUMNS: Column<Row>[] = [
  { name: 'Operation', text: true, cell: (row) => row.name, value: (row) => row.name },
  { name: 'Count', cell: (row) => count(row.figures.count), value: (row) => row.figures.count },
  {
    name: 'Rate now',
    cell: (row) => rate(row.figures.current.throughput),
    value: (row) => row.figures.current.throughput,
  },
  {
    name: 'Mean rate',
    cell: (row) => rate(row.figures.throughput),
    value: (row) => row.figures.throughput,
  },
  { name: 'Errors', cell: (row) => percent(share(row)), value: share },
  latencyColumn('Min', 'min'),
  latencyColumn('Mean', 'mean'),
  latencyColumn('p50', 'p50'),
  latencyColumn('p90', 'p90'),
  latencyColumn('p95', 'p95'),
  latencyColumn('p99', 'p99'),
  latencyColumn('p99.9', 'p999'),
  latencyColumn('Max', 'max'),
];

/** All operations of the run. */
export function Operations({ metrics }: { metrics: Metrics }) {
  const rows = Object.entries(metrics.by_operation).map(([name, figures]) => ({ name, figures }));
  return (
    <section>
      <h2>Operations</h2>
      <Table
        label="Operations"
        columns={COLUMNS}
        rows={rows}
        id={(row) => row.name}
        empty="No operation has completed yet"
      />
    </section>
  );
}
