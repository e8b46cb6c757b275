import { effect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import 'uplot/dist/uPlot.min.css';
import { dark } from '../theme';
import type { ComponentChildren } from 'preact';
import type { Board } from './board';
import { Plot } from './plot';
import type { Spec } from './plot-options';

const KEYS =
  'Arrow keys move the cursor, Shift with arrow keys selects a range, N writes a note, Escape goes back to live';

/** One chart of the timeline, with its title and switches; all share the time axis and the cursor. */
export function Chart(props: {
  board: Board;
  title: string;
  /** What a reader of the screen hears. */
  label: string;
  spec: Spec;
  /** Changes when the spec does. */
  mode?: string;
  wide?: boolean;
  children?: ComponentChildren;
}) {
  const { board, spec } = props;
  const host = useRef<HTMLDivElement>(null);
  const legend = useRef<HTMLUListElement>(null);
  const plot = useRef<Plot | null>(null);
  useLayoutEffect(() => {
    const made = new Plot(host.current!, legend.current!, board, spec);
    plot.current = made;
    const stops = [
      effect(() => {
        board.run.past.value;
        board.run.judged.value;
        board.run.episodes.value;
        board.run.findings.value;
        if (spec.heat) board.run.heated.value;
        board.view.range.value;
        board.view.window.value;
        made.request();
      }),
      effect(() => {
        const range = board.view.range.value;
        // A range that is over changes no more with what is new.
        if (!range || range.to / 1000 > (board.run.timeline.end ?? 0)) board.run.version.value;
        made.proceed();
      }),
      effect(() => {
        dark.value;
        made.recolor();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      made.destroy();
    };
  }, [board]);
  useLayoutEffect(() => plot.current?.change(spec), [props.mode]);
  return (
    <section class={props.wide ? 'figure wide' : 'figure'}>
      <div class="figure-head">
        <h2>{props.title}</h2>
        {props.children}
      </div>
      <div
        class="chart"
        ref={host}
        tabIndex={0}
        role="application"
        aria-roledescription="chart"
        aria-label={`${props.label}. ${KEYS}`}
        style={{ height: `${spec.height}px` }}
      />
      <ul class="legend" ref={legend} aria-hidden="true" />
    </section>
  );
}
