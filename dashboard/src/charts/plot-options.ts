import type uPlot from 'uplot';
import { clockOf, trimmed } from '../format';
import type { HeatGrid } from '../store/heat';
import type { Span } from '../store/span';
import type { Slice, Timeline } from '../store/timeline';
import type { Kind } from '../store/limits';
import type { Figure } from './figures';
import { reach } from './limits';
import type { Palette } from './palette';

export type Scale = 'linear' | 'log' | 'percent';

/** What a chart shows; the functions are asked again with each drawing. */
export interface Spec {
  figures: (timeline: Timeline, slice: Slice) => Figure[];
  format: (value: number | null | undefined) => string;
  scale: Scale;
  height: number;
  heat?: boolean;
  /** The steps that the axis may have, where those of ten do not fit the unit. */
  steps?: number[];
  /** Whose limits it has; those of an operation only where each has a line. */
  limits: Kind;
  ofEach?: boolean;
}

/** What a plot is made for; the functions are asked again with each drawing. */
export interface Drawn {
  spec: Spec;
  width: number;
  figures: Figure[];
  colors: Palette;
  span: () => Span;
  /** From which latency to which the heat map reaches, in milliseconds. */
  heatRange: () => [number, number];
  /** How high the limits reach. */
  levels: () => number[];
}

const DENSE_PX = 3;
const TICKS_PX = 34;
const MINUTES_PX = 48;
const SECONDS_PX = 68;

/** How uPlot draws a chart of the timeline. */
export function plotOptions(drawn: Drawn, hooks: uPlot.Hooks.Arrays): uPlot.Options {
  const { spec, figures, width } = drawn;
  return {
    width,
    height: spec.height,
    padding: [6, 6, 0, 0],
    cursor: {
      sync: { key: 'run', scales: ['x', null] },
      drag: { x: true, y: false, setScale: false, dist: 4 },
      points: { size: 6 },
      y: spec.heat === true,
    },
    legend: { show: false },
    scales: {
      x: { time: true, auto: false, range: () => [drawn.span().from, drawn.span().to] },
      y: scale(drawn),
    },
    axes: axes(drawn),
    series: [{}, ...figures.map((figure) => line(figure, drawn))],
    hooks,
  };
}

function axes({ spec, colors }: Drawn): uPlot.Axis[] {
  const axis: uPlot.Axis = {
    stroke: colors.text,
    font: '12px system-ui, sans-serif',
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...axis,
      space: (_plot, _axis, min, max, px) => clockSpace((max - min) / px),
      size: 24,
      values: (_plot, splits, _axis, _space, apart) => clockTicks(splits, apart),
    },
    {
      ...axis,
      size: 66,
      space: TICKS_PX,
      ...(spec.steps ? { incrs: spec.steps } : {}),
      values: (_plot, splits) =>
        splits.map((value) => (value === null ? '' : trimmed(spec.format(value)))),
    },
  ];
}

function scale({ spec, heatRange, levels }: Drawn): uPlot.Scale {
  if (spec.heat) return { distr: 3, range: () => heatRange() };
  if (spec.scale === 'log') {
    return { distr: 3, range: (_plot, min, max) => logRange(min, max, levels()) };
  }
  const high = (max: number | null) => reach([0, max ?? 0], levels(), 'linear')[1];
  if (spec.scale === 'percent') return { range: (_plot, _min, max) => [0, most(high(max))] };
  return { range: (_plot, _min, max) => [0, high(max) > 0 ? high(max) * 1.1 : 1] };
}

/**
 * How wide a line is. A hair's breadth where the points lie close: those lines cost a third of the
 * others, and the browser usually runs on the machine under test.
 */
export function strokeOf(figure: Figure, width: number): number {
  const room = width / Math.max(1, figure.values.length);
  return figure.shown || room < DENSE_PX ? 1 : 1.8;
}

export function colorOf({ text, series }: Palette, number: number): string {
  return number < 0 ? text : series[number % series.length]!;
}

function line(figure: Figure, { spec, colors, width }: Drawn): uPlot.Series {
  const color = colorOf(colors, figure.color);
  return {
    label: figure.label,
    show: !spec.heat,
    stroke: color,
    width: strokeOf(figure, width),
    points: { show: false },
    spanGaps: false,
    ...(figure.dash ? { dash: [6, 4] } : {}),
    // Layers lie upon each other, so theirs hide what is below; a single one lets the grid through.
    ...(figure.fill ? { fill: figure.shown ? mixed(color, colors.surface) : `${color}22` } : {}),
  };
}

/** From which latency to which a heat map reaches. */
export function heatRange(grid: HeatGrid | null, bounds: number[]): [number, number] {
  if (!grid) return [0.1, 100];
  return [
    niceBelow(bounds[grid.lowestBand]!),
    bounds[grid.lowestBand + grid.bands] ?? bounds.at(-1)!,
  ];
}

/** A little more than the values on both sides, and never less than a factor of ten. */
function logRange(min: number | null, max: number | null, levels: number[]): [number, number] {
  if (min === null || max === null || !(min > 0)) return [0.1, 100];
  const [low, high] = reach([min, max], levels, 'log');
  return [niceBelow(Math.min(low * 0.9, high / 10)), high * 1.25];
}

/** The next lower 1, 2 or 5 of a decade, where an axis has a line. */
export function niceBelow(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  const leading = value / decade;
  return decade * (leading >= 5 ? 5 : leading >= 2 ? 2 : 1);
}

function most(percent: number | null): number {
  return Math.max(10, Math.min(100, Math.ceil(((percent ?? 0) * 1.1) / 10) * 10));
}

/** The least pixels from tick to tick: hours and minutes take less than seconds do. */
export function clockSpace(secondsPerPixel: number): number {
  return secondsPerPixel * MINUTES_PX >= 30 ? MINUTES_PX : SECONDS_PX;
}

function clockTicks(splits: number[], apart: number): string[] {
  return splits.map((at) => clockOf(at, apart >= 60 ? 'minutes' : 'seconds'));
}

/** A colour laid thinly on the page's; opaque, as layers hide each other. */
function mixed(color: string, surface: string): string {
  return `color-mix(in srgb, ${color} 55%, ${surface})`;
}
