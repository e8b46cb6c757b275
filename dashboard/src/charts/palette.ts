/** The series' colours, after Okabe and Ito: told apart by colour-blind people, on light and dark. */
export interface Palette {
  accent: string;
  series: string[];
  text: string;
  grid: string;
  gc: string;
  stall: string;
  phase: string;
}

/** Reads the colours from the style sheet, so that there is one place for them. */
export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    accent: of('--accent'),
    series: ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5'].map(of),
    text: of('--muted'),
    grid: of('--grid'),
    gc: of('--gc'),
    stall: of('--stall'),
    phase: of('--phase'),
  };
}
