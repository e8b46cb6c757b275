import { count, latency } from '../format';
import type { ShownFigures, ShownMetrics } from '../store/run';
import { Unseen } from './name';

/** Below so many samples a p99.9 is little more than the maximum. */
const FEWEST_FOR_P999 = 1_000;

/** The figures of an operation; its name is the host's, and may be that of a property of objects. */
export function figuresOf(
  metrics: ShownMetrics | null,
  operation: string | null,
): ShownFigures | null {
  if (metrics === null || operation === null) return null;
  return Object.hasOwn(metrics.by_operation, operation) ? metrics.by_operation[operation]! : null;
}

export const errorShare = (figures: ShownFigures) =>
  figures.count === 0 ? 0 : (100 * figures.errors) / figures.count;

/** Marked where too few calls are behind it. */
export function P999({ figures }: { figures: ShownFigures }) {
  const { count: samples, p999 } = figures.latency;
  if (p999 === null || samples >= FEWEST_FOR_P999) return <>{latency(p999)}</>;
  const why = `of only ${count(samples)} samples: hardly more than the maximum`;
  return (
    <span class="few" title={why}>
      {latency(p999)}
      <Unseen> {why}</Unseen>
    </span>
  );
}
