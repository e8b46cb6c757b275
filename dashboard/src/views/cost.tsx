import type { Status } from '../api/types';
import { bytes, clock, count, latency, nanos, percent } from '../format';
import type { Coarse } from '../store/timeline';
import { givenUpText } from './memory';

const HELP = 'monitor-cost-help';

/** What watching the run costs, in one line; the explanation opens on hover and on focus. */
export function MonitorCost({ status, coarse }: { status: Status; coarse: Coarse | null }) {
  const cost = status.monitor;
  return (
    <div
      class="cost"
      tabIndex={0}
      role="group"
      aria-label="What the monitor costs"
      aria-describedby={HELP}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    >
      <span class="line" data-testid="monitor-cost">
        monitor: <b>{nanos(cost.ns_per_operation)}</b>/op · {percent(cost.threads_cpu_percent)} CPU
        · {bytes(cost.bytes)}
        {cost.memory.given_up.length > 0 && ` of ${bytes(cost.memory.limit_bytes)}`} ·{' '}
        <Left number={cost.stream_dropped} what="dropped" />
        {cost.suppressed > 0 && (
          <>
            {' '}
            · <Left number={cost.suppressed} what="suppressed" />
          </>
        )}
      </span>
      <Help status={status} coarse={coarse} />
    </div>
  );
}

/** Something that should be zero. */
function Left({ number, what }: { number: number; what: string }) {
  return number > 0 ? (
    <strong class="lost">
      ⚠ {count(number)} {what}
    </strong>
  ) : (
    <span>0 {what}</span>
  );
}

function Help({ status, coarse }: { status: Status; coarse: Coarse | null }) {
  const cost = status.monitor;
  return (
    <div class="help" id={HELP} role="tooltip">
      <p>Bench Monitor {status.version}, and what it costs itself:</p>
      <dl>
        <dt>{nanos(cost.ns_per_operation)}</dt>
        <dd>
          {cost.ns_per_operation === null
            ? 'an operation; not measured yet'
            : 'an empty operation, measured after the start in a loop of the monitor’s own'}
        </dd>
        <dt>{latency(cost.operations_cost_ms)}</dt>
        <dd>
          all operations of the run, {percent(cost.operations_cpu_percent)} of one core: calculated,
          that times their number
        </dd>
        <dt>{percent(cost.threads_cpu_percent)}</dt>
        <dd>of one core for the monitor’s own threads, in the last interval</dd>
        <dt>{bytes(cost.bytes)}</dt>
        <dd>
          held, of at most {bytes(cost.memory.limit_bytes)}
          {cost.memory.given_up.length > 0 && `: ${givenUpText(cost.memory, coarse)}`}
        </dd>
        <dt>{nanos(cost.clock.cost_ns)}</dt>
        <dd>
          a reading of the clock: {cost.clock.name}, {count(cost.clock.frequency_hz / 1e6)} MHz
          {cost.clock.switched_at && `, since ${clock(cost.clock.switched_at)}`}
        </dd>
        <dt>{count(cost.stream_dropped)}</dt>
        <dd>messages dropped, because a page or client was too slow for them</dd>
        <dt>{count(cost.suppressed)}</dt>
        <dd>failures of the monitor inside the program, kept from it</dd>
      </dl>
    </div>
  );
}
