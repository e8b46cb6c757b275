const WIDTH = 72;
const HEIGHT = 20;
const MOST = 120;

type Cells = (number | null)[];

/** What a timeline may keep for each operation. */
interface PerOperation {
  length: number;
  operation?: (
    name: string,
    column: 'throughput',
    slice: { start: number; end: number },
  ) => Cells | undefined;
}

/** The newest throughput of an operation, oldest first; empty when the timeline keeps none. */
export function sparkline(timeline: { length: number }, name: string): Cells {
  const { length, operation } = timeline as PerOperation;
  if (!operation) return [];
  const slice = { start: Math.max(0, length - MOST), end: length };
  return operation.call(timeline, name, 'throughput', slice) ?? [];
}

/** The line's path, from zero at the bottom; a gap where there is no value. */
export function path(values: Cells, width = WIDTH, height = HEIGHT): string {
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
export function Spark({ values }: { values: Cells }) {
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
