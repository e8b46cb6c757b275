import type { ComponentChildren } from 'preact';
import type { HeatMap, OperationTimeline, Percentiles } from '../api/types';
import { count, latency, percent, rate } from '../format';
import type { Run, ShownMetrics } from '../store/run';
import type { View } from '../store/view';
import { Comparison } from './compare';
import { OperationErrors } from './error-table';
import { P999, errorShare, figuresOf } from './figures';
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
  return (
    <div class="operation">
      <OperationChoice view={view} names={Object.keys(metrics.by_operation)} />
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
              <Histogram name={first.name} heat={heat} />
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
  return figures === null || name === null ? null : { name, figures, timeline, percentiles };
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
