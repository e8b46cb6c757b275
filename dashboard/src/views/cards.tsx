import type { ComponentChildren } from 'preact';
import type { Totals } from '../api/types';
import type { Board } from '../charts/board';
import { Spark, reduced } from '../charts/spark';
import { count, latency, percent, rate } from '../format';
import { isEnded } from '../store/run';
import type { Column } from '../store/point';
import type { Cell } from '../store/timeline';
import type { Latencies } from '../store/view';

const SPARK_POINTS = 60;

function Card(props: {
  name: string;
  value: string;
  id: string;
  note: ComponentChildren;
  values: Cell[];
  floor?: number;
  alert?: boolean;
  /** Shows the lowest values, not the highest, where there is no room for all. */
  dips?: boolean;
}) {
  return (
    <div class={props.alert ? 'card alert' : 'card'}>
      <dt>{props.name}</dt>
      <dd class="value" data-testid={props.id}>
        {props.value}
      </dd>
      <dd class="note">{props.note}</dd>
      <dd class="line">
        <Spark
          values={reduced(props.values, SPARK_POINTS, props.dips)}
          {...(props.floor === undefined ? {} : { floor: props.floor })}
        />
      </dd>
    </div>
  );
}

/** The figures that are read from two metres, each with its last minutes. */
export function Cards({ board }: { board: Board }) {
  const { run } = board;
  const shown = run.shown.value;
  run.past.value;
  const span = board.span();
  const slice = span ? run.timeline.between(span.from, span.to) : { start: 0, end: 0 };
  const column = (name: Column) => run.timeline.part(name, slice);
  const total = shown?.total;
  const over = isEnded(run.status.value);
  // After the end nothing is now, and a range is all past.
  const now = over ? undefined : shown?.current;
  const ofRange = run.ranged.value.state !== 'off';
  const corrected = total?.corrected ?? null;
  const kind = board.latencies();
  return (
    <dl class="cards" aria-label="Overall metrics">
      <Card
        id="throughput"
        name={now ? 'Throughput now' : 'Throughput'}
        value={rate((now ?? total)?.throughput)}
        note={now ? `mean ${rate(total?.throughput)}` : `mean of the ${ofRange ? 'range' : 'run'}`}
        values={column('throughput')}
        floor={0}
      />
      <Card
        id="success-rate"
        name="Success rate"
        value={percent(total?.success_rate)}
        note={
          <>
            of <b data-testid="operations">{count(total?.operations)}</b> calls
          </>
        }
        dips
        values={successes(column('throughput'), column('errors'))}
      />
      {(['p50', 'p99'] as const).map((name) => (
        <Card
          key={name}
          id={name}
          name={kind === 'raw' ? name : `${name} ${kind === 'both' ? 'raw' : 'corrected'}`}
          value={latency((kind === 'corrected' ? corrected : total?.latency)?.[name])}
          note={noteOf(name, kind, total, now)}
          values={column(kind === 'corrected' ? `corrected_${name}` : name)}
          floor={0}
        />
      ))}
      <Card
        id="errors"
        name="Errors"
        value={count(total?.errors)}
        note={
          now
            ? `now ${count(now.errors)} in ${now.interval_seconds.toFixed(1)} s`
            : `${percent(failed(total))} of calls`
        }
        values={column('errors')}
        floor={0}
        alert={(now?.errors ?? 0) > 0}
      />
      <Card
        id="in-flight"
        name={now ? 'In flight' : 'In flight, most'}
        value={count(now ? now.in_flight : highest(column('in_flight')))}
        note={now ? `oldest ${latency(now.oldest_in_flight_ms)}` : 'at an interval’s end'}
        values={column('in_flight')}
        floor={0}
      />
    </dl>
  );
}

/** What stands below a percentile: the other kind where both are shown, else that of now. */
function noteOf(
  name: 'p50' | 'p99',
  kind: Latencies,
  total: Totals | undefined,
  now: Totals | undefined,
): string {
  if (kind === 'both') return `corrected ${latency(total?.corrected?.[name])}`;
  if (kind === 'corrected') return `raw ${latency(total?.latency[name])}`;
  if (now) return `now ${latency(now.latency[name])}`;
  return name === 'p50'
    ? `mean ${latency(total?.latency.mean)}`
    : `max ${latency(total?.latency.max)}`;
}

function failed(total: Totals | undefined): number | null {
  return total && total.success_rate !== null ? 100 - total.success_rate : null;
}

function successes(throughput: Cell[], errors: Cell[]): Cell[] {
  return throughput.map((all, i) => (all ? 100 * (1 - (errors[i] ?? 0) / all) : null));
}

function highest(values: Cell[]): Cell {
  return values.reduce(
    (most, value) => (value !== null && value > (most ?? -1) ? value : most),
    null,
  );
}
