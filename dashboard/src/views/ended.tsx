import { address } from '../api/rest';
import { clock, duration } from '../format';
import { heldCsv, heldJson } from '../store/held';
import { isEnded, type Run } from '../store/run';

const HOW: Record<string, string> = {
  completed: 'The run is complete',
  failed: 'The run has failed',
  cancelled: 'The run was cancelled',
};

/** After the end: how it ended, and a way to keep it. */
export function Ended({ run }: { run: Run }) {
  const status = run.status.value;
  if (!status || !isEnded(status)) return null;
  return (
    <div class={`banner ended ${status.status}`} role="status" data-testid="ended">
      <span>
        <b>{HOW[status.status]}</b> after {duration(status.elapsed_seconds)}
        {status.end_time && `, at ${clock(status.end_time)}`}
        {status.reason && `: ${status.reason}`}.
        {run.gone.value && ' The monitor is gone with it; this page keeps what it has seen.'}
      </span>
      <span class="exports">Save {run.gone.value ? <Held run={run} /> : <Links />}</span>
    </div>
  );
}

/** From the monitor, exact. */
function Links() {
  return (
    <>
      {['json', 'csv', 'hlog'].map((format) => (
        <a key={format} href={address('export', { format })} download>
          {format.toUpperCase()}
        </a>
      ))}
    </>
  );
}

/** From what the page holds. */
function Held({ run }: { run: Run }) {
  const name = run.status.value?.session_id ?? 'run';
  return (
    <>
      <button type="button" onClick={() => save(`${name}.json`, 'application/json', heldJson(run))}>
        JSON
      </button>
      <button type="button" onClick={() => save(`${name}.csv`, 'text/csv', heldCsv(run.timeline))}>
        CSV
      </button>
    </>
  );
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
