import type uPlot from 'uplot';
import type { Limit, Stretch } from '../store/limits';
import { clipped } from './clipped';
import { noteText } from './events';
import type { Palette } from './palette';

/** A limit further from the values than this would leave a flat line of them. */
const FURTHEST_LINEAR = 3;
const FURTHEST_LOG = 10;
const LETTERS = 40;
const FONT_PX = 11;
const STRIP_PX = 4;

/** The values' range with the levels of limits that are near enough to be shown with them. */
export function reach(
  [min, max]: [number, number],
  levels: number[],
  scale: 'log' | 'linear',
): [number, number] {
  let [low, high] = [min, max];
  for (const level of levels) {
    if (!(level > 0)) continue;
    const near =
      scale === 'linear'
        ? level <= max * FURTHEST_LINEAR
        : level <= max * FURTHEST_LOG && level >= min / FURTHEST_LOG;
    if (!near) continue;
    if (scale === 'log') low = Math.min(low, level);
    high = Math.max(high, level);
  }
  return [low, high];
}

/** How high a limit reaches at most; null while nothing is known of the calls that it is a share of. */
export function levelOf(limit: Limit, calls: Calls): number | null {
  if (limit.level !== null) return limit.level;
  const most = calls?.reduce<number>((high, one) => Math.max(high, one ?? 0), 0) ?? 0;
  return most > 0 ? most * limit.share! : null;
}

/** Shades the times in which a threshold of the chart was broken. */
export function shadeBroken(plot: uPlot, own: Stretch[], end: number, colors: Palette): void {
  fill(plot, own, end, plot.bbox.height, colors.broken);
}

/** Marks the times in which any threshold was broken along the upper edge. */
export function markBroken(plot: uPlot, all: Stretch[], end: number, colors: Palette): void {
  fill(plot, all, end, STRIP_PX * devicePixelRatio, colors.bad);
}

function fill(
  plot: uPlot,
  stretches: Stretch[],
  until: number,
  height: number,
  color: string,
): void {
  if (stretches.length === 0) return;
  clipped(plot, () => {
    const { ctx, bbox } = plot;
    ctx.fillStyle = color;
    for (const { at, end } of stretches) {
      const x = Math.round(plot.valToPos(at, 'x', true));
      const right = Math.round(plot.valToPos(Math.min(end, until), 'x', true));
      ctx.fillRect(x, bbox.top, Math.max(1, right - x), height);
    }
  });
}

/** The throughput of each point. */
export type Calls = (number | null | undefined)[] | undefined;

/** A place on the canvas that a label takes. */
interface Box {
  left: number;
  right: number;
  top: number;
}

/**
 * Draws each limit as a line with its name, which is at the edge for one that the chart does not
 * reach to.
 *
 * @param calls the throughput of each point, for the limits that are a share of it
 */
export function drawLimits(plot: uPlot, limits: Limit[], calls: Calls, colors: Palette): void {
  if (limits.length === 0) return;
  clipped(plot, () => {
    const taken: Box[] = [];
    // Those that are broken are drawn last, upon the others, and their names placed first.
    const ordered = [...limits].sort((a, b) => Number(b.isBroken) - Number(a.isBroken));
    for (const limit of [...ordered].reverse()) drawLine(plot, limit, calls, colors);
    for (const limit of ordered) drawName(plot, limit, calls, taken, colors);
  });
}

const levelAt = (limit: Limit, calls: number | null | undefined) =>
  limit.level ?? (calls == null ? null : calls * limit.share!);

function drawLine(plot: uPlot, limit: Limit, calls: Calls, colors: Palette): void {
  const { ctx, bbox } = plot;
  ctx.setLineDash([8 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  if (limit.level !== null) {
    const y = plot.valToPos(limit.level, 'y', true);
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
  } else {
    let drawing = false;
    calls?.forEach((one, i) => {
      const level = levelAt(limit, one);
      const x = plot.valToPos(plot.data[0][i]!, 'x', true);
      if (level !== null && drawing) ctx.lineTo(x, plot.valToPos(level, 'y', true));
      else if (level !== null) ctx.moveTo(x, plot.valToPos(level, 'y', true));
      drawing = level !== null;
    });
  }
  // A seam of the page's colour, so that it is seen on whatever the chart is filled with.
  ctx.strokeStyle = colors.surface;
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.globalAlpha = 0.75;
  ctx.stroke();
  ctx.strokeStyle = limit.isBroken ? colors.bad : colors.text;
  ctx.lineWidth = 1.75 * devicePixelRatio;
  ctx.globalAlpha = 1;
  ctx.stroke();
  ctx.setLineDash([]);
}

function drawName(plot: uPlot, limit: Limit, calls: Calls, taken: Box[], colors: Palette): void {
  const { ctx, bbox } = plot;
  const last = calls?.filter((one) => one != null).at(-1);
  const level = levelAt(limit, last);
  if (level === null) return;
  const size = FONT_PX * devicePixelRatio;
  const height = size * 1.35;
  const y = plot.valToPos(level, 'y', true);
  const where = y < bbox.top ? '↑ ' : y > bbox.top + bbox.height ? '↓ ' : '';
  ctx.font = `${limit.isBroken ? '600 ' : ''}${size}px system-ui, sans-serif`;
  const text = `${where}${noteText(limit.name, LETTERS)}${limit.isBroken ? ': broken' : ''}`;
  const width = ctx.measureText(text).width + size;
  const lowest = bbox.top + bbox.height - height;
  // Above its line, or below it where there is no room.
  const above = y - height - 1;
  const top = Math.max(
    bbox.top + STRIP_PX * devicePixelRatio,
    Math.min(lowest, above < bbox.top ? y + 2 : above),
  );
  const right = freeRight(taken, bbox.left + bbox.width, width, top, height);
  taken.push({ left: right - width, right, top });
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = colors.surface;
  ctx.fillRect(right - width, top, width, height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = limit.isBroken ? colors.bad : colors.text;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, right - size / 2, top + height / 2);
}

/** The right end for a label, left of those that are at its height already. */
export function freeRight(
  taken: Box[],
  right: number,
  width: number,
  top: number,
  height: number,
): number {
  const beside = taken
    .filter((one) => Math.abs(one.top - top) < height)
    .sort((a, b) => b.right - a.right);
  return beside.reduce(
    (end, one) => (end - width < one.right ? Math.min(end, one.left) : end),
    right,
  );
}
