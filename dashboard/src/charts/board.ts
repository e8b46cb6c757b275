import { signal } from '@preact/signals';
import { judged, type Judged, type Kind } from '../store/limits';
import type { Run } from '../store/run';
import { span, type Span } from '../store/span';
import { latenciesOf, type Latencies, type View } from '../store/view';
import { dark } from '../theme';
import { MOST_NAMED } from './figures';
import { palette, type Palette } from './palette';
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

/** A moment that a note is written about: a time in seconds, and a place on the page beside it. */
export interface Noting {
  time: number;
  x: number;
  y: number;
  /** The run that it is about. */
  session: string | null;
  /** What had the focus, and gets it back. */
  chart: HTMLElement;
}

/** What the charts of a page have in common: the run, the time that is shown, and the cursor. */
export class Board {
  readonly pointed = signal<Pointed | null>(null);
  /** The moment that a note is being written about. */
  readonly noting = signal<Noting | null>(null);
  readonly frames = new Frames();
  private painted: { dark: boolean; palette: Palette } | null = null;

  constructor(
    readonly run: Run,
    readonly view: View,
  ) {}

  /** The style sheet's colours for the theme; read once, for reading them costs a layout. */
  colors(element: Element): Palette {
    if (this.painted?.dark !== dark.value) {
      this.painted = { dark: dark.value, palette: palette(element) };
    }
    return this.painted.palette;
  }

  /** Which latencies are shown of all together: corrected ones only if each operation has a rule. */
  latencies(): Latencies {
    const corrected = this.run.shown.value?.total.corrected ?? null;
    return corrected === null ? 'raw' : latenciesOf(this.run, this.view);
  }

  /**
   * The limits of a chart of the whole run.
   *
   * @param ofEach whether operations have lines of their own in it
   */
  judged(kind: Kind, ofEach: boolean): Judged {
    const names = this.run.timeline.operationNames;
    const named = ofEach || names.length === 1 ? names.slice(0, MOST_NAMED) : [];
    return judged(this.run, kind, (operation) => operation === null || named.includes(operation));
  }

  span(): Span | null {
    return span(this.view.range.value, this.view.window.value, this.run.timeline);
  }
}
