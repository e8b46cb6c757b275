import type { Cell } from '../store/timeline';

const WIDTH = 120;
const HEIGHT = 28;

/** A line without axes, stretched to where it stands; what it means is said beside it. */
export function Spark({ values, floor }: { values: Cell[]; floor?: number }) {
  const { line, area } = sparkPaths(values, floor);
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="area" d={area} />
      <path class="line" d={line} />
    </svg>
  );
}

/** At most so many values: of each equal part the highest, or the lowest. */
export function reduced(values: Cell[], most: number, lowest = false): Cell[] {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, i) => {
    const start = Math.floor((i * values.length) / most);
    const end = Math.floor(((i + 1) * values.length) / most);
    const known = values.slice(start, end).filter((value) => value !== null);
    if (known.length === 0) return null;
    return lowest ? Math.min(...known) : Math.max(...known);
  });
}

/** The paths of a line and of the area below it, from `floor` or else the lowest value on. */
export function sparkPaths(values: Cell[], floor?: number): { line: string; area: string } {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return { line: '', area: '' };
  const low = floor ?? Math.min(...known);
  const high = Math.max(...known, low);
  const y = (value: number) => {
    const share = high === low ? 0 : (value - low) / (high - low);
    return Math.round((HEIGHT - 2 - share * (HEIGHT - 4)) * 10) / 10;
  };
  const x = (index: number) => Math.round((index / (values.length - 1)) * WIDTH * 10) / 10;
  let line = '';
  let area = '';
  let from = -1;
  values.forEach((value, i) => {
    if (value === null) {
      from = -1;
      return;
    }
    line += `${from < 0 ? 'M' : 'L'}${x(i)} ${y(value)}`;
    if (from < 0) from = i;
    if (i === values.length - 1 || values[i + 1] === null) {
      const top = values.slice(from, i + 1).map((one, k) => `L${x(from + k)} ${y(one!)}`);
      area += `M${x(from)} ${HEIGHT}${top.join('')}L${x(i)} ${HEIGHT}Z`;
    }
  });
  return { line, area };
}
