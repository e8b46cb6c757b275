/** What a report's bytes cannot be: it was cut, or is not of this program. */
export class Damaged extends Error {}

const TEXT = new TextDecoder();

/** Reads the values of a frame's payload, as docs/record.md has them. */
export class Bytes {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly data: Uint8Array) {
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at >= this.data.length;
  }

  byte(): number {
    const value = this.data[this.at];
    if (value === undefined) throw new Damaged('it ends too soon');
    this.at++;
    return value;
  }

  /** Of at most 53 bits exactly, which is a quarter of a year in nanoseconds. */
  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const one = this.byte();
      value += (one & 127) * scale;
      if (one < 128) return value;
    }
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  double(): number {
    if (this.at + 8 > this.data.length) throw new Damaged('it ends too soon');
    const value = this.view.getFloat64(this.at);
    this.at += 8;
    return value;
  }

  flag(): boolean {
    return this.unsigned() !== 0;
  }

  bytes(): Uint8Array {
    const length = this.unsigned();
    if (this.at + length > this.data.length) throw new Damaged('it ends too soon');
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }

  text(): string {
    return TEXT.decode(this.bytes());
  }

  moment(): Moment {
    const seconds = this.signed();
    return after({ ms: seconds * 1000, rest: 0 }, this.unsigned());
  }

  optional<T>(read: () => T): T | null {
    return this.flag() ? read() : null;
  }

  list<T>(read: () => T): T[] {
    const all: T[] = [];
    for (let left = this.unsigned(); left > 0; left--) all.push(read());
    return all;
  }
}

/** A time: whole milliseconds since the epoch, and the nanoseconds after them. */
export interface Moment {
  ms: number;
  rest: number;
}

const NANOS_OF_MS = 1e6;

export function after({ ms, rest }: Moment, nanos: number): Moment {
  const all = rest + nanos;
  const whole = Math.floor(all / NANOS_OF_MS);
  return { ms: ms + whole, rest: all - whole * NANOS_OF_MS };
}

/** The nanoseconds from one to another. */
export function between(from: Moment, to: Moment): number {
  return (to.ms - from.ms) * NANOS_OF_MS + to.rest - from.rest;
}
