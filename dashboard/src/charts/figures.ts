import type { Cell, Slice, Timeline } from '../store/timeline';
import type { Latencies } from '../store/view';

/** One line of a chart; `shown` are the values themselves where what is drawn is their sum so far. */
export interface Figure {
  label: string;
  values: Cell[];
  shown?: Cell[];
  /** The number of its colour; -1 for the text's. */
  color: number;
  fill?: boolean;
  dash?: boolean;
}

/** Operations and types that have a colour of their own; the rest is summed up. */
export const MOST_NAMED = 7;
const REST = 7;

/** Lines laid upon each other, the last given on top; drawn from the top down so that all are seen. */
export function stacked(figures: Figure[]): Figure[] {
  let below: Cell[] | null = null;
  const layers: Figure[] = [];
  for (const figure of figures) {
    const sums: Cell[] = figure.values.map((value, i): Cell => (value ?? 0) + (below?.[i] ?? 0));
    layers.push({ ...figure, values: sums, shown: figure.values, fill: true });
    below = sums;
  }
  return layers.reverse();
}

/** A total without its named parts. */
export function remainder(total: Cell[], parts: Cell[][]): Cell[] {
  return total.map((value, i) =>
    value === null
      ? null
      : Math.max(0, value - parts.reduce((sum, part) => sum + (part[i] ?? 0), 0)),
  );
}

function named(names: string[], read: (name: string) => Cell[] | undefined): Figure[] {
  return names.slice(0, MOST_NAMED).flatMap((label, color): Figure[] => {
    const values = read(label);
    return values ? [{ label, values, color }] : [];
  });
}

/** Throughput by operation; the total alone while there is no more than one. */
export function throughput(timeline: Timeline, slice: Slice, stack: boolean): Figure[] {
  const total = timeline.part('throughput', slice);
  const names = timeline.operationNames;
  const all: Figure = { label: 'all', values: total, color: -1 };
  if (names.length < 2) return [{ ...all, label: names[0] ?? 'all', color: 0, fill: true }];
  const figures = named(names, (name) => timeline.operation(name, 'throughput', slice));
  if (names.length > MOST_NAMED) {
    const rest = remainder(
      total,
      figures.map((figure) => figure.values),
    );
    figures.push({ label: `${names.length - MOST_NAMED} others`, values: rest, color: REST });
  }
  return stack ? stacked(figures) : [all, ...figures];
}

/** Errors by type, stacked; the total alone where the types are not told. */
export function errors(timeline: Timeline, slice: Slice): Figure[] {
  const total = timeline.part('errors', slice);
  const names = timeline.errorTypeNames;
  if (names.length === 0) return [{ label: 'errors', values: total, color: 1, fill: true }];
  // The colour of failures comes first.
  const figures = named(names, (name) => timeline.errorType(name, slice)).map((figure) => ({
    ...figure,
    color: (figure.color + 1) % REST,
  }));
  if (names.length > MOST_NAMED) {
    const parts = figures.map((figure) => figure.values);
    figures.push({ label: 'other types', values: remainder(total, parts), color: REST });
  }
  return stacked(figures);
}

const PERCENTILES = ['p50', 'p90', 'p99', 'p999', 'max'] as const;
/** Of both kinds, so that the lines can be told from each other. */
const OF_BOTH = ['p50', 'p99', 'max'] as const;

/** Percentiles over time; those that were corrected are dashed beside the raw ones. */
export function latencies(timeline: Timeline, slice: Slice, kind: Latencies): Figure[] {
  const names: readonly (typeof PERCENTILES)[number][] = kind === 'both' ? OF_BOTH : PERCENTILES;
  const lines = (prefix: '' | 'corrected_', suffix: string) =>
    names.map((name) => ({
      label: `${labelOf(name)}${suffix}`,
      values: timeline.part(`${prefix}${name}`, slice),
      color: PERCENTILES.indexOf(name),
      dash: prefix === 'corrected_',
    }));
  return [
    ...(kind === 'corrected' ? [] : lines('', kind === 'both' ? ' raw' : '')),
    ...(kind === 'raw' ? [] : lines('corrected_', ' corrected')),
  ];
}

const labelOf = (name: (typeof PERCENTILES)[number]) => (name === 'p999' ? 'p99.9' : name);

export function workers(timeline: Timeline, slice: Slice): Figure[] {
  return [
    { label: 'active workers', values: timeline.part('workers', slice), color: 0 },
    { label: 'in flight', values: timeline.part('in_flight', slice), color: 1 },
  ];
}

export function cpu(timeline: Timeline, slice: Slice): Figure[] {
  return [
    { label: 'process', values: timeline.part('cpu_process', slice), color: 0, fill: true },
    { label: 'machine', values: timeline.part('cpu_machine', slice), color: 1 },
  ];
}

export function heap(timeline: Timeline, slice: Slice): Figure[] {
  return [{ label: 'heap used', values: timeline.part('heap', slice), color: 2, fill: true }];
}
