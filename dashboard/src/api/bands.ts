const PER_DECADE = 8;
const LOWEST = 100;
const HIGHEST = 3_600_000_000_000;

/** The bands of latency of the heat map, 8 for each decade; their bounds in nanoseconds. */
export const BOUNDS = bounds();

function bounds(): number[] {
  const below = Math.ceil(Math.log10(HIGHEST / LOWEST) * PER_DECADE);
  const found = Array.from({ length: below }, (_, i) =>
    Math.round(LOWEST * 10 ** (i / PER_DECADE)),
  );
  return [...found, HIGHEST];
}

/** The band of a value: the first also has what is below it. */
export function bandOf(nanos: number): number {
  let low = 0;
  let high = BOUNDS.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (BOUNDS[middle]! <= nanos) low = middle;
    else high = middle;
  }
  return low;
}
