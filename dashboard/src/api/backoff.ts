const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** How long to wait before the next try: twice as long each time, with jitter against stampedes. */
export function backOff(failures: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return Math.round(full * (0.5 + random() / 2));
}
