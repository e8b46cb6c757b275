import { useMemo, useState } from 'preact/hooks';
import type { Query } from '../api/rest';
import type { OperationTimeline, Percentiles, Point } from '../api/types';
import { PercentileChart } from '../charts/percentile';
import { StaticChart, type Cells } from '../charts/static';
import { duration, latency, rate } from '../format';
import { useAnswers, type Answer } from './answers';
import { Choice } from './choice';

/** What is laid over others: a whole run, or a stretch of one. */
export interface Layer {
  label: string;
  /** Which calls are its own. */
  query: Query;
  /** When it begins, in milliseconds since the epoch, and how long it is. */
  start: number;
  seconds: number;
  /** The number of its colour. */
  color: number;
  /** Whether it is drawn as one of those that are held against the others. */
  dash: boolean;
}

const MOST_POINTS = 300;
const WHOLE_SECONDS = 86_400;
const HEIGHT = 220;

const FIGURES = [
  { value: 'latency_p50', name: 'p50' },
  { value: 'latency_p90', name: 'p90' },
  { value: 'latency_p99', name: 'p99' },
  { value: 'latency_p999', name: 'p99.9' },
  { value: 'latency_max', name: 'Max' },
] as const;
type LatencyKey = (typeof FIGURES)[number]['value'];

/** The values of each layer over the seconds since its begin, on one axis of whole intervals. */
export function sinceBegin(
  layers: { start: number; points: Point[] }[],
  key: LatencyKey | 'throughput',
  interval: number,
): [number[], ...Cells[]] {
  const byStep = layers.map(({ start, points }) => {
    // Counted from the first one on: what is half an interval off would be rounded now up, now down.
    const first = points[0] ? Date.parse(points[0].timestamp) : start;
    const stepsBetween = (from: number, to: number) => Math.round((to - from) / 1000 / interval);
    return new Map(
      points.map((point) => [
        stepsBetween(start, first) + stepsBetween(first, Date.parse(point.timestamp)),
        point[key],
      ]),
    );
  });
  const steps = [...new Set(byStep.flatMap((one) => [...one.keys()]))].sort((a, b) => a - b);
  return [
    steps.map((step) => step * interval),
    ...byStep.map((one): Cells => steps.map((step) => one.get(step) ?? null)),
  ];
}

/** All calls of a period are meant, also where it lies in the warm-up; a run is what is measured of it. */
export const allOf = (query: Query): Query => ('from' in query ? { include: 'warmup' } : {});

/** What keeps layers from being drawn. */
function Trouble({ layers, answers }: { layers: Layer[]; answers: Answer<unknown>[] }) {
  const failed = layers.flatMap(({ label }, i) => {
    const error = answers[i]?.error ?? null;
    return error === null ? [] : [`${label}: ${error}`];
  });
  if (failed.length > 0) {
    return (
      <p class="note" role="status">
        {failed.join('; ')}
      </p>
    );
  }
  return answers.some(({ value }) => value === null) ? <p class="loading">Asking…</p> : null;
}

/** Throughput, latency and percentile curves of an operation, all layers in one chart each. */
export function Layers({ layers, operation }: { layers: Layer[]; operation: string }) {
  const [figure, setFigure] = useState<LatencyKey>('latency_p99');
  const [log, setLog] = useState(true);
  const longest = Math.max(1, ...layers.map(({ seconds }) => seconds));
  const interval = Math.max(1, Math.ceil(longest / MOST_POINTS));
  const timelines = useAnswers<OperationTimeline>(
    layers.map(({ query }) => ({
      path: 'metrics/timeline',
      query: {
        op: operation,
        interval,
        ...('from' in query ? {} : { window: WHOLE_SECONDS }),
        ...query,
      },
    })),
  );
  const percentiles = useAnswers<Percentiles>(
    layers.map(({ query }) => ({
      path: 'percentiles',
      query: { op: operation, ...query, ...allOf(query) },
    })),
  );
  const values = timelines.map(({ value }) => value);
  const drawn = (key: LatencyKey | 'throughput') =>
    sinceBegin(
      layers.map(({ start }, i) => ({ start, points: values[i]?.data_points ?? [] })),
      key,
      interval,
    );
  const throughput = useMemo(() => drawn('throughput'), [...values, interval]);
  const latencies = useMemo(() => drawn(figure), [...values, interval, figure]);
  const lines = layers.map(({ label, dash, color }) => ({ label, color, dash }));
  const curves = layers.flatMap(({ label, color, dash }, i) => {
    const value = percentiles[i]!.value;
    return value && value.percentiles.length > 0
      ? [{ label, color, dash, steps: value.percentiles, count: value.count }]
      : [];
  });
  const x = { label: 'Since the begin', kind: 'elapsed' as const, format: duration };
  const names = layers.map(({ label }) => label).join(', ');
  const isEmpty = throughput[0].length === 0;
  return (
    <>
      <section>
        <h2>Throughput</h2>
        <Trouble layers={layers} answers={timelines} />
        {!isEmpty && (
          <StaticChart
            title={`Throughput of ${names} since their begin`}
            columns={throughput}
            lines={lines}
            format={rate}
            x={x}
            height={HEIGHT}
            sync="layers"
          />
        )}
      </section>
      <section>
        <div class="headed">
          <h2>Latency</h2>
          <Choice label="Latency" options={FIGURES} chosen={figure} choose={setFigure} />
        </div>
        <Trouble layers={layers} answers={timelines} />
        {!isEmpty && (
          <StaticChart
            title={`Latency of ${names} since their begin, logarithmic`}
            columns={latencies}
            lines={lines}
            format={latency}
            x={x}
            height={HEIGHT}
            log
            sync="layers"
          />
        )}
      </section>
      <section class="wide">
        <div class="headed">
          <h2>Percentile distribution</h2>
          <button type="button" aria-pressed={log} onClick={() => setLog(!log)}>
            Logarithmic
          </button>
        </div>
        <Trouble layers={layers} answers={percentiles} />
        {curves.length > 0 && <PercentileChart curves={curves} log={log} />}
      </section>
    </>
  );
}
