import type { Query } from '../api/rest';
import type { Run } from '../store/run';
import type { View } from '../store/view';

const MOST_POINTS = 600;
const LONGEST_SECONDS = 86_400;

/** The stretch of the run that is shown, as the timeline's parameters: at most so many points. */
export function timelineQuery(run: Run, view: View): Query {
  const range = view.range.value;
  const status = run.status.value;
  const tick = status?.metrics_interval_seconds ?? 1;
  const window = view.window.value;
  const elapsed = Math.ceil((status?.elapsed_seconds ?? 60) / 60) * 60;
  const seconds = range
    ? (range.to - range.from) / 1000
    : Math.min(LONGEST_SECONDS, window === 'all' ? Math.max(60, elapsed) : window * 60);
  const interval = Math.max(tick, Math.ceil(seconds / MOST_POINTS));
  return range ? { ...rangeQuery(view), interval } : { window: seconds, interval };
}

/** The selected range, if there is one. */
export function rangeQuery(view: View): Query {
  const range = view.range.value;
  return range ? { from: Math.round(range.from), to: Math.round(range.to) } : {};
}
