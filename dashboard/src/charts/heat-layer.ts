import type uPlot from 'uplot';
import type { HeatGrid } from '../store/heat';
import { clipped } from './clipped';
import { ramp, type Palette } from './palette';

const STEPS = 64;

/** Paints a grid of counts as one small picture, which the canvas then stretches. */
export class HeatLayer {
  private readonly canvas = document.createElement('canvas');
  private colors: [number, number, number][] = [];
  private of: string[] = [];

  draw(plot: uPlot, grid: HeatGrid, bounds: number[], palette: Palette): void {
    const low = bounds[grid.lowestBand];
    const high = bounds[grid.lowestBand + grid.bands];
    const pixels = this.picture(grid, palette);
    if (!pixels || low === undefined || high === undefined) return;
    const { ctx } = plot;
    const top = plot.valToPos(high, 'y', true);
    const bottom = plot.valToPos(low, 'y', true);
    clipped(plot, () => {
      ctx.imageSmoothingEnabled = false;
      // Columns of whole pixels, or there would be seams between them.
      const x = grid.edges.map((edge) => Math.round(plot.valToPos(edge, 'x', true)));
      for (let i = 0; i < x.length - 1; i++) {
        const width = Math.max(1, x[i + 1]! - x[i]!);
        ctx.drawImage(pixels, i, 0, 1, grid.bands, x[i]!, top, width, bottom - top);
      }
    });
  }

  private picture(grid: HeatGrid, palette: Palette): HTMLCanvasElement | null {
    const { bands, counts, highest } = grid;
    const columns = grid.edges.length - 1;
    if (this.of.join() !== palette.heat.join()) {
      this.of = palette.heat;
      this.colors = ramp(palette.heat, STEPS);
    }
    if (this.canvas.width !== columns) this.canvas.width = columns;
    if (this.canvas.height !== bands) this.canvas.height = bands;
    const context = this.canvas.getContext('2d');
    if (!context) return null;
    const image = context.createImageData(columns, bands);
    for (let column = 0; column < columns; column++) {
      for (let band = 0; band < bands; band++) {
        const step = shade(counts[column * bands + band]!, highest, STEPS);
        if (step < 0) continue;
        // Bands ascend, pictures' rows descend.
        const at = 4 * ((bands - 1 - band) * columns + column);
        const [red, green, blue] = this.colors[step]!;
        image.data[at] = red;
        image.data[at + 1] = green;
        image.data[at + 2] = blue;
        image.data[at + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
    return this.canvas;
  }
}

/** The step of a count on a logarithmic ramp; -1 for none. A single call is seen. */
export function shade(count: number, highest: number, steps: number): number {
  if (count <= 0) return -1;
  if (highest <= 1) return steps - 1;
  const share = Math.log(Math.max(1, count)) / Math.log(highest);
  return Math.round(share * (steps - 1));
}
