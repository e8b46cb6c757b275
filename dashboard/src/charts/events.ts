import type uPlot from 'uplot';
import type { TimelineEvent } from '../api/types';
import { STATUSES } from '../store/point';
import type { Slice, Timeline } from '../store/timeline';
import { clipped } from './clipped';
import type { Palette } from './palette';

export interface Moment {
  at: number;
  end: number;
}

const moments = new WeakMap<TimelineEvent, Moment>();

/** When an event began and ended, in seconds; calculated once for each. */
export function moment(event: TimelineEvent): Moment {
  let known = moments.get(event);
  if (!known) {
    const at = Date.parse(event.timestamp) / 1000;
    known = { at, end: at + (event.duration_ms ?? 0) / 1000 };
    moments.set(event, known);
  }
  return known;
}

/** The events that touch a stretch of time, in seconds. */
export function during(events: TimelineEvent[], from: number, to: number): TimelineEvent[] {
  return events.filter((event) => moment(event).end >= from && moment(event).at <= to);
}

const PAUSED = STATUSES.indexOf('paused');

/** When the run stood still, in seconds; points of one pause are one stretch. */
export function pauses(timeline: Timeline, slice: Slice): Moment[] {
  const found: Moment[] = [];
  for (let i = slice.start; i < slice.end; i++) {
    if (timeline.at('phase', i) !== PAUSED) continue;
    const end = timeline.at('time', i)!;
    const last = found.at(-1);
    if (last && i > slice.start && timeline.at('phase', i - 1) === PAUSED) last.end = end;
    else found.push({ at: end - timeline.at('duration', i)!, end });
  }
  return found;
}

/** Shades what is below the lines where the run was paused. */
export function drawPauses(plot: uPlot, stretches: Moment[], colors: Palette): void {
  const { ctx, bbox } = plot;
  clipped(plot, () => {
    ctx.fillStyle = colors.paused;
    for (const { at, end } of stretches) {
      const x = Math.round(plot.valToPos(at, 'x', true));
      const width = Math.max(1, Math.round(plot.valToPos(end, 'x', true)) - x);
      ctx.fillRect(x, bbox.top, width, bbox.height);
    }
  });
}

/** Draws what happened over the lines: collections and stalls as bands, the rest as lines. */
export function drawEvents(plot: uPlot, events: TimelineEvent[], colors: Palette): void {
  const { min, max } = plot.scales.x!;
  if (min === undefined || max === undefined || min === null || max === null) return;
  clipped(plot, () => {
    // Phases that follow closely write below one another.
    const rows: number[] = [];
    const phase = { line: colors.phase, text: colors.text, dash: [6, 4] };
    const note = { line: colors.accent, text: colors.accent, dash: [] };
    const broken = { line: colors.bad, text: null, dash: [] };
    const holds = { line: colors.text, text: null, dash: [2, 3] };
    for (const event of during(events, min, max)) {
      const { at, end } = moment(event);
      const x = Math.round(plot.valToPos(at, 'x', true));
      if (event.kind === 'phase' || event.kind === 'clock')
        drawMoment(plot, event.text, x, rows, phase);
      else if (event.kind === 'instrumentation')
        drawMoment(plot, brief(event.text), x, rows, phase);
      else if (event.kind === 'note') drawMoment(plot, noteText(event.text), x, rows, note);
      // What is broken says the shading, and its limit's name: the text would be on top of both.
      else if (event.kind === 'threshold')
        drawMoment(plot, '', x, rows, isBreak(event.text) ? broken : holds);
      else drawBand(plot, event.kind, x, Math.round(plot.valToPos(end, 'x', true)), colors);
    }
  });
}

/** What became of the methods, without in how many classes and how long that took. */
export function brief(text: string): string {
  return text.replace(/ in \d+ class.*$/, '');
}

const NOTE_LETTERS = 24;

/** The begin of a text, in one line; the whole of it is beside the cursor and in a list. */
export function noteText(text: string, most = NOTE_LETTERS): string {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}

/** Whether a threshold's mark is of the moment in which it was broken, by its text. */
export const isBreak = (text: string) => /: broken(, [^,]*)?$/.test(text);

interface Stroke {
  line: string;
  /** Null without a text. */
  text: string | null;
  dash: number[];
}

function drawMoment(
  { ctx, bbox }: uPlot,
  text: string,
  x: number,
  rows: number[],
  stroke: Stroke,
): void {
  ctx.strokeStyle = stroke.line;
  ctx.setLineDash(stroke.dash);
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.setLineDash([]);
  if (stroke.text === null) return;
  ctx.fillStyle = stroke.text;
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  ctx.textAlign = x > bbox.left + bbox.width - 80 * devicePixelRatio ? 'right' : 'left';
  const width = ctx.measureText(text).width + 8;
  const left = ctx.textAlign === 'right' ? x - width : x;
  const row = rowOf(rows, left, left + width);
  const start = ctx.textAlign === 'right' ? x - 4 : x + 4;
  ctx.fillText(text, start, bbox.top + 2 + row * 13 * devicePixelRatio);
}

/** The first row whose last text ends before this one begins; takes it. */
export function rowOf(rows: number[], left: number, right: number): number {
  const free = rows.findIndex((end) => end <= left);
  const row = free < 0 ? rows.length : free;
  rows[row] = right;
  return row;
}

function drawBand(
  { ctx, bbox }: uPlot,
  kind: 'gc' | 'stall',
  x: number,
  end: number,
  colors: Palette,
): void {
  ctx.fillStyle = kind === 'gc' ? colors.gc : colors.stall;
  // Along the bottom, so that a run with many short collections does not drown in them.
  const height = kind === 'gc' ? Math.max(6, bbox.height / 14) : bbox.height;
  ctx.fillRect(x, bbox.top + bbox.height - height, Math.max(2, end - x), height);
}
