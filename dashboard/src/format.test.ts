import { describe, expect, it } from 'vitest';
import { bytes, count, duration, latency, nanos, percent, rate, trimmed } from './format';

describe('format', () => {
  it('shows latencies in the unit that fits, with four digits', () => {
    expect(latency(0.000035)).toBe('35 ns');
    expect(latency(0.000851)).toBe('851 ns');
    expect(latency(0.0009996)).toBe('1.000 µs');
    expect(latency(0.0153)).toBe('15.30 µs');
    expect(latency(1.20412)).toBe('1.204 ms');
    expect(latency(0.99996)).toBe('1.000 ms');
    expect(latency(999.94)).toBe('999.9 ms');
    expect(latency(999.96)).toBe('1.000 s');
    expect(latency(12_500)).toBe('12.50 s');
    expect(latency(null)).toBe('–');
    expect(latency(0)).toBe('0 ns');
  });

  it('shows the cost of an operation in nanoseconds, whatever it is', () => {
    expect(nanos(31.2)).toBe('31 ns');
    expect(nanos(8.44)).toBe('8.4 ns');
    expect(nanos(9.97)).toBe('10 ns');
    expect(nanos(1234.5)).toBe('1,235 ns');
    expect(nanos(null)).toBe('– ns');
  });

  it('never rounds a success rate up to a hundred while something has failed', () => {
    expect(percent(99.9999)).toBe('99.99 %');
    expect(percent(100)).toBe('100 %');
    expect(percent(0.0023)).toBe('< 0.01 %');
    expect(percent(0)).toBe('0 %');
    expect(percent(99.9411)).toBe('99.94 %');
    expect(percent(null)).toBe('–');
  });

  it('keeps decimals of slow rates', () => {
    expect(rate(2547.3)).toBe('2,547 /s');
    expect(rate(0.25)).toBe('0.25 /s');
    expect(rate(0)).toBe('0 /s');
  });

  it('shows durations as people say them', () => {
    expect(duration(5.9)).toBe('5s');
    expect(duration(125)).toBe('2m 05s');
    expect(duration(3725)).toBe('1h 02m 05s');
  });

  it('groups counts and names the unit of bytes', () => {
    expect(count(254700)).toBe('254,700');
    expect(count(undefined)).toBe('–');
    expect(bytes(3 * 1048576)).toBe('3.0 MB');
    expect(bytes(2 * 1073741824)).toBe('2.00 GB');
  });

  it('are without the zeros that keep their width where there is no other', () => {
    expect(trimmed('10.00 ms')).toBe('10 ms');
    expect(trimmed('1.200 s')).toBe('1.2 s');
    expect(trimmed('1,500 /s')).toBe('1,500 /s');
    expect(trimmed('100 %')).toBe('100 %');
    expect(trimmed('99.90 %')).toBe('99.9 %');
    expect(trimmed('1,000')).toBe('1,000');
  });
});
