import type { Status } from '../api/types';
import { clock, day } from '../format';

/** When a run that is read from a record was recorded; what stands beside it tells how it ended. */
export function Recorded({ status }: { status: Status }) {
  const { recorded, start_time, end_time } = status;
  if (!recorded || start_time === null) return null;
  const until = end_time === null ? '' : ` to ${clock(end_time)}`;
  return (
    <span class="muted" data-testid="recorded">
      recorded {day(start_time)} {clock(start_time)}
      {until}
    </span>
  );
}
