import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../api/types';
import { Timeline } from '../store/timeline';
import { point } from '../../test/documents';
import { brief, during, rowOf } from './events';
import { errors, remainder, stacked, throughput } from './figures';
import { Frames } from './frames';
import { shade } from './heat-layer';
import { Legend } from './legend';
import { ramp, rgb } from './palette';
import { clockSpace, niceBelow } from './plot-options';
import { reduced, sparkPaths } from './spark';

const ALL = { start: 0, end: 2 };

function run(names: string[]): Timeline {
  const timeline = new Timeline();
  for (const sequence of [1, 2]) {
    const one = { throughput: 10, errors: 1, latency_p50: 1, latency_p99: 2 };
    timeline.add(
      {
        ...point(sequence),
        throughput: 10 * names.length,
        errors: names.length,
        by_operation: Object.fromEntries(names.map((name) => [name, one])),
        errors_by_type: Object.fromEntries(names.map((name) => [name, 1])),
      },
      [],
    );
  }
  return timeline;
}

const many = Array.from({ length: 12 }, (_, i) => `op${i}`);

describe('figures', () => {
  it('are laid upon each other, the highest first, and keep their own values', () => {
    const layers = stacked([
      { label: 'a', values: [1, null], color: 0 },
      { label: 'b', values: [2, 3], color: 1 },
    ]);
    expect(layers.map((layer) => layer.label)).toEqual(['b', 'a']);
    expect(layers[0]!.values).toEqual([3, 3]);
    expect(layers[0]!.shown).toEqual([2, 3]);
  });

  it('have the rest in one line when there are many operations', () => {
    const figures = throughput(run(many), ALL, false);
    expect(figures).toHaveLength(9);
    expect(figures.at(-1)).toMatchObject({ label: '5 others', values: [50, 50] });
    const [top] = throughput(run(many), ALL, true);
    expect(top!.values).toEqual([120, 120]);
  });

  it('are the total alone for one operation, or before there is any, or an error', () => {
    expect(throughput(run(['read']), ALL, true)).toMatchObject([{ label: 'read', color: 0 }]);
    const bare = new Timeline();
    bare.add(point(1), []);
    expect(throughput(bare, ALL, true)).toMatchObject([{ label: 'all', values: [10] }]);
    expect(errors(bare, ALL)).toMatchObject([{ label: 'errors', values: [0] }]);
  });

  it('never show a rest below nothing', () => {
    expect(remainder([5, null], [[3], [4]])).toEqual([0, null]);
  });

  it('sum up errors of all types', () => {
    const [top] = errors(run(many), ALL);
    expect(top!.values).toEqual([12, 12]);
  });
});

describe('axes', () => {
  it('leave room for seconds where a tick may be one of them', () => {
    expect(clockSpace(300 / 517)).toBe(68);
    expect(clockSpace(300 / 280)).toBe(48);
    expect(clockSpace(3600 / 517)).toBe(48);
  });

  it('begin at a 1, 2 or 5', () => {
    expect(niceBelow(2.13)).toBe(2);
    expect(niceBelow(0.99)).toBeCloseTo(0.5, 12);
    expect(niceBelow(1000)).toBe(1000);
  });
});

describe('heat', () => {
  it('shows a single call, and the most in the strongest colour', () => {
    expect(shade(0, 100, 64)).toBe(-1);
    expect(shade(1, 100, 64)).toBe(0);
    expect(shade(100, 100, 64)).toBe(63);
    expect(shade(1, 1, 64)).toBe(63);
  });

  it('goes through its colours', () => {
    expect(rgb('#0b6bcb')).toEqual([11, 107, 203]);
    const colors = ramp(['#000000', '#646464', '#ffffff'], 5);
    expect(colors[0]).toEqual([0, 0, 0]);
    expect(colors[2]).toEqual([100, 100, 100]);
    expect(colors[4]).toEqual([255, 255, 255]);
  });
});

describe('events', () => {
  it('are found by the time that they touch', () => {
    const at = (second: number, ms: number | null): TimelineEvent => ({
      timestamp: new Date(second * 1000).toISOString(),
      kind: 'gc',
      duration_ms: ms,
      text: `${second}`,
    });
    const events = [at(1, 100), at(5, 3000), at(7, null), at(9, 1)];
    expect(during(events, 6, 8).map((event) => event.text)).toEqual(['5', '7']);
  });
});

describe('a change of the instrumentation', () => {
  it('is told by what became of the methods', () => {
    expect(brief('3 methods instrumented in 2 classes, 41 ms')).toBe('3 methods instrumented');
    expect(brief('1 method given back in 1 class, 41 ms')).toBe('1 method given back');
  });
});

describe('frames', () => {
  it('draw all that is due in one, each once', () => {
    const waiting: (() => void)[] = [];
    const frames = new Frames((work) => waiting.push(work));
    const drawn: string[] = [];
    const a = () => drawn.push('a');
    const b = () => drawn.push('b');
    const c = () => drawn.push('c');
    for (const one of [a, b, a, c]) frames.request(one);
    frames.forget(c);
    expect(waiting).toHaveLength(1);
    waiting[0]!();
    expect(drawn).toEqual(['a', 'b']);
    frames.request(a);
    expect(waiting).toHaveLength(2);
    frames.flush();
    expect(drawn).toEqual(['a', 'b', 'a']);
    waiting[1]!();
    expect(drawn).toHaveLength(3);
  });
});

describe('legend', () => {
  it('has names of the host as text, and the values under the cursor or the newest', () => {
    const host = document.createElement('ul');
    const legend = new Legend(host);
    const figures = [{ label: '<img src=x>', values: [1, 2, 3], color: 0 }];
    legend.make(figures, () => '#ffffff');
    legend.show(figures, null, (value) => `${value} /s`);
    expect(host.querySelector('img')).toBeNull();
    expect(host.textContent).toBe('<img src=x>3 /s');
    legend.show(figures, 0, (value) => `${value} /s`);
    expect(host.textContent).toBe('<img src=x>1 /s');
  });
});

describe('sparks', () => {
  it('keep the highest of what they bring together, or the lowest', () => {
    expect(reduced([1, 9, null, 3, null, null], 3)).toEqual([9, 3, null]);
    expect(reduced([1, 9, null, 3, null, null], 3, true)).toEqual([1, 3, null]);
    expect(reduced([1, 2], 3)).toEqual([1, 2]);
  });

  it('begin again after a gap', () => {
    const { line, area } = sparkPaths([0, 10, null, 10, 0], 0);
    expect(line).toBe('M0 26L30 2M90 2L120 26');
    expect(area.match(/Z/g)).toHaveLength(2);
  });

  it('are nothing with less than two values', () => {
    expect(sparkPaths([null, 1, null])).toEqual({ line: '', area: '' });
  });
});

describe('labels of phases', () => {
  it('write below one another where they would meet', () => {
    const rows: number[] = [];
    expect(rowOf(rows, 0, 60)).toBe(0);
    expect(rowOf(rows, 40, 90)).toBe(1);
    expect(rowOf(rows, 60, 120)).toBe(0);
    expect(rowOf(rows, 61, 99)).toBe(2);
  });
});
