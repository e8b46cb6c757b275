import type { Metrics } from '../api/types';
import { count, latency, percent, rate } from '../format';

function Card(props: { name: string; value: string; note?: string; id: string; alert?: boolean }) {
  return (
    <div class={props.alert ? 'card alert' : 'card'}>
      <dt>{props.name}</dt>
      <dd class="value" data-testid={props.id}>
        {props.value}
      </dd>
      <dd class="note">{props.note ?? ' '}</dd>
    </div>
  );
}

/** The figures that are read from two metres. */
export function Cards({ metrics }: { metrics: Metrics }) {
  const { total, current } = metrics;
  const now = current.latency;
  return (
    <dl class="cards" aria-label="Overall metrics">
      <Card
        id="throughput"
        name="Throughput now"
        value={rate(current.throughput)}
        note={`mean ${rate(total.throughput)}`}
      />
      <Card
        id="success-rate"
        name="Success rate"
        value={percent(total.success_rate)}
        note={`now ${percent(current.success_rate)}`}
      />
      <Card
        id="operations"
        name="Operations"
        value={count(total.operations)}
        note={`${count(current.operations)} in the last ${current.interval_seconds.toFixed(1)} s`}
      />
      <Card
        id="errors"
        name="Errors"
        value={count(total.errors)}
        note={`now ${count(current.errors)}`}
        alert={current.errors > 0}
      />
      <Card
        id="p50"
        name="p50"
        value={latency(total.latency.p50)}
        note={`now ${latency(now.p50)}`}
      />
      <Card
        id="p90"
        name="p90"
        value={latency(total.latency.p90)}
        note={`now ${latency(now.p90)}`}
      />
      <Card
        id="p99"
        name="p99"
        value={latency(total.latency.p99)}
        note={`now ${latency(now.p99)}`}
      />
      <Card
        id="in-flight"
        name="In flight"
        value={count(current.in_flight)}
        note={`oldest ${latency(current.oldest_in_flight_ms)}`}
      />
    </dl>
  );
}
