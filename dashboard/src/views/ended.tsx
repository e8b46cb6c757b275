import { useState } from 'preact/hooks';
import { download } from '../api/download';
import { clock, duration } from '../format';
import { heldCsv, heldJson } from '../store/held';
import { isEnded, type Run } from '../store/run';
import { ExportLink } from './export-link';

const HOW: Record<string, string> = {
  completed: 'The run is complete',
  failed: 'The run has failed',
  cancelled: 'The run was cancelled',
};

/** After the end: how it ended, and a way to keep it. */
export function Ended({ run }: { run: Run }) {
  const status = run.status.value;
  if (!status || !isEnded(status)) return null;
  const isHeld = run.gone.value || run.isReport.value;
  return (
    <div class={`banner ended ${status.status}`} role="status" data-testid="ended">
      <span>
        <b>{HOW[status.status]}</b> after {duration(status.elapsed_seconds)}
        {status.end_time && `, at ${clock(status.end_time)}`}
        {status.reason && `: ${status.reason}`}.
        {run.gone.value && ' The monitor is gone with it; this page keeps what it has seen.'}
      </span>
      {(isHeld || run.offered.value.length > 0) && (
        <span class="exports">Save {isHeld ? <Held run={run} /> : <Links run={run} />}</span>
      )}
    </div>
  );
}

/** From the monitor, exact. */
function Links({ run }: { run: Run }) {
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <>
      {run.offered.value.map(({ name }) => (
        <ExportLink key={name} query={{ format: name }} onFailure={setFailed}>
          {name.toUpperCase()}
        </ExportLink>
      ))}
      {failed !== null && <span role="alert">{failed}</span>}
    </>
  );
}

/** From what the page holds. */
function Held({ run }: { run: Run }) {
  const name = run.status.value?.session_id ?? 'run';
  const save = (ending: string, type: string, text: string) =>
    download(`${name}.${ending}`, new Blob([text], { type: `${type};charset=utf-8` }));
  return (
    <>
      <button type="button" onClick={() => save('json', 'application/json', heldJson(run))}>
        JSON
      </button>
      <button type="button" onClick={() => save('csv', 'text/csv', heldCsv(run.timeline))}>
        CSV
      </button>
    </>
  );
}
