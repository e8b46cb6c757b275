import { describe, expect, it } from 'vitest';
import { judgedBy, threshold } from '../../test/documents';
import { golden } from '../../test/golden';
import { judged, kindOf, limits, stretches } from './limits';

const levels = (...parts: Parameters<typeof threshold>[0][]) =>
  limits(parts.map(threshold), 1000).map(({ level, share }) => level ?? `${share} of the calls`);

describe('limits', () => {
  it('are in the unit of their chart', () => {
    expect(levels({ metric: 'p99', limit: 50 })).toEqual([50]);
    expect(levels({ metric: 'throughput', unit: '1/s', limit: 1000 })).toEqual([1000]);
    expect(levels({ metric: 'cpu', unit: '%', limit: 80 })).toEqual([80]);
    expect(levels({ metric: 'heap', unit: '%', limit: 80 })).toEqual([800]);
    expect(levels({ metric: 'in_flight', unit: '1', limit: 4 })).toEqual([4]);
  });

  it('of errors are a share of the calls, or a number in their window', () => {
    expect(levels({ metric: 'errors', unit: '%', limit: 1 })).toEqual(['0.01 of the calls']);
    expect(levels({ metric: 'errors', unit: '1', limit: 5, over_seconds: 10 })).toEqual([0.5]);
    expect(levels({ metric: 'errors', unit: '1', limit: 5, over_seconds: null })).toEqual([]);
  });

  it('are none where no chart has a line of them', () => {
    expect(levels({ metric: 'gc' }, { metric: 'stall' }, { metric: 'stuck' })).toEqual([]);
    expect(limits([threshold({ metric: 'heap', unit: '%' })], null)).toEqual([]);
  });

  it('say what they are about where their name need not', () => {
    const named = threshold({ name: 'slow', metric: 'p99', state: 'broken' });
    const plain = threshold({ name: 'p90 < 1s', condition: 'p90 < 1s', state: 'ok' });
    expect(limits([named, plain], null)).toEqual([
      { name: 'slow (p99)', isBroken: true, level: 50, share: null },
      { name: 'p90 < 1s', isBroken: false, level: 50, share: null },
    ]);
  });

  it('belong to the chart of their metric', () => {
    const kinds = ['p99.99', 'mean', 'max', 'throughput', 'errors', 'stuck', 'stall'];
    expect(kinds.map((metric) => kindOf(threshold({ metric })))).toEqual([
      'latency',
      'latency',
      'latency',
      'throughput',
      'errors',
      'workers',
      'heap',
    ]);
  });

  it('are those of what a chart shows', () => {
    const run = judgedBy(
      threshold({ name: 'all', operation: null }),
      threshold({ name: 'reads', operation: 'read' }),
      threshold({ name: 'rate', metric: 'throughput', operation: null }),
    );
    const names = (of: string | null) =>
      judged(run, 'latency', (operation) => operation === of).limits.map(({ name }) => name);
    expect(names(null)).toEqual(['all (p99)']);
    expect(names('read')).toEqual(['reads (p99)']);
    expect(names('update')).toEqual([]);
  });
});

describe('the times in which thresholds were broken', () => {
  it('are those of the chart, beside those of all', () => {
    const run = judgedBy(...golden('alerts').thresholds);
    const { active, past } = golden('alerts');
    run.episodes.value = [...past, ...active];
    const second = (text: string) => Date.parse(text) / 1000;
    const { own, all } = judged(run, 'latency', () => true);
    expect(own).toHaveLength(3);
    expect(own[0]).toEqual({ at: second(past[0]!.from), end: second(past[0]!.until!) });
    expect(own[2]).toEqual({ at: second(active[0]!.from), end: Infinity });
    expect(all).toEqual(own);
    const errors = judged(run, 'errors', () => true);
    expect([errors.own, errors.all]).toEqual([[], own]);
  });

  it('are told apart by the condition where two have one name', () => {
    const [first] = golden('alerts').past;
    const other = threshold({ name: first!.name, condition: 'p50 < 1ms' });
    expect(stretches([first!], [other])).toEqual([]);
  });
});
