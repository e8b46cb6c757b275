import type { LogEntry, RunStatus, TimelineEvent } from '../api/types';
import { Bytes, Damaged, after, type Moment } from './bytes';
import { crc32c } from './crc';

/** One outcome of an operation; without bytes where there was no call. */
export interface Outcome {
  count: number;
  min: number;
  max: number;
  /** HdrHistogram's V2 compressed encoding. */
  encoded: Uint8Array;
}

export interface Operation {
  name: string;
  successes: Outcome;
  failures: Outcome;
  /** The successes by the rule that corrects them; null without one. */
  corrected: { rule: string; outcome: Outcome } | null;
}

/** What the JVM and the machine did in an interval; what is not known is negative. */
export interface Use {
  processCpu: number;
  machineCpu: number;
  heap: number;
  collections: number;
  collectionMillis: number;
  stalls: number;
  stallNanos: number;
  longestStall: number;
}

export interface Mark {
  at: Moment;
  kind: TimelineEvent['kind'];
  duration: number | null;
  text: string;
}

export interface Interval {
  sequence: number;
  start: Moment;
  end: Moment;
  /** By the clock, pauses included. */
  nanos: number;
  status: RunStatus;
  warmup: boolean;
  /** What rates are divided by. */
  measured: number;
  active: number;
  inFlight: number;
  operations: Operation[];
  /** By the full names of the types. */
  errors: [type: string, count: number][];
  use: Use;
  marks: Mark[];
}

/** A run as its frames tell it; what else there is to know of it has documents of its own. */
export interface Recorded {
  digits: number;
  /** The usual length of an interval, in nanoseconds. */
  nominal: number;
  intervals: Interval[];
  log: LogEntry[];
  /** What each type of error is called, by its full name. */
  shown: Map<string, string>;
}

const HEADER = 1;
const NAME = 2;
const INTERVAL = 3;
const RUN = 4;
const LOG = 10;

const OPERATION = 0;
const ERROR_TYPE = 1;
const RULE = 3;

const STATUSES: RunStatus[] = [
  'starting',
  'warmup',
  'ramping',
  'running',
  'paused',
  'completed',
  'failed',
  'cancelled',
];
const MARKS: TimelineEvent['kind'][] = [
  'gc',
  'stall',
  'phase',
  'instrumentation',
  'clock',
  'note',
  'threshold',
];
const LEVELS = ['debug', 'info', 'warn', 'error'];
const NONE: Outcome = { count: 0, min: 0, max: 0, encoded: new Uint8Array() };
const FRAME_HEAD = 5;
const SUM = 4;

/** Reads a run, up to its last whole tick. */
export function readFrames(data: Uint8Array): Recorded {
  const reader = new Reader();
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  while (at + FRAME_HEAD + SUM <= data.length) {
    const end = at + FRAME_HEAD + view.getUint32(at);
    if (end + SUM > data.length || crc32c(data, at, end) !== view.getUint32(end)) break;
    reader.frame(data[at + FRAME_HEAD - 1]!, data.subarray(at + FRAME_HEAD, end));
    at = end + SUM;
  }
  return reader.read();
}

class Reader {
  private digits = 0;
  private nominal = 0;
  private readonly intervals: Interval[] = [];
  /** Of the tick that has not ended yet. */
  private readonly open: Interval[] = [];
  private readonly log: LogEntry[] = [];
  private readonly names: string[][] = [[], [], [], []];
  private readonly shown = new Map<string, string>();

  frame(type: number, payload: Uint8Array): void {
    const bytes = new Bytes(payload);
    if (type === HEADER) this.header(payload);
    else if (type === NAME) this.name(bytes);
    else if (type === INTERVAL) this.open.push(this.interval(bytes));
    else if (type === RUN) this.intervals.push(...this.open.splice(0));
    else if (type === LOG) this.log.push(entry(bytes));
  }

  read(): Recorded {
    const { digits, nominal, intervals, log } = this;
    if (digits === 0) throw new Damaged('it has no run');
    return { digits, nominal, intervals, log, shown: unique(this.shown) };
  }

  private header(payload: Uint8Array): void {
    const header = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    if (header['format'] !== 'bench-monitor-run' || header['version'] !== 1) {
      throw new Damaged('its run is of another version');
    }
    this.digits = Number(header['digits']);
    this.nominal = Number(header['interval_nanos']);
  }

  private name(bytes: Bytes): void {
    const kind = bytes.unsigned();
    const number = bytes.unsigned();
    const names = this.names[kind];
    if (names === undefined) return;
    const name = bytes.text();
    names[number] = name;
    if (kind === ERROR_TYPE) this.shown.set(name, bytes.text());
  }

  private named(kind: number, number: number): string {
    const name = this.names[kind]![number];
    if (name === undefined) throw new Damaged(`no name has the number ${number}`);
    return name;
  }

  private interval(bytes: Bytes): Interval {
    const sequence = bytes.unsigned();
    bytes.unsigned(); // the ticks that it covers
    const start = bytes.moment();
    const nanos = bytes.unsigned();
    const read = {
      sequence,
      start,
      end: after(start, nanos),
      nanos,
      status: STATUSES[bytes.unsigned()] ?? 'running',
      warmup: bytes.flag(),
      measured: bytes.unsigned(),
      active: bytes.double(),
      inFlight: bytes.signed(),
      operations: bytes.list(() => ({
        name: this.named(OPERATION, bytes.unsigned()),
        successes: outcome(bytes),
        failures: outcome(bytes),
        corrected: null as Operation['corrected'],
      })),
      errors: bytes.list((): [string, number] => [
        this.named(ERROR_TYPE, bytes.unsigned()),
        bytes.unsigned(),
      ]),
      use: use(bytes),
      marks: marks(bytes),
    };
    if (!bytes.isAtEnd) this.corrected(bytes, read.operations);
    return read;
  }

  private corrected(bytes: Bytes, operations: Operation[]): void {
    bytes.list(() => {
      const name = this.named(OPERATION, bytes.unsigned());
      const corrected = { rule: this.named(RULE, bytes.unsigned()), outcome: outcome(bytes) };
      for (const one of operations) if (one.name === name) one.corrected = corrected;
    });
  }
}

function outcome(bytes: Bytes): Outcome {
  const count = bytes.unsigned();
  if (count === 0) return NONE;
  return { count, min: bytes.unsigned(), max: bytes.unsigned(), encoded: bytes.bytes() };
}

function use(bytes: Bytes): Use {
  const processCpu = bytes.double();
  const machineCpu = bytes.double();
  bytes.double(); // the agent's own threads
  const found = {
    processCpu,
    machineCpu,
    heap: bytes.signed(),
    collections: bytes.signed(),
    collectionMillis: bytes.signed(),
    stalls: bytes.signed(),
    stallNanos: bytes.signed(),
    longestStall: bytes.signed(),
  };
  // How the JVM was at the interval's end: the documents have it of the last one.
  for (let i = 0; i < 4; i++) bytes.signed();
  bytes.list(() => [bytes.unsigned(), bytes.signed(), bytes.signed()]);
  for (let i = 0; i < 8; i++) bytes.signed();
  return found;
}

function marks(bytes: Bytes): Mark[] {
  return bytes
    .list(() => ({
      at: bytes.moment(),
      kind: MARKS[bytes.unsigned()],
      duration: bytes.optional(() => bytes.unsigned()),
      text: bytes.text(),
    }))
    .filter((mark): mark is Mark => mark.kind !== undefined);
}

function entry(bytes: Bytes): LogEntry {
  const timestamp = new Date(bytes.moment().ms).toISOString();
  const level = LEVELS[bytes.unsigned()] ?? 'error';
  const message = bytes.text();
  const context = bytes.list((): [string, string | number | boolean] => {
    const key = bytes.text();
    const kind = bytes.unsigned();
    if (kind === 0) return [key, bytes.text()];
    if (kind === 1) return [key, bytes.signed()];
    if (kind === 2) return [key, bytes.double()];
    if (kind === 3) return [key, bytes.flag()];
    bytes.bytes();
    return [key, ''];
  });
  return { timestamp, level, message, context: Object.fromEntries(context) };
}

/** Types of one simple name are called by their full ones. */
function unique(shown: Map<string, string>): Map<string, string> {
  const times = new Map<string, number>();
  for (const name of shown.values()) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map([...shown].filter(([, name]) => times.get(name) === 1));
}
