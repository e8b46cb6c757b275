import { useMemo } from 'preact/hooks';
import { count as counted, latency, trimmed } from '../format';
import { firstAtLeast } from '../store/columns';
import { StaticChart, type Cells } from './static';

/** One value at or below which `percentile` percent of the calls lie; `count` of them. */
export interface Step {
  percentile: number;
  value: number;
  count: number;
}

export interface Curve {
  /** 1/(1-p): 10 is the 90th percentile, 100 the 99th, 1000 the 99.9th. */
  x: number[];
  y: number[];
}

/**
 * The percentile distribution as HdrHistogram's own plots draw it.
 *
 * The hundredth percentile lies infinitely far out; it is put where its one call would be, at the count.
 */
export function curve(steps: Step[], total: number): Curve {
  const x: number[] = [];
  const y: number[] = [];
  for (const step of steps) {
    const far = step.percentile < 100 ? 100 / (100 - step.percentile) : Math.max(1, total);
    const last = x.at(-1) ?? 0;
    if (far > last) {
      x.push(far);
      y.push(step.value);
    } else if (y.length > 0) {
      y[y.length - 1] = Math.max(y.at(-1)!, step.value);
    }
  }
  return { x, y };
}

/** The value at x: that of the first step that reaches it; null beyond the last. */
export function valueAt({ x, y }: Curve, at: number): number | null {
  return y[firstAtLeast(x, at)] ?? null;
}

/** The curves over all horizontal values that any of them has. */
export function columns(curves: Curve[]): [number[], ...Cells[]] {
  const all = [...new Set(curves.flatMap((one) => one.x))].sort((a, b) => a - b);
  return [all, ...curves.map((one) => all.map((at) => valueAt(one, at)))];
}

/** `99.9 %` for 1000, with as many digits as tell it from 100 %. */
export function percentileLabel(x: number): string {
  const decimals = Math.min(8, Math.max(0, Math.ceil(Math.log10(x) - 1e-9) - 1));
  const shown = 100 - 100 / x;
  const cut = Math.floor(shown * 10 ** decimals + 1e-6) / 10 ** decimals;
  return `${cut.toFixed(decimals)} %`;
}

/** How many calls took how long: band i reaches from bounds[i] to bounds[i + 1], in milliseconds. */
export interface Bands {
  bounds: number[];
  counts: number[];
}

/** The bands between the first and the last that hold a call. */
function filled({ bounds, counts }: Bands): Bands {
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return { bounds: [], counts: [] };
  let end = counts.length;
  while (counts[end - 1] === 0) end--;
  return { bounds: bounds.slice(first, end + 1), counts: counts.slice(first, end) };
}

/** The columns of a heat map, added up: exact. */
export function bandsOfHeat(bounds: number[], heat: { counts: [number, number][] }[]): Bands {
  const counts = new Array<number>(Math.max(0, bounds.length - 1)).fill(0);
  for (const column of heat) {
    for (const [band, count] of column.counts) {
      if (band in counts) counts[band]! += count;
    }
  }
  return filled({ bounds, counts });
}

/** Percentile distributions; unless it is said, in the order of the colours, the first one whole. */
export function PercentileChart(props: {
  curves: { label: string; steps: Step[]; count: number; color?: number; dash?: boolean }[];
  log: boolean;
}) {
  const drawn = useMemo(
    () => columns(props.curves.map((one) => curve(one.steps, one.count))),
    props.curves.map((one) => one.steps),
  );
  const title = `Latency by percentile: ${props.curves.map((one) => one.label).join(' and ')}`;
  return (
    <StaticChart
      title={title}
      columns={drawn}
      lines={props.curves.map((one, i) => ({
        label: one.label,
        color: one.color ?? i,
        dash: one.dash ?? i > 0,
      }))}
      format={latency}
      x={{ label: 'Percentile', kind: 'log', format: percentileLabel }}
      height={260}
      log={props.log}
    />
  );
}

const MOST_EDGES = 7;

/** Where the horizontal axis is labelled: at powers of ten when there are some, else evenly. */
export function edges(bounds: number[]): number[] {
  const all = bounds.map((_, i) => i - 0.5);
  const tens = all.filter((_, i) => {
    const power = Math.log10(bounds[i]!);
    return Math.abs(power - Math.round(power)) < 1e-6;
  });
  if (tens.length > 1) return tens;
  const step = Math.max(1, Math.ceil(all.length / MOST_EDGES));
  return all.filter((_, i) => i % step === 0);
}

/** How many calls took how long. */
export function HistogramChart({ bands, label }: { bands: Bands; label: string }) {
  const { bounds, counts } = bands;
  const drawn = useMemo((): [number[], number[]] => [counts.map((_, i) => i), counts], [counts]);
  const at = (x: number) =>
    Number.isInteger(x)
      ? `${latency(bounds[x])} to ${latency(bounds[x + 1])}`
      : trimmed(latency(bounds[x + 0.5]));
  return (
    <StaticChart
      title={`How many calls of ${label} took how long`}
      columns={drawn}
      lines={[{ label: 'Calls', color: 0 }]}
      format={counted}
      x={{
        label: 'Latency',
        kind: 'index',
        format: at,
        splits: edges(bounds),
      }}
      height={260}
      bars
    />
  );
}
