import { strToU8 } from 'fflate';
import { expect, it } from 'vitest';
import { crc32c } from './crc';
import { readFrames } from './frames';

const HEADER = { format: 'bench-monitor-run', version: 1, digits: 2, interval_nanos: 1e9 };

function frame(type: number, payload: number[] | Uint8Array): number[] {
  const bytes = new Uint8Array(5 + payload.length + 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, payload.length);
  bytes[4] = type;
  bytes.set(payload, 5);
  view.setUint32(5 + payload.length, crc32c(bytes, 0, 5 + payload.length));
  return [...bytes];
}

const text = (words: string) => [words.length, ...strToU8(words)];

function read(...frames: number[][]) {
  return readFrames(Uint8Array.from([frame(1, strToU8(JSON.stringify(HEADER))), ...frames].flat()));
}

it('has the sum of the standard', () => {
  expect(crc32c(strToU8('123456789'), 0, 9)).toBe(0xe3069283);
});

it('reads the entries of the log with whatever belongs to them', () => {
  const pairs = [
    [...text('text'), 0, ...text('a b')],
    [...text('number'), 1, 3],
    [...text('double'), 2, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0],
    [...text('truth'), 3, 1],
    [...text('later'), 9, 2, 1, 1],
  ];
  const entry = [2, 0, 2, ...text('full'), pairs.length, ...pairs.flat()];
  expect(read(frame(10, entry)).log).toEqual([
    {
      timestamp: '1970-01-01T00:00:01.000Z',
      level: 'warn',
      message: 'full',
      context: { text: 'a b', number: -2, double: 1, truth: true, later: '' },
    },
  ]);
});

it('calls types of errors of one simple name by their full ones, and skips what it does not know', () => {
  const name = (number: number, full: string, shown: string) =>
    frame(2, [1, number, ...text(full), ...text(shown)]);
  const { shown } = read(
    name(0, 'a.Refused', 'Refused'),
    frame(31, [1, 2, 3]),
    frame(2, [7, 0]),
    name(1, 'b.Refused', 'Refused'),
    name(2, 'c.Timeout', 'Timeout'),
  );
  expect([...shown]).toEqual([['c.Timeout', 'Timeout']]);
});

it('refuses a run of a later version', () => {
  const later = frame(1, strToU8(JSON.stringify({ ...HEADER, version: 2 })));
  expect(() => readFrames(Uint8Array.from(later))).toThrow('another version');
});
