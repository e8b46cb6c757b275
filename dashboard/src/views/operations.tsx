import type { ComponentChildren } from 'preact';
import { count, latency, percent, rate } from '../format';
import type { Run, ShownFigures, ShownMetrics } from '../store/run';
import { latenciesOf, type Latencies, type View } from '../store/view';
import { P999, errorShare } from './figures';
import { LatencyChoice } from './latencies';
import { Name } from './name';
import { Operation } from './operation';
import { Spark, sparkline } from './spark';
import { Table, type Column } from './table';

interface Row {
  name: string;
  figures: ShownFigures;
  /** Of all operations' calls, in percent. */
  share: number;
  trend: (number | null)[];
}

function rowsOf(metrics: ShownMetrics, trend: (name: string) => (number | null)[]): Row[] {
  const entries = Object.entries(metrics.by_operation);
  const all = entries.reduce((sum, [, figures]) => sum + figures.count, 0);
  return entries.map(([name, figures]) => ({
    name,
    figures,
    share: all === 0 ? 0 : (100 * figures.count) / all,
    trend: trend(name),
  }));
}

const NAMES = {
  min: 'Min',
  mean: 'Mean',
  p50: 'p50',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
  p999: 'p99.9',
  max: 'Max',
};
type Key = keyof typeof NAMES;
const KEYS = Object.keys(NAMES) as Key[];

function latencyColumn(key: Key): Column<Row> {
  return {
    name: NAMES[key],
    cell: (row) => latency(row.figures.latency[key]),
    value: (row) => row.figures.latency[key] ?? -1,
  };
}

function correctedColumn(key: Key): Column<Row> {
  return {
    name: `${NAMES[key]} corrected`,
    title: 'With the calls that should have begun meanwhile, by the rule of the operation',
    cell: (row) => <span title={row.figures.corrected?.rule}>{corrected(row, key)}</span>,
    value: (row) => row.figures.corrected?.[key] ?? -1,
  };
}

const corrected = (row: Row, key: Key) => latency(row.figures.corrected?.[key]);

/** What is shown where there are corrected latencies, instead of the raw ones or behind them. */
const CORRECTED = {
  corrected: KEYS.filter((key) => key !== 'min').map(correctedColumn),
  both: (['p50', 'p99', 'p999'] as const).map(correctedColumn),
};

const COUNTS: Column<Row>[] = [
  {
    name: 'Operation',
    text: true,
    head: true,
    cell: (row) => <Name text={row.name} />,
    value: (row) => row.name,
  },
  { name: 'Count', cell: (row) => count(row.figures.count), value: (row) => row.figures.count },
  {
    name: 'Share',
    cell: (row) => <Share percents={row.share} />,
    value: (row) => row.share,
    title: 'Of all calls',
  },
  {
    name: 'Rate now',
    cell: (row) => rate(row.figures.current?.throughput),
    value: (row) => row.figures.current?.throughput ?? -1,
  },
  {
    name: 'Mean rate',
    cell: (row) => rate(row.figures.throughput),
    value: (row) => row.figures.throughput,
  },
  {
    name: 'Errors',
    cell: (row) => <ErrorShare figures={row.figures} />,
    value: (row) => errorShare(row.figures),
  },
];

const LATENCIES: Column<Row>[] = KEYS.map((key) => ({
  ...latencyColumn(key),
  ...(key === 'p999' ? { cell: (row: Row) => <P999 figures={row.figures} /> } : {}),
}));

const TREND: Column<Row> = {
  name: 'Trend',
  cell: (row) => <Spark values={row.trend} />,
  title: 'Throughput of the last 120 intervals',
};

/** The columns for the latencies that are shown. */
function columnsOf(kind: Latencies): Column<Row>[] {
  if (kind === 'raw') return [...COUNTS, ...LATENCIES];
  return [...COUNTS, ...(kind === 'both' ? LATENCIES : []), ...CORRECTED[kind]];
}

const OPENING: Column<Row> = {
  ...COUNTS[0]!,
  cell: (row) => (
    <button type="button" class="link">
      <Name text={row.name} />
    </button>
  ),
};

function Share({ percents }: { percents: number }) {
  return (
    <span class="share-bar" style={{ '--share': `${percents.toFixed(1)}%` }}>
      {percent(percents)}
    </span>
  );
}

function ErrorShare({ figures }: { figures: ShownFigures }) {
  const share = errorShare(figures);
  return share > 0 ? (
    <span class="bad" title={`${count(figures.errors)} of ${count(figures.count)}`}>
      {percent(share)}
    </span>
  ) : (
    <>{percent(share)}</>
  );
}

const NO_TREND = () => [];

/** All operations of the run. */
export function Operations(props: {
  metrics: ShownMetrics;
  trend?: (name: string) => (number | null)[];
  onOpen?: (name: string) => void;
  latencies?: Latencies;
  /** What chooses them. */
  choice?: ComponentChildren;
}) {
  const { metrics, onOpen } = props;
  const rows = rowsOf(metrics, props.trend ?? NO_TREND);
  const all = columnsOf(props.latencies ?? 'raw');
  const columns = onOpen ? [OPENING, ...all.slice(1)] : all;
  if (rows.some((row) => row.trend.length > 1)) columns.splice(3, 0, TREND);
  return (
    <section class="wide">
      <div class="headed">
        <h2>Operations</h2>
        {props.choice}
      </div>
      <Table
        label="Operations"
        columns={columns}
        rows={rows}
        id={(row) => row.name}
        empty="No operation has completed yet"
        {...(onOpen ? { onOpen: (row: Row) => onOpen(row.name) } : {})}
      />
    </section>
  );
}

/** All operations as they are looked at now; each leads to itself. */
export function AllOperations({ run, view }: { run: Run; view: View }) {
  const metrics = run.shown.value;
  if (metrics === null) return <p class="loading">Waiting for the monitor…</p>;
  run.version.value;
  return (
    <Operations
      metrics={metrics}
      latencies={latenciesOf(run, view)}
      choice={<LatencyChoice run={run} view={view} />}
      trend={(name) => sparkline(run.timeline, name)}
      onOpen={(name) => {
        view.operation.value = name;
        view.tab.value = 'operations';
      }}
    />
  );
}

/** The tab: the table, or the operation that was chosen in it. */
export function OperationsTab({ run, view }: { run: Run; view: View }) {
  return view.operation.value === null ? (
    <AllOperations run={run} view={view} />
  ) : (
    <Operation run={run} view={view} />
  );
}
