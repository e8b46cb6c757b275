import { useMemo, useState } from 'preact/hooks';
import type { HeatMap, OperationTimeline, Percentiles, Point } from '../api/types';
import { HistogramChart, PercentileChart, bandsOfHeat } from '../charts/percentile';
import { StaticChart, type Cells } from '../charts/static';
import { clock, latency, rate } from '../format';
import type { ShownFigures } from '../store/run';
import { shortened } from './name';
import type { Polled } from './polled';

/** An operation that is looked at, with what was asked for of it. */
export interface Looked {
  name: string;
  figures: ShownFigures;
  timeline: Polled<OperationTimeline>;
  percentiles: Polled<Percentiles>;
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

/** Throughput and latency over time. */
export function OverTime({ looked }: { looked: Looked[] }) {
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

/** The percentile distribution, in one chart for both. */
export function Distribution({ looked }: { looked: Looked[] }) {
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

/** From the heat map, which is exact. */
export function Histogram({ name, heat }: { name: string; heat: Polled<HeatMap> }) {
  const map = heat.value;
  const bands = useMemo(() => bandsOfHeat(map?.bounds_ms ?? [], map?.columns ?? []), [map]);
  const empty = bands.counts.length === 0;
  return (
    <section>
      <h2>Histogram</h2>
      <Note polled={heat} empty={empty} />
      {!empty && <HistogramChart bands={bands} label={shortened(name, 24)} />}
    </section>
  );
}
