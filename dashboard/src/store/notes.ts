import { viewed } from '../api/session';
import type { Run } from './run';
import { isEnded } from './run';

/** The most characters of a note. */
export const LONGEST_NOTE = 200;

/** Whether the run that is shown takes notes: the current one does, from its begin to its end. */
export function takesNotes(run: Run): boolean {
  const status = run.status.value;
  return (
    status !== null &&
    status.start_time !== null &&
    !isEnded(status) &&
    !status.recorded &&
    viewed.value === null &&
    run.connection.value.state === 'live'
  );
}
