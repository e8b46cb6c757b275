/** How the values of neighbouring points become those of one longer point. */
export type Merge = 'mean' | 'highest' | 'sum' | 'last';

/** Numbers of one kind, one for each point; NaN where a point has none. */
export interface Column {
  readonly merge: Merge;
  cells: number[];
}

export function newColumn(merge: Merge, length = 0, value = NaN): Column {
  return { merge, cells: new Array<number>(length).fill(value) };
}

/**
 * Merges each `factor` points from `start` to `end` into one, in place.
 *
 * @param lengths how long each point lasts; means are weighted by it
 */
export function thin(
  column: Column,
  lengths: number[],
  start: number,
  end: number,
  factor: number,
): void {
  const { cells, merge } = column;
  const merged: number[] = [];
  for (let at = start; at < end; at += factor) {
    merged.push(one(cells, lengths, at, Math.min(end, at + factor), merge));
  }
  column.cells = [...cells.slice(0, start), ...merged, ...cells.slice(end)];
}

function one(cells: number[], lengths: number[], from: number, to: number, merge: Merge): number {
  if (merge === 'last') return cells[to - 1]!;
  let sum = 0;
  let weight = 0;
  let highest = NaN;
  for (let i = from; i < to; i++) {
    const cell = cells[i]!;
    if (Number.isNaN(cell)) continue;
    const length = merge === 'mean' ? lengths[i]! : 1;
    sum += cell * length;
    weight += length;
    if (!(cell <= highest)) highest = cell;
  }
  if (merge === 'highest' || weight === 0) return highest;
  return merge === 'mean' ? sum / weight : sum;
}

/** The index of the first cell that is at least a value; the cells ascend. */
export function firstAtLeast(cells: number[], value: number): number {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cells[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
