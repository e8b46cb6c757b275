import uPlot from 'uplot';
import type { HeatGrid } from '../store/heat';
import type { Judged } from '../store/limits';
import type { Span } from '../store/span';
import type { Board } from './board';
import { Cursor } from './cursor';
import { drawEvents, drawPauses, pauses, type Moment } from './events';
import { drawStoodOut, stoodOut } from './findings';
import type { Figure } from './figures';
import { HeatLayer } from './heat-layer';
import { Legend } from './legend';
import { drawLimits, levelOf, markBroken, shadeBroken, type Calls } from './limits';
import { NotePlace } from './note-place';
import type { Palette } from './palette';
import { colorOf, heatRange, plotOptions, strokeOf, type Drawn, type Spec } from './plot-options';
import { Selection } from './selection';

const HEAT_COLUMNS = 240;
/** Seconds that a new point may wait until it is drawn, in a long window. */
const LONGEST_STEP = 4;
/** About as wide as paper, so that texts keep their size. */
const PAPER_PX = 720;

/** One chart of the timeline: draws when it is told to and seen, and moves the cursor of all. */
export class Plot {
  private plot: uPlot | null = null;
  private made: string | null = null;
  private figures: Figure[] = [];
  private span: Span | null = null;
  private seen: boolean;
  private width: number;
  private stale = true;
  private grid: HeatGrid | null = null;
  private judged: Judged = { limits: [], own: [], all: [] };
  /** The throughput of each point, where a limit is a share of it. */
  private calls: Calls;
  private readonly heat = new HeatLayer();
  private readonly legend: Legend;
  private readonly cursor: Cursor;
  private readonly selection: Selection;
  private readonly watch: IntersectionObserver;
  private readonly resize: ResizeObserver;
  private drawnTo = 0;
  private readonly render = () => this.draw();
  private readonly renderValues = () => this.newest();
  private readonly print = () => this.drawForPaper();

  constructor(
    private readonly host: HTMLElement,
    legend: HTMLElement,
    private readonly board: Board,
    private spec: Spec,
  ) {
    const drawn = () => this.plot;
    this.legend = new Legend(legend);
    this.cursor = new Cursor(host, board, drawn, () => this.spec.heat === true);
    this.selection = new Selection(host, board, drawn, this.cursor);
    new NotePlace(host, board, drawn);
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
    addEventListener('beforeprint', this.print);
    addEventListener('afterprint', this.render);
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
    removeEventListener('beforeprint', this.print);
    removeEventListener('afterprint', this.render);
    this.watch.disconnect();
    this.resize.disconnect();
    this.plot?.destroy();
  }

  /** Whether it has been seen or not, and at once: what is printed is what there is by then. */
  private drawForPaper(): void {
    const { width } = this;
    if (width === 0) return;
    this.width = PAPER_PX;
    this.made = null;
    this.draw();
    this.width = width;
    this.made = null;
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
    this.judged = this.board.judged(this.spec.limits, this.spec.ofEach === true);
    const isShare = this.judged.limits.some(({ share }) => share !== null);
    this.calls = isShare ? run.timeline.part('throughput', slice) : undefined;
    const times = run.timeline.part('time', slice) as number[];
    const data = [times, ...this.figures.map((figure) => figure.values)] as uPlot.AlignedData;
    const key = this.figures.map((figure) => figure.label).join('\n');
    if (this.plot === null || this.made !== key) {
      this.plot?.destroy();
      this.plot = new uPlot(this.options(colors), data, this.host);
      this.legend.make(this.figures, (number) => colorOf(colors, number));
      this.made = key;
    } else {
      const { plot } = this;
      this.figures.forEach(
        (figure, i) => (plot.series[i + 1]!.width = strokeOf(figure, this.width)),
      );
      plot.batch(() => {
        plot.setData(data, false);
        plot.setScale('x', { min: span.from, max: span.to });
      });
    }
    this.values();
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
    const { run } = this.board;
    const drawn: Drawn = {
      spec: this.spec,
      width: this.width,
      figures: this.figures,
      colors,
      span: () => this.span!,
      heatRange: () => heatRange(this.grid, run.heat.bounds),
      levels: () => this.judged.limits.flatMap((limit) => levelOf(limit, this.calls) ?? []),
    };
    return plotOptions(drawn, {
      drawAxes: [
        (plot) => drawPauses(plot, this.pauses(), colors),
        (plot) => shadeBroken(plot, this.judged.own, this.drawnTo, colors),
        (plot) => this.paintHeat(plot, colors),
      ],
      draw: [
        (plot) => drawEvents(plot, run.timeline.events, colors),
        (plot) => drawLimits(plot, this.judged.limits, this.calls, colors),
        (plot) => markBroken(plot, this.judged.all, this.drawnTo, colors),
        (plot) => drawStoodOut(plot, stoodOut(run.findings.peek(), this.spec.limits), colors),
      ],
      setCursor: [() => this.values(), (plot) => this.cursor.moved(plot)],
      setSelect: [(plot) => this.selection.dragged(plot)],
    });
  }

  private pauses(): Moment[] {
    const { timeline } = this.board.run;
    const { from, to } = this.span!;
    return pauses(timeline, timeline.between(from, to));
  }

  private paintHeat(plot: uPlot, colors: Palette): void {
    if (!this.spec.heat) return;
    const { grid } = this;
    this.legend.most(grid?.highest ?? 0);
    if (grid) this.heat.draw(plot, grid, this.board.run.heat.bounds, colors);
  }
}
