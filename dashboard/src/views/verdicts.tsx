import type { MetricDifference, RunComparison, Verdict } from '../api/types';
import { latency, rate } from '../format';
import type { LaidRun } from '../store/laid';
import { LIST_SEPARATOR, type View } from '../store/view';
import { useAnswer } from './answers';
import { signed } from './compare';
import { Name } from './name';
import { Pending } from './pending';
import { Table, type Column } from './table';

const SIGNS: Record<Verdict, string> = {
  worse: '✕',
  better: '✓',
  same: '=',
  inconclusive: '?',
  'no data': '–',
};

const CLASSES: Record<Verdict, string> = {
  worse: 'serious',
  better: 'ok',
  same: 'ok',
  inconclusive: 'pending',
  'no data': 'no-data',
};

function Said({ verdict, decides = true }: { verdict: Verdict; decides?: boolean }) {
  return (
    <span
      class={`state ${decides ? CLASSES[verdict] : 'no-data'}`}
      title={decides ? undefined : 'It is shown, and does not decide'}
    >
      <span aria-hidden="true">{SIGNS[verdict]}</span> {decides ? verdict : `(${verdict})`}
    </span>
  );
}

/** A value of a metric in its unit. */
export function metricValue(unit: MetricDifference['unit'], value: number | null): string {
  if (value === null) return '–';
  switch (unit) {
    case 'ms':
      return latency(value);
    case '1/s':
      return rate(value);
    case 'ratio':
      return `${(100 * value).toFixed(3)} %`;
  }
}

const share = (value: number) => `${(100 * value).toFixed(1)} %`;
const points = (value: number) => `${(100 * value).toFixed(3)} points`;

function changeOf(unit: MetricDifference['unit'], value: number | null): string {
  return signed(value, unit === 'ratio' ? points : share);
}

const COLUMNS: Column<MetricDifference>[] = [
  { name: 'Metric', text: true, head: true, cell: (one) => one.metric },
  { name: 'Base', cell: (one) => metricValue(one.unit, one.base) },
  { name: 'New', cell: (one) => metricValue(one.unit, one.new) },
  { name: 'Change', cell: (one) => changeOf(one.unit, one.change) },
  {
    name: '95 % interval',
    cell: (one) =>
      one.change_low === null
        ? '–'
        : `${changeOf(one.unit, one.change_low)} to ${changeOf(one.unit, one.change_high)}`,
    title: 'The change lies in it with 95 % probability',
  },
  {
    name: 'Run SD',
    cell: (one) =>
      one.run_sd === null ? '–' : one.unit === 'ratio' ? points(one.run_sd) : share(one.run_sd),
    title: 'How much runs of one version differ from each other, as a standard deviation',
  },
  {
    name: 'Verdict',
    text: true,
    cell: (one) => <Said verdict={one.verdict} decides={one.decides} />,
  },
];

/** What may be said of the new runs beside the base: the verdicts of `compare`, and its sentences. */
export function Verdicts(props: { runs: LaidRun[]; view: View; operation: string }) {
  const { runs, view, operation } = props;
  const ids = (side: LaidRun['side']) =>
    runs
      .filter((one) => one.side === side)
      .map(({ id }) => id)
      .join(LIST_SEPARATOR);
  const isAsked = ids('base') !== '' && ids('new') !== '';
  const { value, error } = useAnswer<RunComparison>(
    isAsked
      ? { path: 'comparison', query: { base: ids('base'), new: ids('new'), force: 'true' } }
      : null,
  );
  if (!isAsked) {
    return (
      <p class="muted">
        Add runs and put them on both sides: the base, and what is held against it.
      </p>
    );
  }
  if (value === null) {
    return (
      <Pending error={error === null ? null : `Not compared: ${error}`} waiting="Comparing…" />
    );
  }
  return (
    <section class="wide" data-testid="verdicts">
      <h2>
        Verdict: <Said verdict={value.verdict} />
        <span class="muted">
          {' '}
          {value.base.length} base and {value.new.length} new
          {value.history.length > 0 && `, ${value.history.length} of the history`}
        </span>
      </h2>
      <Deciding comparison={value} view={view} operation={operation} />
      <Table
        label="Differences"
        columns={COLUMNS}
        rows={value.metrics.filter((one) => one.operation === operation)}
        id={(one) => one.metric}
        empty="None of the runs has the operation"
        mark={(one) => (one.verdict === 'worse' && one.decides ? 'marked' : '')}
      />
      <ul class="remarks" aria-label="Remarks">
        {value.remarks
          .filter((one) => one.operation === null || one.operation === operation)
          .map((one) => (
            <li key={one.text} class={one.kind === 'not_alike' ? 'bad' : ''}>
              <bdi>{one.text}</bdi>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** Other operations in which something got worse: one exit code comes of all. */
function Deciding(props: { comparison: RunComparison; view: View; operation: string }) {
  const { comparison, view, operation } = props;
  const worse = comparison.metrics.filter(
    (one) => one.decides && one.verdict === 'worse' && one.operation !== operation,
  );
  const names = [...new Set(worse.map((one) => one.operation))];
  if (names.length === 0) return null;
  return (
    <p>
      Worse elsewhere:{' '}
      {names.map((name) => (
        <button key={name} type="button" onClick={() => (view.operation.value = name)}>
          <Name text={name} />
        </button>
      ))}
    </p>
  );
}
