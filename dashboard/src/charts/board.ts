import { signal } from '@preact/signals';
import type { Run } from '../store/run';
import { span, type Span } from '../store/span';
import type { View } from '../store/view';
import { Frames } from './frames';

/** Where the one cursor of all charts is: a time in seconds, and a place on the page beside it. */
export interface Pointed {
  time: number;
  x: number;
  y: number;
  /** Moved by the keyboard, so that it is read out. */
  byKey: boolean;
  /** The latency under a pointer on the heat map, in milliseconds. */
  latency: number | null;
}

/** What the charts of a page have in common: the run, the time that is shown, and the cursor. */
export class Board {
  readonly pointed = signal<Pointed | null>(null);
  readonly frames = new Frames();

  constructor(
    readonly run: Run,
    readonly view: View,
  ) {}

  span(): Span | null {
    return span(this.view.range.value, this.view.window.value, this.run.timeline);
  }
}
