import type { RangeMetrics } from '../api/types';
import { clockOf, duration, percent, rate } from '../format';
import type { Run } from '../store/run';
import type { Range, View } from '../store/view';
import { useAnswers } from './answers';
import { Comparison, difference, differences, type Difference } from './compare';
import { errorShare, figuresOf } from './figures';
import { Layers, allOf, type Layer } from './layers';
import { Pending } from './pending';

const LABELS = ['First', 'Second'] as const;

const secondsOf = ({ from, to }: Range) => (to - from) / 1000;

function shown({ from, to }: Range): string {
  return `${clockOf(from / 1000)}–${clockOf(to / 1000)}`;
}

/** Two periods of one run over each other. */
export function Periods(props: { run: Run; view: View; operation: string }) {
  const { view, operation } = props;
  const periods = view.periods.value;
  const layers = periods.map((one, i): Layer => ({
    label: LABELS[i]!,
    query: { from: Math.round(one.from), to: Math.round(one.to) },
    start: one.from,
    seconds: secondsOf(one),
    color: i,
    dash: i > 0,
  }));
  return (
    <>
      <section class="wide">
        <h2>Periods</h2>
        <ul class="laid">
          {periods.map((one, i) => (
            <li key={`${one.from}-${one.to}`}>
              <Swatch color={i} dash={i > 0} />
              <b>{LABELS[i]}</b> {shown(one)}
              <span class="muted"> · {duration(Math.round(secondsOf(one)))}</span>
              <button
                type="button"
                onClick={() => (view.periods.value = periods.filter((other) => other !== one))}
              >
                Leave out
              </button>
            </li>
          ))}
        </ul>
        {periods.length < 2 && (
          <p class="muted">
            {periods.length === 0
              ? 'Drag over a chart of the '
              : 'Now drag over the other one in the '}
            <button type="button" class="link" onClick={() => goToOverview(view)}>
              overview
            </button>{' '}
            to select a period, and press Compare.
          </p>
        )}
      </section>
      {layers.length === 2 && (
        <div class="two">
          <PeriodTable layers={layers} operation={operation} />
          <Layers layers={layers} operation={operation} />
        </div>
      )}
    </>
  );
}

function goToOverview(view: View): void {
  view.range.value = null;
  view.tab.value = 'overview';
}

/** The line that stands for it in the charts; an empty place for what has none. */
export function Swatch({ color, dash }: { color: number | null; dash: boolean }) {
  const stroke = color === null ? 'transparent' : `var(--series-${color + 1})`;
  return (
    <span
      class={dash ? 'swatch dash' : 'swatch'}
      style={{ borderColor: stroke }}
      aria-hidden="true"
    />
  );
}

function PeriodTable({ layers, operation }: { layers: Layer[]; operation: string }) {
  const answers = useAnswers<RangeMetrics>(
    layers.map(({ query }) => ({ path: 'metrics', query: { ...query, ...allOf(query) } })),
  );
  const [first, second] = answers.map(({ value }) => figuresOf(value, operation));
  const error = answers.find((one) => one.error !== null)?.error ?? null;
  if (!first || !second) {
    return (
      <section class="wide">
        <h2>Differences</h2>
        <Pending
          error={error}
          waiting={
            answers.some(({ value }) => value === null)
              ? 'Asking…'
              : 'The operation has no call in one of the periods'
          }
        />
      </section>
    );
  }
  const rows: Difference[] = [
    difference('Throughput', first.throughput, second.throughput, rate),
    difference('Errors', errorShare(first), errorShare(second), percent),
    ...differences(first.latency, second.latency),
  ];
  return (
    <div class="wide">
      <Comparison names={['First', 'Second']} head="Figure" rows={rows} />
      <p class="muted">
        Two periods of one run tell how that run went, and not whether a version is better: for
        that, compare several runs of each.
      </p>
    </div>
  );
}
