import type uPlot from 'uplot';
import { takesNotes } from '../store/notes';
import type { Board } from './board';

/** Pixels that a pointer may move in a click; with more it drags, and selects a range. */
const STILL_PX = 4;

/** Chooses the moment of a note in one chart: by a click, or by N at the cursor of the keyboard. */
export class NotePlace {
  private pressed: { x: number; y: number } | null = null;

  /** @param plot what is drawn now */
  constructor(
    private readonly host: HTMLElement,
    private readonly board: Board,
    private readonly plot: () => uPlot | null,
  ) {
    host.addEventListener('pointerdown', ({ button, clientX, clientY }) => {
      this.pressed = button === 0 ? { x: clientX, y: clientY } : null;
    });
    host.addEventListener('click', (event) => this.clicked(event));
    host.addEventListener('keydown', (event) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (plain && event.key.toLowerCase() === 'n') this.atCursor(event);
    });
  }

  private clicked({ clientX, clientY }: MouseEvent): void {
    const { pressed } = this;
    const plot = this.plot();
    this.pressed = null;
    if (!pressed || !plot) return;
    if (Math.hypot(clientX - pressed.x, clientY - pressed.y) > STILL_PX) return;
    const box = plot.over.getBoundingClientRect();
    const left = clientX - box.left;
    if (left < 0 || left > box.width) return;
    this.choose(plot.posToVal(left, 'x'), clientX, clientY);
  }

  private atCursor(event: Event): void {
    const plot = this.plot();
    if (!plot) return;
    const index = plot.cursor.idx ?? plot.data[0].length - 1;
    const time = plot.data[0][index];
    if (time === undefined) return;
    // Or the letter would be the first one of the note.
    event.preventDefault();
    const box = plot.over.getBoundingClientRect();
    this.choose(time, box.left + plot.valToPos(time, 'x'), box.top + box.height / 2);
  }

  private choose(time: number, x: number, y: number): void {
    const { run } = this.board;
    if (!takesNotes(run)) return;
    const end = run.timeline.end ?? time;
    const begin = Date.parse(run.status.value!.start_time!) / 1000;
    this.board.pointed.value = null;
    this.board.noting.value = {
      time: Math.max(begin, Math.min(end, time)),
      x,
      y,
      session: run.session.value,
      chart: this.host,
    };
  }
}
