import type { ReadonlySignal } from '@preact/signals';
import type { Metrics } from '../api/types';
import type { Run } from '../store/run';

/** The figures that are looked at: of the selected range, or of the run as it goes. */
export function shownMetrics(run: Run): Metrics | null {
  const { shown } = run as { shown?: ReadonlySignal<Metrics | null> };
  return (shown ?? run.metrics).value;
}
