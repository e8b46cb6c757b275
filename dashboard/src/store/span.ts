import type { Timeline } from './timeline';
import type { Range, Window } from './view';

/** What the charts show, in seconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

const SHORTEST_SECONDS = 60;

/** The stretch that is shown: the selected one, or the last minutes of the run. */
export function span(range: Range | null, window: Window, timeline: Timeline): Span | null {
  if (range) return { from: range.from / 1000, to: range.to / 1000 };
  const { start, end } = timeline;
  if (start === null || end === null) return null;
  const from = window === 'all' ? start : Math.max(start, end - window * 60);
  // A run that has just begun grows into a minute instead of being stretched to one.
  return { from, to: Math.max(end, from + SHORTEST_SECONDS) };
}

/**
 * The range of the whole points whose middle lies between two times.
 *
 * Timestamps have milliseconds, so it is one wider on each side: the API takes intervals that lie in it.
 */
export function snapped(timeline: Timeline, from: number, to: number): Range | null {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const { start, end } = timeline.between(low, high);
  let first = Infinity;
  let last = -Infinity;
  for (let i = start; i < end; i++) {
    const ends = timeline.at('time', i)!;
    const begins = ends - timeline.at('duration', i)!;
    const middle = (begins + ends) / 2;
    if (middle < low || middle > high) continue;
    first = Math.min(first, begins);
    last = Math.max(last, ends);
  }
  if (first > last) return null;
  return { from: Math.round(first * 1000) - 1, to: Math.round(last * 1000) + 1 };
}

/** Whether all points of a range are warm-up, which the figures would leave out. */
export function onlyWarmup(timeline: Timeline, range: Range): boolean {
  const { start, end } = timeline.between(range.from / 1000, range.to / 1000);
  let any = false;
  for (let i = start; i < end; i++) {
    const ends = timeline.at('time', i)! * 1000;
    if (ends > range.to + 1 || ends - timeline.at('duration', i)! * 1000 < range.from - 1) continue;
    if (timeline.at('warmup', i) !== 1) return false;
    any = true;
  }
  return any;
}
