/** The series' colours, after Okabe and Ito: told apart by colour-blind people, on light and dark. */
export interface Palette {
  accent: string;
  /** Of what is broken, and of the times in which it was. */
  bad: string;
  broken: string;
  series: string[];
  /** From few calls to many; their lightness goes one way only. */
  heat: string[];
  text: string;
  grid: string;
  gc: string;
  stall: string;
  /** Of the brackets around what stands out. */
  finding: string;
  phase: string;
  paused: string;
  surface: string;
}

const SERIES = 8;
const HEAT = 6;

/** Reads the colours from the style sheet, so that there is one place for them. */
export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  const row = (name: string, length: number) =>
    Array.from({ length }, (_, i) => of(`--${name}-${i + 1}`));
  return {
    accent: of('--accent'),
    bad: of('--bad'),
    broken: of('--broken'),
    series: row('series', SERIES),
    heat: row('heat', HEAT),
    text: of('--muted'),
    grid: of('--grid'),
    gc: of('--gc'),
    stall: of('--stall'),
    finding: of('--finding'),
    phase: of('--phase'),
    paused: of('--paused'),
    surface: of('--surface'),
  };
}

/** The red, green and blue of `#rrggbb`. */
export function rgb(color: string): [number, number, number] {
  const value = parseInt(color.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A ramp of colours through the given ones. */
export function ramp(colors: string[], steps: number): [number, number, number][] {
  const stops = colors.map(rgb);
  return Array.from({ length: steps }, (_, i) => {
    const at = (i / (steps - 1)) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    const share = at - low;
    const mix = (part: 0 | 1 | 2) =>
      Math.round(stops[low]![part] * (1 - share) + stops[low + 1]![part] * share);
    return [mix(0), mix(1), mix(2)];
  });
}
