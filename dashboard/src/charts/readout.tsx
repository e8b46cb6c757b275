import type { TimelineEvent } from '../api/types';
import { bytes, clockOf, count, latency, percent, rate } from '../format';
import { STATUSES } from '../store/point';
import type { Run } from '../store/run';
import type { Board } from './board';
import { identity, stretches, stretchOf } from '../store/limits';
import { during } from './events';

const WIDTH = 264;
const GAP = 14;
const MOST_FOUND = 3;

/** What else happened in the second under the cursor: one for all charts, beside the pointer. */
export function Readout({ board }: { board: Board }) {
  const pointed = board.pointed.value;
  if (!pointed) return <div class="readout" role="status" hidden />;
  const left = pointed.x + GAP + WIDTH > innerWidth ? pointed.x - GAP - WIDTH : pointed.x + GAP;
  return (
    <div
      class="readout"
      role="status"
      aria-live={pointed.byKey ? 'polite' : 'off'}
      style={{
        left: `${Math.max(4, left)}px`,
        top: `${Math.max(4, Math.min(pointed.y, innerHeight - 230))}px`,
        width: `${WIDTH}px`,
      }}
      data-testid="readout"
    >
      <Moment board={board} time={pointed.time} />
      {pointed.latency !== null && <Calls board={board} at={pointed.latency} />}
    </div>
  );
}

function Moment({ board: { run }, time }: { board: Board; time: number }) {
  const { timeline } = run;
  const index = timeline.near(time);
  if (index < 0) return null;
  const at = (name: Parameters<typeof timeline.at>[0]) => timeline.at(name, index);
  const seconds = at('duration') ?? 0;
  const end = at('time') ?? time;
  const status = STATUSES[at('phase') ?? -1];
  const events = during(timeline.events, end - seconds, end);
  return (
    <>
      <p class="moment">
        <b>{clockOf(end)}</b>
        <span class="muted">
          {' '}
          {seconds.toFixed(1)} s{status ? ` · ${status}` : ''}
        </span>
      </p>
      <Paused kind="gc" name="GC" times={at('gc_count')} ms={at('gc_ms')} />
      <Paused kind="stall" name="stall" times={at('stall_count')} ms={at('stall_ms')} />
      <Broken run={run} from={end - seconds} to={end} />
      <StoodOut run={run} from={end - seconds} to={end} />
      {events.filter(isMoment).map((event) => (
        <p class={`happened ${event.kind}`}>
          {event.kind === 'phase' ? `begins: ${event.text}` : <bdi>{event.text}</bdi>}
        </p>
      ))}
      <dl>
        <dt>Throughput</dt>
        <dd>{rate(at('throughput'))}</dd>
        <dt>Errors</dt>
        <dd>{rate(at('errors'))}</dd>
        <dt>p50, p99</dt>
        <dd>
          {latency(at('p50'))} · {latency(at('p99'))}
        </dd>
        {at('corrected_p99') !== null && (
          <>
            <dt>Corrected p50, p99</dt>
            <dd>
              {latency(at('corrected_p50'))} · {latency(at('corrected_p99'))}
            </dd>
          </>
        )}
        <dt>Longest</dt>
        <dd>{latency(at('max'))}</dd>
        <dt>In flight, workers</dt>
        <dd>
          {count(at('in_flight'))} · {count(at('workers'))}
        </dd>
        {at('cpu_process') !== null && (
          <>
            <dt>CPU, machine</dt>
            <dd>
              {percent(at('cpu_process'))} · {percent(at('cpu_machine'))}
            </dd>
          </>
        )}
        <dt>Heap</dt>
        <dd>{bytes(at('heap') ?? 0)}</dd>
      </dl>
    </>
  );
}

function isMoment({ kind }: TimelineEvent): boolean {
  return kind === 'phase' || kind === 'clock' || kind === 'note';
}

/** The thresholds that were broken in a point. */
function Broken({ run, from, to }: { run: Run; from: number; to: number }) {
  const broken = run.alerts.value.filter((one) =>
    stretches(run.episodes.value, [one]).some(({ at, end }) => at < to && end > from),
  );
  return (
    <>
      {broken.map((one) => (
        <p class="happened broken" key={identity(one)}>
          <bdi>{one.name}</bdi>: broken
        </p>
      ))}
    </>
  );
}

/** The figures that stood out in a point. */
function StoodOut({ run, from, to }: { run: Run; from: number; to: number }) {
  const found = (run.findings.value ?? []).filter((one) => {
    const { at, end } = stretchOf(one);
    return at < to && end > from;
  });
  return (
    <>
      {found.slice(0, MOST_FOUND).map((one) => (
        <p class="happened finding" key={`${one.figure} ${one.operation}`}>
          {one.figure} of <bdi>{one.operation}</bdi> stands out
        </p>
      ))}
    </>
  );
}

/** How often and how long the program stood still in a point; its marks need not be all there. */
function Paused(paused: {
  kind: 'gc' | 'stall';
  name: string;
  times: number | null;
  ms: number | null;
}) {
  const { kind, name, times, ms } = paused;
  if (times === null || times === 0) return null;
  return (
    <p class={`happened ${kind}`}>
      {times > 1 ? `${count(times)} × ` : ''}
      {name} {latency(ms)}
    </p>
  );
}

/** The band of the heat map that the pointer is on. */
function Calls({ board, at }: { board: Board; at: number }) {
  const { bounds } = board.run.heat;
  const band = bounds.findIndex((bound) => bound > at) - 1;
  const pointed = board.pointed.value;
  if (band < 0 || !pointed) return null;
  const calls = board.run.heat.calls(pointed.time, band);
  return (
    <p class="happened">
      {count(calls)} calls of {latency(bounds[band])} to {latency(bounds[band + 1])}
    </p>
  );
}
