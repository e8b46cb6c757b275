import type uPlot from 'uplot';
import { snapped } from '../store/span';
import type { Board } from './board';
import { pixelOf, type Cursor } from './cursor';

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -Infinity,
  End: Infinity,
};

/** Selects a range of the run in one chart, by dragging or by the keyboard. */
export class Selection {
  /** The point that a selection by the keyboard begins with. */
  private anchor: number | null = null;

  /** @param plot what is drawn now */
  constructor(
    host: HTMLElement,
    private readonly board: Board,
    private readonly plot: () => uPlot | null,
    private readonly cursor: Cursor,
  ) {
    host.addEventListener('keydown', (event) => this.key(event));
    host.addEventListener('keyup', (event) => {
      if (event.key === 'Shift') this.take();
    });
    host.addEventListener('blur', () => this.leave());
  }

  /** After dragging; the same selection comes to each chart, the one under the pointer takes it. */
  dragged(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width <= 0) return;
    const from = plot.posToVal(left, 'x');
    const to = plot.posToVal(left + width, 'x');
    clear(plot);
    if (this.cursor.hovered || plot.cursor.event?.type === 'mouseup') this.choose(from, to);
  }

  private choose(from: number, to: number): void {
    const range = snapped(this.board.run.timeline, from, to);
    if (range) this.board.view.range.value = range;
  }

  private key(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.step(step, event.shiftKey);
    } else if (event.key === 'Enter') {
      this.take();
    } else if (event.key === 'Escape') {
      // A selection that has been begun is given up first; else Escape goes back to live.
      if (this.anchor !== null) event.preventDefault();
      this.leave();
    }
  }

  private step(by: number, selecting: boolean): void {
    const moved = this.cursor.step(by);
    const plot = this.plot();
    if (!moved || !plot) return;
    this.anchor = selecting ? (this.anchor ?? moved.from) : null;
    const here = pixelOf(plot, moved.to);
    const there = pixelOf(plot, this.anchor ?? moved.to);
    const left = Math.min(here, there);
    const width = Math.abs(here - there);
    plot.setSelect({ left, top: 0, width, height: plot.over.clientHeight }, false);
  }

  /** Takes what the arrow keys have marked. */
  private take(): void {
    const { anchor } = this;
    const plot = this.plot();
    const to = plot?.cursor.idx;
    this.anchor = null;
    if (!plot || anchor === null || to === null || to === undefined) return;
    clear(plot);
    const [low, high] = [Math.min(anchor, to), Math.max(anchor, to)];
    if (low === high) return;
    this.leave();
    const { timeline } = this.board.run;
    const first = timeline.near(plot.data[0][low]!);
    const begins = timeline.at('time', first)! - timeline.at('duration', first)!;
    this.choose(begins, plot.data[0][high]!);
  }

  private leave(): void {
    this.anchor = null;
    const plot = this.plot();
    if (plot) clear(plot);
    this.cursor.leave();
  }
}

function clear(plot: uPlot): void {
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}
