import { useMemo, useState } from 'preact/hooks';
import type { Trend as TrendAnswer, TrendRun } from '../api/types';
import { StaticChart, type Cells } from '../charts/static';
import { clock, day, duration } from '../format';
import type { View } from '../store/view';
import { useAnswer } from './answers';
import { Choice } from './choice';
import { Name, shortened } from './name';
import { Pending } from './pending';
import { Table, type Column } from './table';
import { metricValue } from './verdicts';

const METRICS = ['throughput', 'errors', 'p50', 'p90', 'p99', 'p99.9'].map((name) => ({
  value: name,
  name,
}));

const named = (one: TrendRun) => shortened(one.version ?? clock(one.start_time), 16);

/** A metric of an operation over the last runs of the scenario; those that are unlike are apart. */
export function Trend(props: { about: string; view: View; operation: string }) {
  const { about, view, operation } = props;
  const [metric, setMetric] = useState('p99');
  const { value, error } = useAnswer<TrendAnswer>({
    path: 'trend',
    query: { record: about, op: operation, metric },
  });
  const runs = value?.runs ?? [];
  const hasUnlike = runs.some((one) => one.not_alike.length > 0);
  const drawn = useMemo((): [number[], ...Cells[]] => {
    const of = (isAlike: boolean) =>
      runs.map((one) => ((one.not_alike.length === 0) === isAlike ? one.value : null));
    return [runs.map((_, i) => i), of(true), ...(hasUnlike ? [of(false)] : [])];
  }, [value]);
  return (
    <section class="wide" data-testid="trend">
      <div class="headed">
        <h2>Last runs of the scenario</h2>
        <Choice label="Metric" options={METRICS} chosen={metric} choose={setMetric} />
      </div>
      {value === null && <Pending error={error} waiting="Reading the records…" />}
      {value !== null && runs.every((one) => one.value === null) && (
        <p class="empty">No run of the scenario has it</p>
      )}
      {value !== null && runs.some((one) => one.value !== null) && (
        <>
          <StaticChart
            title={`${metric} of ${operation} in the last ${runs.length} runs`}
            columns={drawn}
            lines={[
              { label: metric, color: 0, points: true },
              ...(hasUnlike ? [{ label: 'not alike', color: 7, points: true }] : []),
            ]}
            format={(one) => metricValue(value.unit, one ?? null)}
            x={{
              label: 'Run',
              kind: 'index',
              format: (at) => (runs[at] ? named(runs[at]) : ''),
            }}
            height={200}
          />
          <details>
            <summary>As a table</summary>
            <Table
              label="Last runs of the scenario"
              columns={columnsOf(value, view)}
              rows={[...runs].reverse()}
              id={(one) => one.id}
              empty=""
              mark={(one) => (one.id === about ? 'marked' : '')}
            />
          </details>
        </>
      )}
    </section>
  );
}

function columnsOf({ metric, unit }: TrendAnswer, view: View): Column<TrendRun>[] {
  return [
    {
      name: 'Run',
      text: true,
      head: true,
      cell: (one) => (
        <button type="button" class="link" onClick={() => view.show(one.id)}>
          <Name text={one.session_id} />
        </button>
      ),
    },
    {
      name: 'When',
      text: true,
      cell: (one) => `${day(one.start_time)} ${clock(one.start_time)}`,
      value: (one) => one.start_time,
    },
    { name: 'Version', text: true, cell: (one) => <Name text={one.version ?? '–'} /> },
    { name: 'Measured', cell: (one) => duration(one.measured_seconds) },
    {
      name: metric,
      cell: (one) => metricValue(unit, one.value),
      value: (one) => one.value ?? -1,
    },
    {
      name: 'Unlike in',
      text: true,
      cell: (one) => <Name text={one.not_alike.join('; ') || '–'} />,
    },
  ];
}
