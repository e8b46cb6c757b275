import type { ComponentChildren } from 'preact';
import type { HeatMap, Latency, OperationTimeline, Percentiles } from '../api/types';
import { count, latency, percent, rate } from '../format';
import type { Run, ShownMetrics } from '../store/run';
import { latenciesOf, type Latencies, type View } from '../store/view';
import { Comparison, differences } from './compare';
import { OperationErrors } from './error-table';
import { P999, errorShare, figuresOf } from './figures';
import { LatencyChoice, Rule } from './latencies';
import { Name } from './name';
import { Distribution, Histogram, OverTime, type Looked } from './operation-charts';
import { OperationChoice } from './operation-choice';
import { usePolled } from './polled';
import { rangeQuery, timelineQuery } from './queries';

/** One operation, or two side by side. */
export function Operation({ run, view }: { run: Run; view: View }) {
  const metrics = run.shown.value;
  const first = useOperation(run, view, metrics, view.operation.value);
  const beside = view.compared.value === view.operation.value ? null : view.compared.value;
  const second = useOperation(run, view, metrics, beside);
  const served = !run.gone.value && first !== null;
  const heat = usePolled<HeatMap>(
    'heatmap',
    { op: view.operation.value, columns: 10, ...rangeQuery(view) },
    served,
  );
  if (metrics === null) return <p class="loading">Waiting for the monitor…</p>;
  const looked = [first, second].filter((one) => one !== null);
  const kind = latenciesOf(run, view);
  return (
    <div class="operation">
      <div class="headed">
        <OperationChoice view={view} names={Object.keys(metrics.by_operation)} />
        <LatencyChoice run={run} view={view} />
      </div>
      {first === null ? (
        <p class="loading">
          No call of <Name text={view.operation.value ?? ''} /> in what is shown
        </p>
      ) : (
        <>
          {looked.map((one) => (
            <Figures key={one.name} looked={one} titled={looked.length > 1} kind={kind} />
          ))}
          <div class="two">
            <OverTime run={run} looked={looked} kind={kind} />
            <Distribution looked={looked} kind={kind} />
            {second === null ? (
              <Histogram name={first.name} heat={heat} />
            ) : (
              <Comparison
                names={[first.name, second.name]}
                head="Latency"
                rows={differences(comparedOf(first, kind), comparedOf(second, kind))}
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
  metrics: ShownMetrics | null,
  name: string | null,
): Looked | null {
  const figures = figuresOf(metrics, name);
  const asked = !run.gone.value && figures !== null;
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
  const corrected = usePolled<Percentiles>(
    'percentiles',
    { op: name, ...rangeQuery(view), latency: 'corrected' },
    asked && figures.corrected !== null,
  );
  return figures === null || name === null
    ? null
    : { name, figures, timeline, percentiles, corrected };
}

/** Those that are compared: the corrected ones where only they are shown. */
function comparedOf({ figures }: Looked, kind: Latencies): Latency {
  return kind === 'corrected' ? (figures.corrected ?? figures.latency) : figures.latency;
}

type Item = [name: string, value: ComponentChildren];

function Figures(props: { looked: Looked; titled: boolean; kind: Latencies }) {
  const { looked, titled } = props;
  const { figures, name } = looked;
  const { corrected } = figures;
  const kind = corrected === null ? 'raw' : props.kind;
  const raw = kind === 'both' ? ' raw' : '';
  const items: Item[] = [
    ['Calls', count(figures.count)],
    ...(figures.current ? [['Rate now', rate(figures.current.throughput)] as Item] : []),
    ['Mean rate', rate(figures.throughput)],
    ['Errors', `${count(figures.errors)} · ${percent(errorShare(figures))}`],
    ...(kind === 'corrected'
      ? []
      : ([
          [`p50${raw}`, latency(figures.latency.p50)],
          [`p99${raw}`, latency(figures.latency.p99)],
          [`p99.9${raw}`, <P999 figures={figures} />],
        ] as Item[])),
    ...(corrected === null || kind === 'raw'
      ? []
      : ([
          ['p50 corrected', latency(corrected.p50)],
          ['p99 corrected', latency(corrected.p99)],
          ['p99.9 corrected', latency(corrected.p999)],
        ] as Item[])),
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
      {corrected !== null && kind !== 'raw' && <Rule text={corrected.rule} />}
    </section>
  );
}
