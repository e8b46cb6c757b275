import type uPlot from 'uplot';
import type { TimelineEvent } from '../api/types';
import type { Palette } from './palette';

/** Draws what happened over the lines: collections and stalls as bands, phases as lines. */
export function drawEvents(plot: uPlot, events: TimelineEvent[], colors: Palette): void {
  const { ctx, bbox } = plot;
  const { min, max } = plot.scales.x!;
  if (min === undefined || max === undefined || min === null || max === null) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const event of events) {
    const at = Date.parse(event.timestamp) / 1000;
    const end = at + (event.duration_ms ?? 0) / 1000;
    if (end < min || at > max) continue;
    const x = Math.round(plot.valToPos(at, 'x', true));
    if (event.kind === 'phase') {
      ctx.strokeStyle = colors.phase;
      ctx.setLineDash([6, 4]);
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.fillStyle = colors.text;
      ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
      ctx.textBaseline = 'top';
      ctx.fillText(event.text, x + 4, bbox.top + 2);
    } else {
      const width = Math.max(1, Math.round(plot.valToPos(end, 'x', true)) - x);
      ctx.fillStyle = event.kind === 'gc' ? colors.gc : colors.stall;
      // Along the bottom, so that a run with many short collections does not drown in them.
      const height = event.kind === 'gc' ? bbox.height / 12 : bbox.height;
      ctx.fillRect(x, bbox.top + bbox.height - height, width, height);
    }
  }
  ctx.restore();
}
