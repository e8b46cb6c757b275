import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Live } from '../api/live';
import type { Query } from '../api/rest';
import type { Metrics, Point } from '../api/types';
import { HistogramChart, PercentileChart, bandsOfHeat, bandsOfSteps } from '../charts/percentile';
import { StaticChart, type Cells } from '../charts/static';
import { clock, count, latency, percent, rate } from '../format';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import { Comparison } from './compare';
import {
  figuresOf,
  operationNames,
  type HeatMap,
  type OperationTimeline,
  type Percentiles,
  type Shown,
} from './documents';
import { OperationErrors } from './errors';
import { Name, shortened } from './name';
import { P999, errorShare } from './operations';
import { useServed, usePolled, type Polled } from './polled';
import { shownMetrics } from './shown';

const MOST_POINTS = 600;
const LONGEST_SECONDS = 86_400;

/** The stretch of the run that is shown, as the timeline's parameters: at most so many points. */
export function timelineQuery(run: Run, view: View): Query {
  const range = view.range.value;
  const status = run.status.value;
  const tick = status?.metrics_interval_seconds ?? 1;
  const window = view.window.value;
  const elapsed = Math.ceil((status?.elapsed_seconds ?? 60) / 60) * 60;
  const seconds = range
    ? (range.to - range.from) / 1000
    : Math.min(LONGEST_SECONDS, window === 'all' ? Math.max(60, elapsed) : window * 60);
  const interval = Math.max(tick, Math.ceil(seconds / MOST_POINTS));
  return range ? { ...rangeQuery(view), interval } : { window: seconds, interval };
}

/** The selected range, if there is one. */
export function rangeQuery(view: View): Query {
  const range = view.range.value;
  return range ? { from: Math.round(range.from), to: Math.round(range.to) } : {};
}

/** The columns of up to two operations over the times that any of them has. */
export function overTime(
  timelines: Point[][],
  keys: ('throughput' | 'latency_p50' | 'latency_p99' | 'latency_max')[],
): [number[], ...Cells[]] {
  const byTime = timelines.map(
    (points) => new Map(points.map((point) => [Date.parse(point.timestamp) / 1000, point])),
  );
  const times = [...new Set(byTime.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  const cells = byTime.flatMap((points) =>
    keys.map((key) => times.map((time) => points.get(time)?.[key] ?? null)),
  );
  return [times, ...cells];
}

interface Looked {
  name: string;
  figures: Shown;
  timeline: Polled<OperationTimeline>;
  percentiles: Polled<Percentiles>;
}

/** One operation, or two side by side. */
export function Operation({ run, view }: { run: Run; live: Live; view: View }) {
  const metrics = shownMetrics(run);
  const first = useOperation(run, view, metrics, view.operation.value);
  const beside = view.compared.value === view.operation.value ? null : view.compared.value;
  const second = useOperation(run, view, metrics, beside);
  const served = useServed(run) && first !== null;
  const heat = usePolled<HeatMap>(
    'heatmap',
    { op: view.operation.value, columns: 10, ...rangeQuery(view) },
    served,
  );
  if (metrics === null) return <p class="loading">Waiting for the monitor…</p>;
  const looked = [first, second].filter((one) => one !== null);
  return (
    <div class="operation">
      <Choice view={view} names={operationNames(metrics)} />
      {first === null ? (
        <p class="loading">
          No call of <Name text={view.operation.value ?? ''} /> in what is shown
        </p>
      ) : (
        <>
          {looked.map((one) => (
            <Figures key={one.name} looked={one} titled={looked.length > 1} />
          ))}
          <div class="two">
            <OverTime looked={looked} />
            <Distribution looked={looked} />
            {second === null ? (
              <Histogram first={first} heat={heat.value} />
            ) : (
              <Comparison
                names={[first.name, second.name]}
                first={first.figures.latency}
                second={second.figures.latency}
              />
            )}
          </div>
          <div class="two">
            {looked.map((one) => (
              <OperationErrors key={one.name} run={run} operation={one.name} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

function useOperation(
  run: Run,
  view: View,
  metrics: Metrics | null,
  name: string | null,
): Looked | null {
  const figures = figuresOf(metrics, name);
  const asked = useServed(run) && figures !== null;
  const timeline = usePolled<OperationTimeline>(
    'metrics/timeline',
    { op: name, ...timelineQuery(run, view) },
    asked,
  );
  const percentiles = usePolled<Percentiles>(
    'percentiles',
    { op: name, ...rangeQuery(view) },
    asked,
  );
  return figures === null || name === null ? null : { name, figures, timeline, percentiles };
}

/** Which operation, and which beside it. */
function Choice({ view, names }: { view: View; names: string[] }) {
  const chosen = view.operation.value ?? '';
  const known = names.includes(chosen) ? names : [chosen, ...names];
  return (
    <div class="bar">
      <button
        type="button"
        onClick={() => {
          view.compared.value = null;
          view.operation.value = null;
        }}
      >
        ← All operations
      </button>
      <label>
        Operation{' '}
        <select
          value={chosen}
          onChange={(event) => {
            view.operation.value = event.currentTarget.value;
            if (view.compared.value === view.operation.value) view.compared.value = null;
          }}
        >
          <Options names={known} />
        </select>
      </label>
      <label>
        beside{' '}
        <select
          value={view.compared.value ?? ''}
          onChange={(event) => {
            view.compared.value = event.currentTarget.value || null;
          }}
        >
          <option value="">none</option>
          <Options names={names.filter((name) => name !== chosen)} />
        </select>
      </label>
    </div>
  );
}

function Options({ names }: { names: string[] }) {
  return (
    <>
      {names.map((name) => (
        <option key={name} value={name}>
          {shortened(name)}
        </option>
      ))}
    </>
  );
}

type Item = [name: string, value: ComponentChildren];

function Figures({ looked, titled }: { looked: Looked; titled: boolean }) {
  const { figures, name } = looked;
  const items: Item[] = [
    ['Calls', count(figures.count)],
    ...(figures.current ? [['Rate now', rate(figures.current.throughput)] as Item] : []),
    ['Mean rate', rate(figures.throughput)],
    ['Errors', `${count(figures.errors)} · ${percent(errorShare(figures))}`],
    ['p50', latency(figures.latency.p50)],
    ['p99', latency(figures.latency.p99)],
    ['p99.9', <P999 figures={figures} />],
    ['Max', latency(figures.latency.max)],
  ];
  return (
    <section class="wide">
      <h2>
        <Name text={name} />
      </h2>
      <dl class="figures" aria-label={titled ? `Figures of ${name}` : 'Figures'}>
        {items.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What keeps a chart from being drawn. */
function Note({ polled, empty }: { polled: Polled<unknown>; empty: boolean }) {
  if (polled.value === null && polled.error === null) return <p class="loading">Asking…</p>;
  if (polled.error !== null) {
    return (
      <p class="note" role="status">
        Not up to date: {polled.error}
      </p>
    );
  }
  return empty ? <p class="empty">Nothing in what is shown</p> : null;
}

function OverTime({ looked }: { looked: Looked[] }) {
  const values = looked.map((one) => one.timeline.value);
  const points = values.map((value) => value?.data_points ?? []);
  const throughput = useMemo(() => overTime(points, ['throughput']), values);
  const latencies = useMemo(() => overTime(points, ['latency_p50', 'latency_p99']), values);
  const time = {
    label: 'Time',
    kind: 'time' as const,
    format: (at: number) => clock(new Date(at * 1000).toISOString()),
  };
  const names = looked.map((one) => shortened(one.name, 24));
  const both = looked.length > 1;
  const empty = throughput[0].length === 0;
  return (
    <>
      <section>
        <h2>Throughput</h2>
        <Note polled={looked[0]!.timeline} empty={empty} />
        {!empty && (
          <StaticChart
            title={`Throughput of ${names.join(' and ')} over time`}
            columns={throughput}
            lines={names.map((name, i) => ({ label: name, color: i, fill: !both, dash: i > 0 }))}
            format={rate}
            x={time}
            height={220}
            sync="operation"
          />
        )}
      </section>
      <section>
        <h2>Latency</h2>
        <Note polled={looked[0]!.timeline} empty={empty} />
        {!empty && (
          <StaticChart
            title={`Latency percentiles of ${names.join(' and ')} over time, logarithmic`}
            columns={latencies}
            lines={names.flatMap((name, i) => [
              { label: both ? `${name} p50` : 'p50', color: both ? i : 0, dash: false },
              { label: both ? `${name} p99` : 'p99', color: both ? i : 1, dash: both },
            ])}
            format={latency}
            x={time}
            height={220}
            log
            sync="operation"
          />
        )}
      </section>
    </>
  );
}

function Distribution({ looked }: { looked: Looked[] }) {
  const [log, setLog] = useState(false);
  const curves = looked.flatMap(({ name, percentiles }) =>
    percentiles.value && percentiles.value.percentiles.length > 0
      ? [
          {
            label: shortened(name, 24),
            steps: percentiles.value.percentiles,
            count: percentiles.value.count,
          },
        ]
      : [],
  );
  return (
    <section>
      <div class="headed">
        <h2>Percentile distribution</h2>
        <button type="button" aria-pressed={log} onClick={() => setLog(!log)}>
          Logarithmic
        </button>
      </div>
      <Note polled={looked[0]!.percentiles} empty={curves.length === 0} />
      {curves.length > 0 && <PercentileChart curves={curves} log={log} />}
    </section>
  );
}

/** From the heat map, which is exact; from the percentiles where there is none. */
function Histogram({ first, heat }: { first: Looked; heat: HeatMap | null }) {
  const steps = first.percentiles.value;
  const bands = useMemo(
    () =>
      heat ? bandsOfHeat(heat.bounds_ms, heat.columns) : bandsOfSteps(steps?.percentiles ?? []),
    [heat, steps],
  );
  const empty = bands.counts.length === 0;
  return (
    <section>
      <h2>Histogram</h2>
      <Note polled={first.percentiles} empty={empty} />
      {!empty && <HistogramChart bands={bands} label={shortened(first.name, 24)} />}
    </section>
  );
}
