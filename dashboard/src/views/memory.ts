import type { Status } from '../api/types';
import { bytes, clock, duration } from '../format';
import type { Coarse } from '../store/timeline';

export interface CostRow {
  name: string;
  value: string;
  what: string;
  /** Something that should be zero and is not. */
  bad: boolean;
}

type Memory = Status['monitor']['memory'];

/** What is given up for want of memory, in words; the first things first. */
const GIVEN_UP: Record<string, [name: string, what: string, bad?: 'bad']> = {
  leases: ['Counters', 'some workers share theirs, and an operation of them takes a little longer'],
  timeline: ['Timeline', 'intervals are merged earlier'],
  recent_errors: ['Errors', 'fewer are kept one by one; all are counted'],
  workers: ['Workers', 'fewer are listed one by one; all are counted'],
  names: ['Names', 'further operations are counted together, as “other”', 'bad'],
};

function length(seconds: number): string {
  return seconds < 90 ? `${Number(seconds.toPrecision(2))} s` : duration(seconds);
}

function merged({ before, seconds }: Coarse): string {
  return `intervals before ${clock(before)} are merged, to ${length(seconds)} and more`;
}

/** The limit of the memory, and what was given up to stay below it. */
export function memoryRows(memory: Memory, coarse: Coarse | null): CostRow[] {
  const parts = Object.entries(memory.parts)
    .filter(([, held]) => held > 0)
    .map(([name, held]) => `${name.replaceAll('_', ' ')} ${bytes(held)}`);
  const limit: CostRow = {
    name: 'Memory, at most',
    value: bytes(memory.limit_bytes),
    what: parts.join(', '),
    bad: false,
  };
  return [limit, ...memory.given_up.map((key) => givenUp(key, coarse))];
}

function givenUp(key: string, coarse: Coarse | null): CostRow {
  const [name, what, bad] = GIVEN_UP[key] ?? [key, ''];
  return {
    name: `Given up: ${name.toLowerCase()}`,
    value: 'reduced',
    what: key === 'timeline' && coarse ? merged(coarse) : what,
    bad: bad === 'bad',
  };
}

/** What was given up, in a sentence; empty if nothing was. */
export function givenUpText(memory: Memory, coarse: Coarse | null): string {
  return memory.given_up.map((key) => givenUp(key, coarse).what).join('; ');
}
