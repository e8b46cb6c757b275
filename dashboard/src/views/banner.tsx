import { clockOf, count, duration } from '../format';
import type { Run } from '../store/run';
import type { View } from '../store/view';

/** Says that the figures are those of a selected range, and goes back. */
export function RangeBanner({ run, view }: { run: Run; view: View }) {
  const range = view.range.value;
  if (!range) return null;
  const ranged = run.ranged.value;
  const merged = ranged.state === 'shown' ? ranged.metrics.range : null;
  const from = merged ? Date.parse(merged.from) : range.from;
  const to = merged ? Date.parse(merged.to) : range.to;
  return (
    <div class="banner" role="status" data-testid="range">
      <span>
        Range{' '}
        <b>
          {clockOf(from / 1000)}–{clockOf(to / 1000)}
        </b>{' '}
        · {length((to - from) / 1000)}
        {merged && ` · ${count(merged.intervals)} intervals, merged exactly`}
        {ranged.state === 'loading' && ' · calculating…'}
        {ranged.state === 'shown' && !merged && ' · no interval lies in it'}
        {ranged.state === 'failed' && ` · no figures: ${ranged.reason}`}
      </span>
      <button type="button" onClick={() => keep(view)} title={KEEP}>
        Compare
      </button>
      <button
        type="button"
        onClick={() => (view.range.value = null)}
        aria-keyshortcuts="Escape"
        data-testid="back"
      >
        {view.session.value === null && !run.isReport.value
          ? 'Back to live'
          : 'Back to the whole run'}{' '}
        <kbd>Esc</kbd>
      </button>
    </div>
  );
}

const KEEP = 'Lay this range over another one of the run: two are compared';

/** The first one waits for the second. */
function keep(view: View): void {
  view.keepPeriod();
  view.tab.value = 'compare';
}

function length(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : duration(Math.round(seconds));
}
