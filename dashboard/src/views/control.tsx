import { useRef, useState } from 'preact/hooks';
import { post } from '../api/rest';
import type { Status } from '../api/types';
import { reason } from '../format';

type Action = 'pause' | 'resume' | 'stop';

const DOING = { pause: 'Pausing…', resume: 'Resuming…', stop: 'Stopping…' };

/** Pauses, resumes and stops the run; only what the monitor says it takes now. */
export function Control({
  status,
  changed = () => {},
}: {
  status: Status;
  changed?: (status: Status) => void;
}) {
  const [busy, setBusy] = useState<Action | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const { control } = status;
  if (!(control.pause || control.resume || control.stop)) return null;

  const tell = async (action: Action) => {
    if (busy) return;
    setBusy(action);
    setFailure(null);
    try {
      changed(await post<Status>(`control/${action}`, { by: 'page' }));
    } catch (thrown) {
      setFailure(reason(thrown));
    } finally {
      setBusy(null);
    }
  };
  // One button for both, so that the focus stays where it is.
  const hold = control.resume ? 'resume' : 'pause';
  return (
    <span class="control" role="group" aria-label="Control of the run" aria-busy={busy !== null}>
      {failure !== null && (
        <span class="failure" role="alert">
          {failure}
        </span>
      )}
      {control[hold] && (
        <button type="button" aria-disabled={busy !== null} onClick={() => void tell(hold)}>
          {busy === hold ? DOING[hold] : hold === 'resume' ? 'Resume' : 'Pause'}
        </button>
      )}
      {control.stop && (
        <button
          type="button"
          aria-disabled={busy !== null}
          aria-haspopup="dialog"
          onClick={() => !busy && dialog.current?.showModal()}
        >
          {busy === 'stop' ? DOING.stop : 'Stop'}
        </button>
      )}
      <dialog ref={dialog} class="question" aria-labelledby="stop-question">
        <form method="dialog">
          <p id="stop-question">
            <b>Stop the run?</b>
          </p>
          <p>
            The program under test is told to end. What has been measured is kept; the run cannot be
            resumed.
          </p>
          <p class="answers">
            <button type="submit" autofocus>
              Let it run
            </button>
            <button type="submit" class="serious" onClick={() => void tell('stop')}>
              Stop the run
            </button>
          </p>
        </form>
      </dialog>
    </span>
  );
}
