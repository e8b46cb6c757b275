import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clock, trimmed } from '../format';
import type { Judged } from '../store/limits';
import { dark } from '../theme';
import { drawLimits, markBroken, reach, shadeBroken } from './limits';
import { palette, type Palette } from './palette';

export type Cells = (number | null)[];

export interface Line {
  label: string;
  /** Which of the series' colours, from 0. */
  color: number;
  dash?: boolean;
  fill?: boolean;
  /** Each value is a point of its own. */
  points?: boolean;
}

export interface StaticChartProps {
  title: string;
  /** The horizontal values, ascending, then those of each line. */
  columns: [number[], ...Cells[]];
  lines: Line[];
  format: (value: number | null | undefined) => string;
  x: XAxis;
  height: number;
  log?: boolean;
  bars?: boolean;
  /** Charts of the same key share their cursor. */
  sync?: string;
  /** What of the thresholds is drawn, and where the run ends, in seconds. */
  judged?: Judged;
  end?: number;
}

export interface XAxis {
  label: string;
  kind: 'time' | 'log' | 'index' | 'elapsed';
  format: (value: number) => string;
  splits?: number[];
}

/** A chart of columns that are given to it whole, rather than of the run's own timeline. */
export function StaticChart(props: StaticChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const shape = JSON.stringify([props.lines, props.log, props.height]);
  useEffect(() => {
    const element = host.current!;
    const draw = () => {
      plot.current?.destroy();
      plot.current = new uPlot(
        options(element, () => latest.current),
        latest.current.columns as uPlot.AlignedData,
        element,
      );
    };
    const stop = effect(() => {
      dark.value;
      draw();
    });
    const resize = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height: props.height }),
    );
    resize.observe(element);
    return () => {
      stop();
      resize.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [shape]);
  useEffect(() => {
    plot.current?.setData(props.columns as uPlot.AlignedData);
  }, [props.columns, props.judged]);
  return (
    <figure class="static-chart">
      <div ref={host} role="img" aria-label={props.title} />
    </figure>
  );
}

/** Formats and positions are asked for when they are needed: they change with the data. */
function options(element: HTMLElement, now: () => StaticChartProps): uPlot.Options {
  const props = now();
  const colors = palette(element);
  const axis: uPlot.Axis = {
    stroke: colors.text,
    font: '12px system-ui, sans-serif',
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth || 600,
    height: props.height,
    cursor: {
      drag: { x: false, y: false },
      points: { size: 6 },
      ...(props.sync ? { sync: { key: props.sync } } : {}),
    },
    scales: {
      x: xScale(props.x),
      y: props.log
        ? { distr: 3, range: (_plot, min, max) => decades(min, max, levels(now())) }
        : {
            range: (_plot, _min, max) => [
              0,
              Math.max(1e-6, reach([0, max ?? 1], levels(now()), 'linear')[1] * 1.1),
            ],
          },
    },
    hooks: props.judged ? judgedHooks(now, colors) : {},
    axes: [
      { ...axis, space: 70, ...xAxis(now) },
      {
        ...axis,
        size: 74,
        values: (_plot, splits) =>
          splits.map((value) => (value === null ? '' : trimmed(props.format(value)))),
        ...(props.log ? byPowers('height', 24) : {}),
      },
    ],
    series: [
      {
        label: props.x.label,
        value: (_plot, at) => (at === null || at === undefined ? '–' : now().x.format(at)),
      },
      ...props.lines.map((line) => series(line, colors.series, props)),
    ],
  };
}

function judgedHooks(now: () => StaticChartProps, colors: Palette): uPlot.Hooks.Arrays {
  const of = (draw: (judged: Judged, plot: uPlot, end: number) => void) => (plot: uPlot) => {
    const { judged, end } = now();
    if (judged) draw(judged, plot, end ?? Infinity);
  };
  return {
    drawAxes: [of(({ own }, plot, end) => shadeBroken(plot, own, end, colors))],
    draw: [
      of(({ limits, all }, plot, end) => {
        drawLimits(plot, limits, undefined, colors);
        markBroken(plot, all, end, colors);
      }),
    ],
  };
}

const levels = ({ judged }: StaticChartProps) =>
  judged?.limits.flatMap(({ level }) => level ?? []) ?? [];

/** As uPlot has it without being asked, but with the limits. */
function decades(min: number | null, max: number | null, levels: number[]): uPlot.Range.MinMax {
  if (min === null || max === null) return [null, null];
  const [low, high] = reach([min, max], levels, 'log');
  return uPlot.rangeLog(low, high, 10, false);
}

/** The powers of ten in a range, at most so many: what is between them would only be lines. */
export function powers(min: number, max: number, most = Infinity): number[] {
  const first = Math.ceil(Math.log10(min) - 1e-9);
  const last = Math.floor(Math.log10(max) + 1e-9);
  const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i));
  const step = Math.max(1, Math.ceil(all.length / Math.max(1, most)));
  return all.filter((_, i) => i % step === 0);
}

/** An axis with a label at the powers of ten that there is room for. */
function byPowers(side: 'width' | 'height', room: number): Partial<uPlot.Axis> {
  return {
    splits: (plot, _axis, min, max) =>
      powers(min, max, Math.floor(plot.bbox[side] / devicePixelRatio / room)),
    filter: (_plot, splits) => splits,
  };
}

function timeOfDay(at: number, incr: number): string {
  return clock(new Date(at * 1000).toISOString()).slice(0, incr < 60 ? 8 : 5);
}

function xScale(x: XAxis): uPlot.Scale {
  if (x.kind === 'time') return { time: true };
  if (x.kind === 'elapsed') return { time: false };
  if (x.kind === 'log') {
    return { time: false, distr: 3, range: (_plot, _min, max) => [1, Math.max(10, max ?? 10)] };
  }
  return { time: false, range: (_plot, min, max) => [(min ?? 0) - 0.5, (max ?? 0) + 0.5] };
}

function xAxis(now: () => StaticChartProps): Partial<uPlot.Axis> {
  const { kind, splits } = now().x;
  if (kind === 'time') {
    return { values: (_plot, at, _axis, _space, incr) => at.map((one) => timeOfDay(one, incr)) };
  }
  if (kind === 'log') {
    return {
      ...byPowers('width', 64),
      values: (_plot, at) => at.map((value) => trimmed(now().x.format(value))),
    };
  }
  return {
    // Not trimmed: it may be a name, and that of a version ends in zeros.
    values: (_plot, at) => at.map((value) => (value === null ? '' : now().x.format(value))),
    ...(splits ? { splits: () => now().x.splits ?? [] } : {}),
  };
}

function series(line: Line, colors: string[], props: StaticChartProps): uPlot.Series {
  const color = colors[line.color % colors.length]!;
  const bars = props.bars && uPlot.paths.bars?.({ size: [0.9, Infinity] });
  return {
    label: line.label,
    stroke: color,
    width: props.bars ? 0 : 1.6,
    points: line.points ? { show: true, size: 8, fill: color } : { show: false },
    spanGaps: props.x.kind === 'log' || props.x.kind === 'index',
    value: (_plot, value) => props.format(value),
    ...(line.dash ? { dash: [6, 4] } : {}),
    ...(line.fill ? { fill: `${color}22` } : {}),
    ...(bars ? { paths: bars, fill: `${color}cc` } : {}),
  };
}
