import type { Status } from '../api/types';

/** What the run can be told; only what the monitor says it takes now. */
export function Control({ status }: { status: Status }) {
  const { control } = status;
  if (!control) return null;
  const shown = (['pause', 'resume', 'stop'] as const).filter((action) => control[action]);
  if (shown.length === 0) return null;
  return (
    <span class="control" role="group" aria-label="Control of the run">
      {shown.map((action) => (
        <button key={action} type="button" disabled title="Not yet">
          {action[0]!.toUpperCase() + action.slice(1)}
        </button>
      ))}
    </span>
  );
}
