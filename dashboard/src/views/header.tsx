import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Retrying } from '../api/live';
import type { RunStatus, Status } from '../api/types';
import type { Run } from '../store/run';
import { duration, nanos, percent } from '../format';
import { Control } from './control';
import { Recorded } from './recorded';
import { ThemeSwitch } from './theme-switch';

export const LABELS: Record<RunStatus, string> = {
  starting: 'Starting',
  warmup: 'Warm-up',
  ramping: 'Ramping',
  running: 'Running',
  paused: 'Paused',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

const NOTES: Partial<Record<RunStatus, string>> = {
  starting: 'waiting for the first operation',
  warmup: 'shown, but left out of the totals',
  ramping: 'shown, but left out of the totals',
  paused: 'no operations are expected',
};

/** What runs, how far it is, what watching costs, and whether the page is connected. */
export function Header({
  run,
  live,
  children,
}: {
  run: Run;
  live: Retrying;
  children?: ComponentChildren;
}) {
  const status = run.status.value;
  return (
    <header>
      <div class="title">
        <h1>Bench Monitor</h1>
        <p class="session">{status ? <Session status={status} /> : ' '}</p>
        {children}
        {status && <Cost status={status} />}
        <ThemeSwitch />
        <ConnectionLight run={run} live={live} />
      </div>
      {status && (
        <StatusLine
          status={status}
          changed={(told) => {
            // A message that overtook the answer is the newer one.
            if (told.sequence >= (run.status.value?.sequence ?? 0)) run.status.value = told;
          }}
        />
      )}
    </header>
  );
}

function Session({ status }: { status: Status }) {
  return (
    <>
      <span data-testid="session">{status.session_id}</span>
      {status.config.scenario && <span> · {status.config.scenario}</span>}
      <span class="muted"> · {shortName(status.jvm.main_class)}</span>
    </>
  );
}

/** The file's name of a jar that was started by its path. */
export function shortName(mainClass: string): string {
  return mainClass.substring(mainClass.lastIndexOf('/') + 1);
}

/** In short; the foot of the page explains it. */
function Cost({ status }: { status: Status }) {
  const { ns_per_operation, threads_cpu_percent } = status.monitor;
  return (
    <p class="muted short-cost" title="What the monitor itself costs; more at the foot of the page">
      monitor {nanos(ns_per_operation)}/op · {percent(threads_cpu_percent)} CPU
    </p>
  );
}

function ConnectionLight({ run, live }: { run: Run; live: Retrying }) {
  const connection = run.connection.value;
  const record = run.status.value?.recorded;
  if (connection.state === 'live' && record) {
    return (
      <p class="light" role="status" data-testid="connection" title={record.id}>
        {record.running ? 'Record of a run that goes on' : 'Recorded run'}
      </p>
    );
  }
  if (connection.state === 'live') {
    const how = { websocket: '', events: ' (events)', polling: ' (polling)' };
    const titles = {
      websocket: 'over WebSocket',
      events: 'over Server-Sent Events',
      polling: 'by asking every two seconds',
    };
    return (
      <p
        class="light live"
        role="status"
        data-testid="connection"
        title={titles[connection.transport]}
      >
        Live{how[connection.transport]}
      </p>
    );
  }
  if (connection.state === 'report') {
    return (
      <p class="light" data-testid="connection" title="All of it is in this file">
        Report
      </p>
    );
  }
  if (connection.state === 'connecting' || run.gone.value) {
    return (
      <p class="light" role="status" data-testid="connection">
        {run.gone.value ? 'Run ended' : 'Connecting'}
      </p>
    );
  }
  return <Lost retryAt={connection.retryAt} live={live} />;
}

function Lost({ retryAt, live }: { retryAt: number; live: Retrying }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [retryAt]);
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000));
  return (
    <p class="light lost" data-testid="connection">
      <span>
        <span role="status">Connection lost</span>, retry in {seconds} s
      </span>
      <button type="button" onClick={() => live.retryNow()}>
        Retry now
      </button>
    </p>
  );
}

/** Status, time and progress of the run. */
export function StatusLine({
  status,
  changed,
}: {
  status: Status;
  changed?: (status: Status) => void;
}) {
  const planned = status.config.duration;
  const share = planned ? Math.min(1, status.elapsed_seconds / planned) : null;
  const over = status.end_time !== null;
  return (
    <div class="status-line" role="group" aria-label="Status">
      <span class={`badge ${status.status}`} data-testid="status">
        {LABELS[status.status]}
      </span>
      <span class="elapsed">
        {duration(status.elapsed_seconds)}
        {planned !== null && <span class="muted"> of {duration(planned)}</span>}
      </span>
      {planned && share !== null && (
        <>
          <progress max={1} value={share} aria-label="Progress" />
          <span class="share">{Math.floor(share * 100)} %</span>
          {!over && (
            <span class="muted" data-testid="remaining">
              {status.elapsed_seconds < planned
                ? `${duration(planned - status.elapsed_seconds)} left`
                : `${duration(status.elapsed_seconds - planned)} over`}
            </span>
          )}
        </>
      )}
      {NOTES[status.status] && <span class="muted">{NOTES[status.status]}</span>}
      {status.paused_seconds > 0 && (
        <span class="muted" data-testid="paused">
          paused for {duration(status.paused_seconds)}
        </span>
      )}
      {status.stopping && <span class="muted">told to stop, waiting for its end</span>}
      {status.reason && <span class="muted">{status.reason}</span>}
      <Recorded status={status} />
      <Control status={status} {...(changed ? { changed } : {})} />
    </div>
  );
}
