import type uPlot from 'uplot';
import type { Board } from './board';

/** The cursor in one chart, which moves that of all: by the pointer over it, or by the keyboard. */
export class Cursor {
  private over = false;
  private byKey = false;

  /**
   * @param plot what is drawn now
   * @param isHeat whether its height is a latency
   */
  constructor(
    host: HTMLElement,
    private readonly board: Board,
    private readonly plot: () => uPlot | null,
    private readonly isHeat: () => boolean,
  ) {
    host.addEventListener('pointerenter', () => (this.over = true));
    host.addEventListener('pointerleave', () => {
      this.over = false;
      if (!this.byKey) this.board.pointed.value = null;
    });
  }

  /** Whether the pointer is over this chart, and not over one of those that follow. */
  get hovered(): boolean {
    return this.over;
  }

  /** The cursor of the chart has moved, maybe with that of another one. */
  moved(plot: uPlot): void {
    const { idx, left, top } = plot.cursor;
    if (!this.over && !this.byKey) return;
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
      latency: this.isHeat() && !this.byKey && top !== undefined ? plot.posToVal(top, 'y') : null,
    };
  }

  /**
   * Moves by so many steps of the keyboard.
   *
   * @returns the points that it was on and is on now; null while nothing is drawn
   */
  step(by: number): { from: number; to: number } | null {
    const plot = this.plot();
    if (!plot) return null;
    const last = plot.data[0].length - 1;
    // In a long window a point is less than a pixel; a step is one that can be seen.
    const unit = Math.ceil((2 * last) / plot.over.clientWidth) || 1;
    const now = plot.cursor.idx ?? last + (by < 0 ? 1 : 0);
    const to = Math.max(0, Math.min(last, now + by * unit));
    this.byKey = true;
    moveAll(plot, pixelOf(plot, to), plot.over.clientHeight / 2);
    return { from: Math.min(now, last), to };
  }

  leave(): void {
    this.byKey = false;
    const plot = this.plot();
    if (plot) moveAll(plot, -10, -10);
    this.board.pointed.value = null;
  }
}

/** Where a point is, in pixels from the left end of the chart; within the chart. */
export function pixelOf(plot: uPlot, index: number): number {
  return Math.max(0, Math.min(plot.over.clientWidth, plot.valToPos(plot.data[0][index]!, 'x')));
}

/** Moves the cursor of all charts; that they follow is not in the library's types. */
function moveAll(plot: uPlot, left: number, top: number): void {
  const wide = plot as unknown as {
    setCursor(at: { left: number; top: number }, fire: boolean, publish: boolean): void;
  };
  wide.setCursor({ left, top }, true, true);
}
