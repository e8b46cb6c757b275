import type { Cell, Timeline } from '../store/timeline';

const WIDTH = 72;
const HEIGHT = 20;
const MOST = 120;

/** The newest throughput of an operation, oldest first; empty where the timeline keeps none. */
export function sparkline(timeline: Timeline, name: string): Cell[] {
  const { length } = timeline;
  const slice = { start: Math.max(0, length - MOST), end: length };
  return timeline.operation(name, 'throughput', slice) ?? [];
}

/** The line's path, from zero at the bottom; a gap where there is no value. */
export function path(values: Cell[], width = WIDTH, height = HEIGHT): string {
  const most = Math.max(1e-9, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, values.length - 1);
  let pen = 'M';
  let text = '';
  values.forEach((value, i) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    const y = height - 1 - (Math.max(0, value) / most) * (height - 2);
    text += `${pen}${(i * step).toFixed(1)} ${y.toFixed(1)}`;
    pen = 'L';
  });
  return text;
}

/** A line of the size of a word; the numbers beside it say the same, so it is not read aloud. */
export function Spark({ values }: { values: Cell[] }) {
  return (
    <svg
      class="trend"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      focusable="false"
    >
      <path d={path(values)} />
    </svg>
  );
}
