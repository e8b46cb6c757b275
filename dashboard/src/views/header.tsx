import { useEffect, useState } from 'preact/hooks';
import type { Live } from '../api/live';
import type { Status } from '../api/types';
import { isEnded, type Run } from '../store/run';
import { duration } from '../format';

const LABELS: Record<string, string> = {
  starting: 'Starting',
  warmup: 'Warm-up',
  ramping: 'Ramping',
  running: 'Running',
  paused: 'Paused',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** Name, session, scenario and whether the page is connected. */
export function Header({ run, live }: { run: Run; live: Live }) {
  const status = run.status.value;
  return (
    <header>
      <h1>Bench Monitor</h1>
      <p class="session">
        {status ? (
          <>
            <span data-testid="session">{status.session_id}</span>
            {status.config.scenario && <span> · {status.config.scenario}</span>}
            <span class="muted"> · {shortName(status.jvm.main_class)}</span>
          </>
        ) : (
          ' '
        )}
      </p>
      <ConnectionLight run={run} live={live} />
    </header>
  );
}

/** The file's name of a jar that was started by its path. */
function shortName(mainClass: string): string {
  return mainClass.substring(mainClass.lastIndexOf('/') + 1);
}

function ConnectionLight({ run, live }: { run: Run; live: Live }) {
  const connection = run.connection.value;
  const over = isEnded(run.status.value);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (connection.state !== 'lost') return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [connection]);
  if (connection.state === 'live') {
    const how = { websocket: '', events: ' (events)', polling: ' (polling)' };
    return (
      <p class="light live" role="status" data-testid="connection">
        Live{how[connection.transport]}
      </p>
    );
  }
  if (connection.state === 'connecting') {
    return (
      <p class="light" role="status" data-testid="connection">
        Connecting
      </p>
    );
  }
  if (over) {
    return (
      <p class="light" role="status" data-testid="connection">
        Run ended
      </p>
    );
  }
  const seconds = Math.max(0, Math.ceil((connection.retryAt - now) / 1000));
  return (
    <p class="light lost" role="status" data-testid="connection">
      Connection lost, retry in {seconds} s
      <button type="button" onClick={() => live.retryNow()}>
        Retry now
      </button>
    </p>
  );
}

/** Status, time and progress of the run. */
export function StatusLine({ status }: { status: Status }) {
  const planned = status.config.duration;
  const share = planned ? Math.min(1, status.elapsed_seconds / planned) : null;
  return (
    <section class="status-line" aria-label="Status">
      <span class={`badge ${status.status}`} data-testid="status">
        {LABELS[status.status] ?? status.status}
      </span>
      <span class="elapsed">
        {duration(status.elapsed_seconds)}
        {planned !== null && <span class="muted"> of {duration(planned)}</span>}
      </span>
      {share !== null && (
        <>
          <progress max={1} value={share} aria-label="Progress" />
          <span class="share">{Math.floor(share * 100)} %</span>
        </>
      )}
      {status.status === 'starting' && <span class="muted">waiting for the first operation</span>}
      {(status.status === 'warmup' || status.status === 'ramping') && (
        <span class="muted">shown, but left out of the totals</span>
      )}
      {status.reason && <span class="muted">{status.reason}</span>}
    </section>
  );
}
