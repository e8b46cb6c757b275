import uPlot from 'uplot';
import { clockOf } from '../format';
import type { HeatGrid } from '../store/heat';
import { snapped, type Span } from '../store/span';
import type { Slice, Timeline } from '../store/timeline';
import type { Board } from './board';
import { drawEvents, drawPauses, pauses, type Moment } from './events';
import type { Figure } from './figures';
import { HeatLayer } from './heat-layer';
import { Legend } from './legend';
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
}

const HEAT_COLUMNS = 240;
const DENSE_PX = 3;
const TICKS_PX = 34;
const MINUTES_PX = 48;
const SECONDS_PX = 68;
/** Seconds that a new point may wait until it is drawn, in a long window. */
const LONGEST_STEP = 4;

/** One chart of the timeline: draws when it is told to and seen, and moves the cursor of all. */
export class Plot {
  private plot: uPlot | null = null;
  private made: string | null = null;
  private figures: Figure[] = [];
  private span: Span | null = null;
  private seen: boolean;
  private width: number;
  private stale = true;
  private hovered = false;
  private anchor: number | null = null;
  private byKey = false;
  private grid: HeatGrid | null = null;
  private readonly heat = new HeatLayer();
  private readonly legend: Legend;
  private readonly watch: IntersectionObserver;
  private readonly resize: ResizeObserver;
  private drawnTo = 0;
  private readonly render = () => this.draw();
  private readonly renderValues = () => this.newest();

  constructor(
    private readonly host: HTMLElement,
    legend: HTMLElement,
    private readonly board: Board,
    private spec: Spec,
  ) {
    this.legend = new Legend(legend);
    // All charts are asked for their place before the first is drawn: one layout for all of them,
    // and they appear in the very frame that brings the data.
    const box = host.getBoundingClientRect();
    this.width = Math.floor(box.width);
    this.seen = box.top < innerHeight;
    queueMicrotask(() => board.frames.flush());
    this.watch = new IntersectionObserver(([entry]) => {
      this.seen = entry!.isIntersecting;
      if (this.seen && this.stale) this.request();
    });
    this.watch.observe(host);
    this.resize = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry!.contentRect.width);
      if (width === this.width) return;
      this.width = width;
      if (this.plot) this.plot.setSize({ width: this.width, height: this.spec.height });
      else this.request();
    });
    this.resize.observe(host);
    host.addEventListener('pointerenter', () => (this.hovered = true));
    host.addEventListener('pointerleave', () => {
      this.hovered = false;
      if (!this.byKey) this.board.pointed.value = null;
    });
    host.addEventListener('keydown', (event) => this.key(event));
    host.addEventListener('keyup', (event) => {
      if (event.key === 'Shift') this.select();
    });
    host.addEventListener('blur', () => this.leave());
  }

  /** Draws with the next frame, or when it is seen again. */
  request(): void {
    this.stale = true;
    if (this.seen) this.board.frames.request(this.render);
  }

  /** Draws what is new: the values at once, the lines when they have moved by about a pixel. */
  proceed(): void {
    const { span, plot } = this;
    const end = this.board.run.timeline.end;
    if (this.stale || end === null || !span || !plot) return this.request();
    const pixel = (span.to - span.from) / Math.max(1, plot.over.clientWidth);
    if (end - this.drawnTo >= Math.min(LONGEST_STEP, pixel)) return this.request();
    if (this.seen && plot.cursor.idx == null) this.board.frames.request(this.renderValues);
  }

  change(spec: Spec): void {
    this.spec = spec;
    this.made = null;
    this.request();
  }

  recolor(): void {
    this.made = null;
    this.request();
  }

  destroy(): void {
    this.board.frames.forget(this.render);
    this.board.frames.forget(this.renderValues);
    this.watch.disconnect();
    this.resize.disconnect();
    this.plot?.destroy();
  }

  private draw(): void {
    const { run } = this.board;
    const span = this.board.span();
    if (!span || this.width === 0) return;
    const colors = this.board.colors(this.host);
    this.stale = false;
    this.span = span;
    this.drawnTo = run.timeline.end ?? 0;
    const slice = run.timeline.between(span.from, span.to);
    if (this.spec.heat) this.grid = run.heat.grid(span.from, span.to, HEAT_COLUMNS);
    this.figures = this.spec.figures(run.timeline, slice);
    const times = run.timeline.part('time', slice) as number[];
    const data = [times, ...this.figures.map((figure) => figure.values)] as uPlot.AlignedData;
    const key = this.figures.map((figure) => figure.label).join('\n');
    if (this.plot === null || this.made !== key) {
      this.plot?.destroy();
      this.plot = new uPlot(this.options(colors), data, this.host);
      this.legend.make(this.figures, (number) => this.color(colors, number));
      this.made = key;
    } else {
      const { plot } = this;
      this.figures.forEach((figure, i) => (plot.series[i + 1]!.width = this.strokeOf(figure)));
      plot.batch(() => {
        plot.setData(data, false);
        plot.setScale('x', { min: span.from, max: span.to });
      });
    }
    this.values();
  }

  private color({ text, series }: Palette, number: number): string {
    return number < 0 ? text : series[number % series.length]!;
  }

  private values(): void {
    const at = this.plot?.cursor.idx;
    this.legend.show(this.figures, at ?? null, this.spec.format);
  }

  private newest(): void {
    const { timeline } = this.board.run;
    const slice = { start: timeline.length - 1, end: timeline.length };
    this.legend.show(this.spec.figures(timeline, slice), null, this.spec.format);
  }

  private options(colors: Palette): uPlot.Options {
    const { spec } = this;
    const axis: uPlot.Axis = {
      stroke: colors.text,
      font: '12px system-ui, sans-serif',
      grid: { stroke: colors.grid, width: 1 },
      ticks: { show: false },
    };
    return {
      width: this.width,
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
        x: { time: true, auto: false, range: () => [this.span!.from, this.span!.to] },
        y: this.scale(),
      },
      axes: [
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
            splits.map((value) => (value === null ? '' : short(spec.format(value)))),
        },
      ],
      series: [{}, ...this.figures.map((figure) => this.line(figure, colors))],
      hooks: {
        drawAxes: [
          (plot) => drawPauses(plot, this.pauses(), colors),
          (plot) => this.paintHeat(plot, colors),
        ],
        draw: [(plot) => drawEvents(plot, this.board.run.timeline.events, colors)],
        setCursor: [(plot) => this.moved(plot)],
        setSelect: [(plot) => this.selected(plot)],
      },
    };
  }

  private pauses(): Moment[] {
    const { timeline } = this.board.run;
    const { from, to } = this.span!;
    return pauses(timeline, timeline.between(from, to));
  }

  private scale(): uPlot.Scale {
    if (this.spec.heat) return { distr: 3, range: () => this.heatRange() };
    if (this.spec.scale === 'log') return { distr: 3, range: logRange };
    if (this.spec.scale === 'percent') return { range: (_plot, _min, max) => [0, most(max)] };
    return { range: (_plot, _min, max) => [0, (max ?? 0) > 0 ? max * 1.1 : 1] };
  }

  /**
   * A hair's breadth where the points lie close: those lines cost a third of the others, and the
   * browser usually runs on the machine under test.
   */
  private strokeOf(figure: Figure): number {
    const room = this.width / Math.max(1, figure.values.length);
    return figure.shown || room < DENSE_PX ? 1 : 1.8;
  }

  private line(figure: Figure, colors: Palette): uPlot.Series {
    const color = this.color(colors, figure.color);
    return {
      label: figure.label,
      show: !this.spec.heat,
      stroke: color,
      width: this.strokeOf(figure),
      points: { show: false },
      spanGaps: false,
      // Layers lie upon each other, so theirs hide what is below; a single one lets the grid through.
      ...(figure.fill ? { fill: figure.shown ? mixed(color, colors.surface) : `${color}22` } : {}),
    };
  }

  private heatRange(): [number, number] {
    const { bounds } = this.board.run.heat;
    const { grid } = this;
    if (!grid) return [0.1, 100];
    return [
      niceBelow(bounds[grid.lowestBand]!),
      bounds[grid.lowestBand + grid.bands] ?? bounds.at(-1)!,
    ];
  }

  private paintHeat(plot: uPlot, colors: Palette): void {
    if (!this.spec.heat) return;
    const { grid } = this;
    this.legend.most(grid?.highest ?? 0);
    if (grid) this.heat.draw(plot, grid, this.board.run.heat.bounds, colors);
  }

  private moved(plot: uPlot): void {
    this.values();
    const { idx, left, top } = plot.cursor;
    if (!this.hovered && !this.byKey) return;
    const time = idx === null || idx === undefined ? undefined : plot.data[0][idx];
    if (time === undefined || left === undefined || left < 0) {
      this.board.pointed.value = null;
      return;
    }
    const box = plot.over.getBoundingClientRect();
    this.board.pointed.value = {
      time,
      x: box.left + plot.valToPos(time, 'x'),
      y: box.top,
      byKey: this.byKey,
      latency: this.spec.heat && !this.byKey && top !== undefined ? plot.posToVal(top, 'y') : null,
    };
  }

  /** After dragging; the same selection comes to each chart, the one under the pointer takes it. */
  private selected(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width <= 0) return;
    const from = plot.posToVal(left, 'x');
    const to = plot.posToVal(left + width, 'x');
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (this.hovered || plot.cursor.event?.type === 'mouseup') this.choose(from, to);
  }

  private choose(from: number, to: number): void {
    const range = snapped(this.board.run.timeline, from, to);
    if (range) this.board.view.range.value = range;
  }

  private key(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      PageUp: -10,
      PageDown: 10,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.step(step, event.shiftKey);
    } else if (event.key === 'Enter') {
      this.select();
    } else if (event.key === 'Escape') {
      // A selection that has been begun is given up first; else Escape goes back to live.
      if (this.anchor !== null) event.preventDefault();
      this.leave();
    }
  }

  private step(by: number, selecting: boolean): void {
    const { plot } = this;
    if (!plot) return;
    const last = plot.data[0].length - 1;
    // In a long window a point is less than a pixel; a step is one that can be seen.
    const unit = Math.ceil((2 * last) / plot.over.clientWidth) || 1;
    const now = plot.cursor.idx ?? last + (by < 0 ? 1 : 0);
    const next = Math.max(0, Math.min(last, now + by * unit));
    if (selecting) this.anchor ??= Math.min(now, last);
    else this.anchor = null;
    this.byKey = true;
    const at = (index: number) =>
      Math.max(0, Math.min(plot.over.clientWidth, plot.valToPos(plot.data[0][index]!, 'x')));
    moveAll(plot, at(next), plot.over.clientHeight / 2);
    const [low, high] = [at(this.anchor ?? next), at(next)].sort((a, b) => a - b) as [
      number,
      number,
    ];
    const height = plot.over.clientHeight;
    plot.setSelect({ left: low, top: 0, width: high - low, height }, false);
  }

  /** Takes what the arrow keys have marked. */
  private select(): void {
    const { plot, anchor } = this;
    const to = plot?.cursor.idx;
    this.anchor = null;
    if (!plot || anchor === null || to === null || to === undefined) return;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    const [low, high] = [Math.min(anchor, to), Math.max(anchor, to)];
    if (low === high) return;
    this.leave();
    const { timeline } = this.board.run;
    const first = timeline.near(plot.data[0][low]!);
    const begins = timeline.at('time', first)! - timeline.at('duration', first)!;
    this.choose(begins, plot.data[0][high]!);
  }

  private leave(): void {
    this.byKey = false;
    this.anchor = null;
    this.plot?.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (this.plot) moveAll(this.plot, -10, -10);
    this.board.pointed.value = null;
  }
}

/** Moves the cursor of all charts; that they follow is not in the library's types. */
function moveAll(plot: uPlot, left: number, top: number): void {
  const wide = plot as unknown as {
    setCursor(at: { left: number; top: number }, fire: boolean, publish: boolean): void;
  };
  wide.setCursor({ left, top }, true, true);
}

/** A little more than the values on both sides, and never less than a factor of ten. */
function logRange(_plot: uPlot, min: number | null, max: number | null): [number, number] {
  if (min === null || max === null || !(min > 0)) return [0.1, 100];
  return [niceBelow(Math.min(min * 0.9, max / 10)), max * 1.25];
}

/** The next lower 1, 2 or 5 of a decade, where an axis has a line. */
export function niceBelow(value: number): number {
  const decade = 10 ** Math.floor(Math.log10(value));
  const leading = value / decade;
  return decade * (leading >= 5 ? 5 : leading >= 2 ? 2 : 1);
}

/** Without the zeros that keep other numbers' widths. */
export function short(text: string): string {
  return text.replace(/\.0+(?=\s|$)/, '').replace(/(\.\d*[1-9])0+(?=\s|$)/, '$1');
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
