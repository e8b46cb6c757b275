import type uPlot from 'uplot';
import { describe, expect, it } from 'vitest';
import type { MetricsUpdate } from '../api/types';
import { judgedBy, threshold, update } from '../../test/documents';
import { golden } from '../../test/golden';
import type { Limit } from '../store/limits';
import { View } from '../store/view';
import { Board } from './board';
import { isBreak } from './events';
import { drawLimits, freeRight, levelOf, markBroken, reach, shadeBroken } from './limits';
import type { Palette } from './palette';

const limit = (part: Partial<Limit>): Limit => ({
  name: 'p99 < 50ms',
  isBroken: false,
  level: 50,
  share: null,
  ...part,
});
const COLORS = { text: 'grey', bad: 'red', broken: 'pale', surface: 'white' } as Palette;

/** A chart of 100 by 100 whose values are 0 to 100 upwards, and what is drawn on it. */
function chart(times: number[] = []) {
  const drawn: string[] = [];
  const state: Record<string, unknown> = {};
  const methods: Record<string, (...all: number[]) => unknown> = {
    measureText: () => ({ width: 20 }),
    moveTo: (x, y) => drawn.push(`from ${x},${y}`),
    lineTo: (x, y) => drawn.push(`to ${x},${y}`),
    stroke: () => drawn.push(`in ${state['strokeStyle']}`),
    fillRect: (x, y, width, height) =>
      drawn.push(`${state['fillStyle']} ${x},${y} ${width}x${height}`),
    fillText: (text, right) => drawn.push(`${state['fillStyle']} "${text}" to ${right}`),
  };
  const ctx = new Proxy(state, {
    get: (_, name: string) => methods[name] ?? (() => {}),
    set: (_, name: string, value) => {
      state[name] = value;
      return true;
    },
  });
  const plot = {
    ctx,
    bbox: { left: 0, top: 0, width: 100, height: 100 },
    valToPos: (value: number, axis: string) => (axis === 'y' ? 100 - value : value),
    data: [times],
  } as unknown as uPlot;
  return { plot, drawn };
}

const texts = (drawn: string[]) => drawn.filter((one) => one.includes('"'));

describe('limits in a chart', () => {
  it('are lines with their names; those that are broken say so and are red', () => {
    const { plot, drawn } = chart();
    drawLimits(plot, [limit({}), limit({ name: 'slow', level: 20, isBroken: true })], [], COLORS);
    const lines = drawn.filter((one) => /^(to|in)/.test(one));
    expect(lines).toEqual(['to 100,50', 'in white', 'in grey', 'to 100,80', 'in white', 'in red']);
    expect(texts(drawn)[0]).toMatch(/^red "slow: broken"/);
    expect(texts(drawn)[1]).toMatch(/^grey "p99 < 50ms"/);
  });

  it('have their name at the edge where the chart does not reach to them', () => {
    const { plot, drawn } = chart();
    drawLimits(plot, [limit({ level: 500 }), limit({ level: -5 })], [], COLORS);
    expect(texts(drawn)[0]).toContain('"↑ p99 < 50ms"');
    expect(texts(drawn)[1]).toContain('"↓ p99 < 50ms"');
  });

  it('follow the calls where they are a share of them', () => {
    const { plot, drawn } = chart([0, 10, 20, 30]);
    drawLimits(plot, [limit({ level: null, share: 0.1 })], [100, 200, null, 400], COLORS);
    expect(drawn.filter((one) => /^(from|to)/.test(one))).toEqual([
      'from 0,90',
      'to 10,80',
      'from 30,60',
    ]);
  });

  it('have names that do not lie upon each other', () => {
    const taken = [{ left: 70, right: 100, top: 10 }];
    expect(freeRight(taken, 100, 30, 12, 15)).toBe(70);
    expect(freeRight(taken, 100, 30, 40, 15)).toBe(100);
    taken.push({ left: 40, right: 70, top: 12 });
    expect(freeRight(taken, 100, 30, 12, 15)).toBe(40);
  });

  it('widen the range of the values unless they are far from it', () => {
    expect(reach([0, 10], [25], 'linear')).toEqual([0, 25]);
    expect(reach([0, 10], [50], 'linear')).toEqual([0, 10]);
    expect(reach([1, 10], [80], 'log')).toEqual([1, 80]);
    expect(reach([1, 10], [0.2], 'log')).toEqual([0.2, 10]);
    expect(reach([1, 10], [1000, 0.01, 0], 'log')).toEqual([1, 10]);
  });

  it('reach as high as the most calls make them', () => {
    expect(levelOf(limit({}), undefined)).toBe(50);
    expect(levelOf(limit({ level: null, share: 0.01 }), [10, null, 300])).toBe(3);
    expect(levelOf(limit({ level: null, share: 0.01 }), undefined)).toBeNull();
  });
});

describe('the times in which thresholds were broken', () => {
  it('are shaded, to the end of the run where it still is', () => {
    const { plot, drawn } = chart();
    const stretches = [
      { at: 10, end: 20 },
      { at: 60, end: Infinity },
    ];
    shadeBroken(plot, stretches, 90, COLORS);
    expect(drawn).toEqual(['pale 10,0 10x100', 'pale 60,0 30x100']);
    markBroken(plot, stretches, 90, COLORS);
    expect(drawn.slice(2)).toEqual(['red 10,0 10x4', 'red 60,0 30x4']);
  });

  it('begin with a mark that says so', () => {
    expect(isBreak('slow: broken, 83.00 ms')).toBe(true);
    expect(isBreak('slow: broken')).toBe(true);
    expect(isBreak('slow: resolved, 1.00 ms')).toBe(false);
    expect(isBreak('is it: broken, or: resolved, 1.00 ms')).toBe(false);
  });
});

describe('what a chart of the whole run shows of the thresholds', () => {
  const board = (...names: string[]) => {
    const run = judgedBy(
      threshold({ name: 'all', operation: null, metric: 'throughput' }),
      threshold({ name: 'reads', operation: 'read', metric: 'throughput' }),
    );
    const message = update('s', 4) as MetricsUpdate;
    const figures = golden('metrics-update').point.by_operation['read']!;
    message.point.by_operation = Object.fromEntries(names.map((name) => [name, figures]));
    const { value } = run.alerts;
    run.take(message);
    run.alerts.value = value;
    return new Board(run, new View());
  };
  const names = (shown: Board, ofEach: boolean) =>
    shown.judged('throughput', ofEach).limits.map(({ name }) => name);

  it('is what is about all operations, and about one only where that has a line', () => {
    expect(names(board('read', 'update'), false)).toEqual(['all (throughput)']);
    expect(names(board('read', 'update'), true)).toEqual([
      'all (throughput)',
      'reads (throughput)',
    ]);
    expect(names(board('update', 'delete'), true)).toEqual(['all (throughput)']);
  });

  it('is what is about the only operation, too', () => {
    expect(names(board('read'), false)).toEqual(['all (throughput)', 'reads (throughput)']);
  });
});
