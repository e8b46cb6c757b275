import type { Episode, Threshold } from '../api/types';
import type { Run } from './run';

/** The charts that have limits, by what they show. */
export type Kind = 'latency' | 'throughput' | 'errors' | 'workers' | 'cpu' | 'heap';

/** A limit as a chart draws it. */
export interface Limit {
  name: string;
  isBroken: boolean;
  /** In the chart's unit; null where it changes with the throughput. */
  level: number | null;
  /** Of all calls, from 0 to 1; null where it does not depend on them. */
  share: number | null;
}

const KINDS: Record<string, Kind> = {
  throughput: 'throughput',
  errors: 'errors',
  in_flight: 'workers',
  stuck: 'workers',
  cpu: 'cpu',
  heap: 'heap',
  gc: 'heap',
  stall: 'heap',
};

/** The chart that a metric belongs to, whether it is one of its lines or not. */
export function kindOf({ metric }: Threshold): Kind {
  return KINDS[metric] ?? 'latency';
}

/**
 * The limits of thresholds of which a chart has a line.
 *
 * @param heap the greatest heap in bytes, if it is known
 */
export function limits(thresholds: Threshold[], heap: number | null): Limit[] {
  return thresholds.flatMap((one): Limit[] => {
    const line = lineOf(one, heap);
    // A name of its own need not tell what the line is about.
    const name = one.name === one.condition ? one.name : `${one.name} (${one.metric})`;
    return line ? [{ name, isBroken: one.state === 'broken', ...line }] : [];
  });
}

const at = (level: number) => ({ level, share: null });

/** Null for what no chart has a line of. */
function lineOf(one: Threshold, heap: number | null): Pick<Limit, 'level' | 'share'> | null {
  switch (one.metric) {
    case 'errors':
      if (one.unit === '%') return { level: null, share: one.limit / 100 };
      // A number in a window is a rate; one of the whole run is none.
      return one.over_seconds ? at(one.limit / one.over_seconds) : null;
    case 'heap':
      return heap === null ? null : at((one.limit / 100) * heap);
    case 'stuck':
    case 'gc':
    case 'stall':
      return null;
    default:
      return at(one.limit);
  }
}

/** A stretch of time, in seconds. */
export interface Stretch {
  at: number;
  end: number;
}

/** When those of some thresholds were broken; what is still broken has no end. */
export function stretches(episodes: Episode[], of: Threshold[]): Stretch[] {
  const names = new Set(of.map(identity));
  return episodes.filter((one) => names.has(identity(one))).map(stretchOf);
}

/** When something was so. */
export function stretchOf({ from, until }: { from: string; until: string | null }): Stretch {
  return {
    at: Date.parse(from) / 1000,
    end: until === null ? Infinity : Date.parse(until) / 1000,
  };
}

/** What of the thresholds a chart shows. */
export interface Judged {
  limits: Limit[];
  /** When one of its kind was broken, and when any was. */
  own: Stretch[];
  all: Stretch[];
}

/**
 * What of a run's thresholds a chart shows, as they stand now.
 *
 * @param shows whether it shows what a threshold is about: one operation, or with null all together
 */
export function judged(run: Run, kind: Kind, shows: (operation: string | null) => boolean): Judged {
  const thresholds = run.alerts.peek();
  const episodes = run.episodes.peek();
  const ofKind = thresholds.filter((one) => kindOf(one) === kind);
  return {
    limits: limits(
      ofKind.filter((one) => shows(one.operation)),
      run.system.peek()?.heap.max_bytes ?? null,
    ),
    own: stretches(episodes, ofKind),
    all: stretches(episodes, thresholds),
  };
}

/** Two thresholds may have one name. */
export const identity = ({ name, condition }: Pick<Threshold, 'name' | 'condition'>) =>
  `${name}\n${condition}`;
