import { unzlibSync } from 'fflate';
import { Damaged } from './bytes';

/** The figures of a histogram in nanoseconds; all 0 if `count` is. */
export interface Latencies {
  count: number;
  min: number;
  max: number;
  mean: number;
  deviation: number;
  /** At 50, 90, 95, 99, 99.9 and 99.99 percent. */
  percentiles: number[];
}

export const NO_LATENCIES: Latencies = {
  count: 0,
  min: 0,
  max: 0,
  mean: 0,
  deviation: 0,
  percentiles: [0, 0, 0, 0, 0, 0],
};

const HIGHEST = 3_600_000_000_000;
const PERCENTILES = [50, 90, 95, 99, 99.9, 99.99];
const TICKS_PER_HALF = 5;

const COMPRESSED_COOKIE = 0x1c849314;
const COOKIE = 0x1c849313;
const COMPRESSED_HEAD = 8;
const HEAD = 40;
/** A stream of one stored block, as the agent writes short ones. */
const STORED_STREAM = 0x7801;
const STORED_HEAD = 7;
const CHECKSUM = 4;
const LONGEST = 9;

/** The next double below a positive one: a percentile without the rounding error of one value more. */
function below(value: number): number {
  const cells = new Float64Array([value]);
  const bits = new BigInt64Array(cells.buffer);
  bits[0]!--;
  return cells[0]!;
}

const JUST_BELOW = PERCENTILES.map(below);

/** HdrHistogram's counters for 1 ns to one hour, with 2 or 3 significant digits. */
export class Layout {
  readonly length: number;
  private readonly half: number;
  /** By index, and one more: they are asked for once for each counter that is read. */
  private readonly lowests: Float64Array;

  constructor(readonly digits: number) {
    this.half = digits === 2 ? 7 : 10;
    const bits = Math.floor(Math.log2(HIGHEST)) + 1;
    const bucket = bits - this.half - 1;
    const highest = bucket * 2 ** this.half + Math.floor(HIGHEST / 2 ** bucket);
    this.length = (Math.floor(highest / 2 ** this.half) + 1) * 2 ** this.half;
    this.lowests = Float64Array.from({ length: this.length + 1 }, (_, index) =>
      this.lowestOf(index),
    );
  }

  private lowestOf(index: number): number {
    const bucket = Math.max(0, (index >> this.half) - 1);
    return (index - (bucket << this.half)) * 2 ** bucket;
  }

  /** The lowest value that a counter stands for. */
  lowest(index: number): number {
    return this.lowests[index]!;
  }

  highest(index: number): number {
    return this.lowest(index + 1) - 1;
  }

  median(index: number): number {
    const lowest = this.lowest(index);
    return lowest + Math.floor((this.lowest(index + 1) - lowest) / 2);
  }
}

/** Taken by one histogram after the other: fflate would make 128 KB for each. */
let room = new Uint8Array();

function roomFor(layout: Layout): Uint8Array {
  const most = HEAD + LONGEST * layout.length;
  if (room.length < most) room = new Uint8Array(most);
  return room;
}

/** The counters of an encoded histogram, uncompressed, until the next one is asked for. */
function counters(encoded: Uint8Array, layout: Layout): Uint8Array {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  if (encoded.length < COMPRESSED_HEAD || view.getUint32(0) !== COMPRESSED_COOKIE) {
    throw new Damaged('a histogram is none');
  }
  const stored =
    encoded.length >= COMPRESSED_HEAD + STORED_HEAD + HEAD + CHECKSUM &&
    view.getUint16(COMPRESSED_HEAD) === STORED_STREAM &&
    view.getUint8(COMPRESSED_HEAD + 2) === 1 &&
    view.getUint16(COMPRESSED_HEAD + 3, true) ===
      encoded.length - COMPRESSED_HEAD - STORED_HEAD - CHECKSUM;
  return stored
    ? encoded.subarray(COMPRESSED_HEAD + STORED_HEAD, encoded.length - CHECKSUM)
    : unzlibSync(encoded.subarray(COMPRESSED_HEAD), { out: roomFor(layout) });
}

/** Visits the counters of an encoded histogram that are not zero, ascending. */
export function visit(
  encoded: Uint8Array,
  layout: Layout,
  visitor: (index: number, count: number) => void,
): void {
  const plain = counters(encoded, layout);
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  if (plain.length < HEAD || view.getUint32(0) !== COOKIE || view.getUint32(12) !== layout.digits) {
    throw new Damaged(`a histogram is not one of ${layout.digits} digits`);
  }
  const end = HEAD + view.getUint32(4);
  let index = 0;
  for (let at = HEAD; at < end;) {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < LONGEST; i++) {
      const one = plain[at++];
      if (one === undefined) throw new Damaged('a histogram is cut off');
      const last = i === LONGEST - 1;
      value += (last ? one : one & 127) * scale;
      if (one < 128 || last) break;
      scale *= 128;
    }
    if (value % 2 === 1) {
      // So many counters are zero.
      index += (value + 1) / 2;
    } else {
      if (index >= layout.length) throw new Damaged('a histogram has too many counters');
      if (value > 0) visitor(index, value / 2);
      index++;
    }
  }
}

/** Counters that are added up; used again and again, for it takes 37 KB or more. */
export class Histogram {
  private readonly cells: Float64Array;
  private total = 0;
  private first: number;
  private end = 0;
  private lowestSeen = Infinity;
  private highestSeen = 0;

  constructor(private readonly layout: Layout) {
    this.cells = new Float64Array(layout.length);
    this.first = layout.length;
  }

  clear(): void {
    this.cells.fill(0, this.first, this.end);
    this.total = 0;
    this.first = this.layout.length;
    this.end = 0;
    this.lowestSeen = Infinity;
    this.highestSeen = 0;
  }

  add(index: number, count: number): void {
    this.cells[index]! += count;
    this.total += count;
    if (index < this.first) this.first = index;
    if (index >= this.end) this.end = index + 1;
  }

  addEncoded(encoded: Uint8Array): void {
    visit(encoded, this.layout, (index, count) => this.add(index, count));
  }

  addAll(other: Histogram): void {
    other.each((index, count) => this.add(index, count));
    this.widen(other.lowestSeen, other.highestSeen);
  }

  /** Bounds the figures by exact extremes that are known from elsewhere. */
  widen(min: number, max: number): void {
    this.lowestSeen = Math.min(this.lowestSeen, min);
    this.highestSeen = Math.max(this.highestSeen, max);
  }

  get count(): number {
    return this.total;
  }

  latencies(): Latencies {
    if (this.total === 0) return NO_LATENCIES;
    const max = this.max();
    const lowest = this.layout.lowest(this.first);
    const min = this.lowestSeen === Infinity ? lowest : Math.max(lowest, this.lowestSeen);
    const { mean, deviation } = this.moments();
    return {
      count: this.total,
      min: Math.min(min, max),
      max,
      mean: Math.min(max, Math.max(min, mean)),
      deviation,
      percentiles: this.atPercentiles(max),
    };
  }

  /** The percentile distribution, with HdrHistogram's five steps for each half of the distance. */
  distribution(): { percentile: number; value: number; count: number }[] {
    const steps: { percentile: number; value: number; count: number }[] = [];
    if (this.total === 0) return steps;
    const max = this.max();
    let level = 0;
    let seen = 0;
    for (let i = this.first; i < this.end && seen < this.total; i++) {
      if (this.cells[i] === 0) continue;
      seen += this.cells[i]!;
      const value = Math.min(max, this.layout.highest(i));
      // One counter may reach several levels, but the walk ends with its last value.
      while ((100 * seen) / this.total >= level) {
        steps.push({ percentile: level, value, count: seen });
        level += 100 / ticks(level);
        if (seen >= this.total) break;
      }
    }
    const value = Math.min(max, this.layout.highest(this.end - 1));
    return [...steps, { percentile: 100, value, count: seen }];
  }

  /** Visits the counters that are not zero, ascending. */
  each(visitor: (index: number, count: number) => void): void {
    for (let i = this.first; i < this.end; i++) {
      if (this.cells[i] !== 0) visitor(i, this.cells[i]!);
    }
  }

  private max(): number {
    const highest = this.layout.highest(this.end - 1);
    return this.highestSeen === 0 ? highest : Math.min(highest, this.highestSeen);
  }

  private moments(): { mean: number; deviation: number } {
    let sum = 0;
    this.each((index, count) => (sum += this.layout.median(index) * count));
    const mean = sum / this.total;
    let squares = 0;
    this.each((index, count) => {
      const deviation = this.layout.median(index) - mean;
      squares += deviation * deviation * count;
    });
    return { mean, deviation: Math.sqrt(squares / this.total) };
  }

  private atPercentiles(max: number): number[] {
    const values: number[] = [];
    const wanted = JUST_BELOW.map((one) => Math.max(1, Math.ceil((one * this.total) / 100)));
    let seen = 0;
    for (let i = this.first; i < this.end && values.length < wanted.length; i++) {
      seen += this.cells[i]!;
      while (values.length < wanted.length && seen >= wanted[values.length]!) {
        values.push(Math.min(max, this.layout.highest(i)));
      }
    }
    return values;
  }
}

/** Of how many ticks all percentiles have, where the level is. */
function ticks(level: number): number {
  const halvings = Math.trunc(Math.log(100 / (100 - level)) / Math.log(2));
  return TICKS_PER_HALF * 2 ** (halvings + 1);
}
