import { useMemo, useState } from 'preact/hooks';
import type { HeatMap, OperationTimeline, Percentiles, Point } from '../api/types';
import { HistogramChart, PercentileChart, bandsOfHeat } from '../charts/percentile';
import { StaticChart, type Cells } from '../charts/static';
import { clock, latency, rate } from '../format';
import { judged } from '../store/limits';
import type { Run, ShownFigures } from '../store/run';
import type { Latencies } from '../store/view';
import { shortened } from './name';
import { Stale } from './pending';
import type { Polled } from './polled';

/** An operation that is looked at, with what was asked for of it. */
export interface Looked {
  name: string;
  figures: ShownFigures;
  timeline: Polled<OperationTimeline>;
  percentiles: Polled<Percentiles>;
  /** Those of the corrected latencies, which nobody asks for without a rule. */
  corrected: Polled<Percentiles>;
}

/** The kinds of latency that an operation has of those that are shown. */
function kindsOf(one: Looked, kind: Latencies): ('raw' | 'corrected')[] {
  if (one.figures.corrected === null || kind === 'raw') return ['raw'];
  return kind === 'corrected' ? ['corrected'] : ['raw', 'corrected'];
}

/** What a line is called; the kind only where it is not plain. */
function labelOf(name: string, kind: 'raw' | 'corrected', shown: Latencies): string {
  return shown === 'raw' ? name : `${name} ${kind}`;
}

/** The columns of up to two operations over the times that any of them has. */
export function overTime(
  timelines: Point[][],
  keys: (keyof Point & ('throughput' | `${'latency' | 'corrected'}_${'p50' | 'p99' | 'max'}`))[],
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
  if (polled.error !== null) return <Stale error={polled.error} />;
  return empty ? <p class="empty">Nothing in what is shown</p> : null;
}

/** Throughput and latency over time. */
export function OverTime(props: { run: Run; looked: Looked[]; kind: Latencies }) {
  const { run, looked, kind } = props;
  const values = looked.map((one) => one.timeline.value);
  const points = values.map((value) => value?.data_points ?? []);
  const throughput = useMemo(() => overTime(points, ['throughput']), values);
  const kinds = looked.map((one) => kindsOf(one, kind));
  const latencies = useMemo((): [number[], ...Cells[]] => {
    const [times, ...cells] = overTime(points, [
      'latency_p50',
      'latency_p99',
      'corrected_p50',
      'corrected_p99',
    ]);
    const wanted = kinds.flatMap((own, i) =>
      own.flatMap((one) => (one === 'raw' ? [4 * i, 4 * i + 1] : [4 * i + 2, 4 * i + 3])),
    );
    return [times, ...wanted.map((at) => cells[at]!)];
  }, [...values, kinds.join(' ')]);
  const time = {
    label: 'Time',
    kind: 'time' as const,
    format: (at: number) => clock(new Date(at * 1000).toISOString()),
  };
  const names = looked.map((one) => shortened(one.name, 24));
  const both = looked.length > 1;
  const limits = useLimits(
    run,
    looked.map((one) => one.name),
  );
  const end = run.timeline.end ?? Infinity;
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
            judged={limits.throughput}
            end={end}
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
            lines={names.flatMap((name, i) =>
              kinds[i]!.flatMap((one) => {
                const isCorrected = one === 'corrected';
                const of = (figure: string) =>
                  labelOf(both ? `${name} ${figure}` : figure, one, kind);
                // By colour the operations, or of one its percentiles and their kinds.
                const color = both ? i + (isCorrected ? 2 : 0) : isCorrected ? 2 : 0;
                return [
                  { label: of('p50'), color, dash: false },
                  { label: of('p99'), color: both ? color : color + 1, dash: both },
                ];
              }),
            )}
            format={latency}
            x={time}
            height={220}
            log
            sync="operation"
            judged={limits.latency}
            end={end}
          />
        )}
      </section>
    </>
  );
}

/** What of the thresholds the charts of some operations show: those of all only where there is no other. */
function useLimits(run: Run, names: string[]) {
  const isAlone = run.timeline.operationNames.length === 1;
  const shows = (operation: string | null) =>
    operation === null ? isAlone : names.includes(operation);
  return useMemo(
    () => ({
      throughput: judged(run, 'throughput', shows),
      latency: judged(run, 'latency', shows),
    }),
    [run.judged.value, run.episodes.value, names.join('\n'), isAlone],
  );
}

/** The percentile distribution, in one chart for both. */
export function Distribution({ looked, kind }: { looked: Looked[]; kind: Latencies }) {
  const [log, setLog] = useState(false);
  const curves = looked.flatMap((one) =>
    kindsOf(one, kind).flatMap((of) => {
      const { value } = of === 'raw' ? one.percentiles : one.corrected;
      return value && value.percentiles.length > 0
        ? [
            {
              label: labelOf(shortened(one.name, 24), of, kind),
              steps: value.percentiles,
              count: value.count,
            },
          ]
        : [];
    }),
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
