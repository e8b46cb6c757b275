import type uPlot from 'uplot';
import type { Finding } from '../api/types';
import { stretchOf, type Kind, type Stretch } from '../store/limits';
import { clipped } from './clipped';
import type { Palette } from './palette';

const KINDS: Record<Finding['figure'], Kind> = {
  p99: 'latency',
  throughput: 'throughput',
  errors: 'errors',
};

/** When a figure of a chart stood out, in seconds. */
export function stoodOut(findings: Finding[] | null, kind: Kind): Stretch[] {
  return (findings ?? []).filter(({ figure }) => KINDS[figure] === kind).map(stretchOf);
}

const TOP_PX = 7;
const TICK_PX = 6;
const WIDTH_PX = 2;

/** Spans each stretch by a bracket below the upper edge: the values are what it points at. */
export function drawStoodOut(plot: uPlot, stretches: Stretch[], colors: Palette): void {
  if (stretches.length === 0) return;
  const { ctx, bbox } = plot;
  const px = devicePixelRatio;
  clipped(plot, () => {
    ctx.strokeStyle = colors.finding;
    ctx.lineWidth = WIDTH_PX * px;
    const top = bbox.top + TOP_PX * px;
    for (const { at, end } of stretches) {
      const left = Math.round(plot.valToPos(at, 'x', true));
      const right = Math.max(left + 2 * px, Math.round(plot.valToPos(end, 'x', true)));
      ctx.beginPath();
      ctx.moveTo(left, top + TICK_PX * px);
      ctx.lineTo(left, top);
      ctx.lineTo(right, top);
      ctx.lineTo(right, top + TICK_PX * px);
      ctx.stroke();
    }
  });
}
