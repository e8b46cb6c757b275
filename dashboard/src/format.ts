const NONE = '–';

/** By the number of decimals; making one anew for each of a tick's thousand numbers takes too long. */
const FORMATS = [0, 1, 2, 3].map(
  (decimals) =>
    new Intl.NumberFormat('en-US', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
);

function grouped(value: number, decimals: number): string {
  return FORMATS[decimals]!.format(value);
}

/** A whole number with separators. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : grouped(value, 0);
}

/** Milliseconds in the unit that fits, to four digits: `35 ns`, `15.30 µs`, `1.204 ms`, `12.50 s`. */
export function latency(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return NONE;
  const nanos = ms * 1e6;
  if (nanos < 999.5) return `${Math.round(nanos)} ns`;
  // Rounded first: 999.96 µs are 1.000 ms, not 1,000.0 µs.
  const rounded = Number(ms.toPrecision(4));
  if (rounded < 1) return `${digits(rounded * 1e3)} µs`;
  if (rounded < 1e3) return `${digits(rounded)} ms`;
  return `${digits(ms / 1e3)} s`;
}

/** Nanoseconds as they are, because they are compared: `31 ns`, `8.4 ns`. */
export function nanos(value: number | null | undefined): string {
  if (value === null || value === undefined) return `${NONE} ns`;
  return `${grouped(value, value < 9.95 ? 1 : 0)} ns`;
}

/** Four significant digits, with trailing zeros so that the width stays. */
function digits(value: number): string {
  const decimals = value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0;
  return grouped(value, decimals);
}

/** Per second: `2,547 /s`, with decimals when it is slow. */
export function rate(perSecond: number | null | undefined): string {
  if (perSecond === null || perSecond === undefined) return NONE;
  const decimals = perSecond >= 100 || perSecond === 0 ? 0 : perSecond >= 10 ? 1 : 2;
  return `${grouped(perSecond, decimals)} /s`;
}

/** A share; never rounded up to 100 while something is missing, nor to 0 while something is there. */
export function percent(value: number | null | undefined): string {
  if (value === null || value === undefined) return NONE;
  if (value > 0 && value < 0.01) return '< 0.01 %';
  const shown = value < 100 && value > 99.99 ? 99.99 : value;
  return `${grouped(shown, shown === 100 || shown === 0 ? 0 : 2)} %`;
}

/** Seconds as `1h 02m 05s`, `2m 05s` or `5s`. */
export function duration(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return `${hours}h ${two(minutes)}m ${two(whole % 60)}s`;
  if (minutes > 0) return `${minutes}m ${two(whole % 60)}s`;
  return `${whole}s`;
}

/** Bytes as MB or GB. */
export function bytes(value: number): string {
  const mb = value / 1048576;
  return mb >= 1024 ? `${grouped(mb / 1024, 2)} GB` : `${grouped(mb, mb < 10 ? 1 : 0)} MB`;
}

/** The day of a timestamp of the server, where the page is. */
export function day(timestamp: string): string {
  const date = new Date(timestamp);
  if (Number.isNaN(date.getTime())) return NONE;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The time of day of a timestamp of the server. */
export function clock(timestamp: string): string {
  return clockOf(Date.parse(timestamp) / 1000);
}

/** The time of day of a time in seconds since the epoch. */
export function clockOf(seconds: number, precision: 'minutes' | 'seconds' = 'seconds'): string {
  if (Number.isNaN(seconds)) return NONE;
  const date = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return precision === 'minutes' ? minutes : `${minutes}:${two(date.getSeconds())}`;
}

/** `10.00 ms` as `10 ms`: the labels of an axis are round, and read better short. */
export function trimmed(text: string): string {
  return text.replace(/(\.\d*?)0+(?!\d)/, '$1').replace(/\.(?!\d)/, '');
}

/** Why something has failed. */
export function reason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
