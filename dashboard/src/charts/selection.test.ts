import type uPlot from 'uplot';
import { beforeEach, describe, expect, it } from 'vitest';
import { hello } from '../../test/documents';
import { Run } from '../store/run';
import { View } from '../store/view';
import { Board } from './board';
import { Cursor } from './cursor';
import { Selection } from './selection';

const POINTS = 20;
const PX = 10;
const start = Date.UTC(2026, 0, 18, 15, 30, 1);

let host: HTMLElement;
let board: Board;
let plot: uPlot;
let marked: [left: number, width: number];
let selection: Selection;

const press = (key: string, shiftKey = false) =>
  host.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, cancelable: true }));
const release = (key: string) => host.dispatchEvent(new KeyboardEvent('keyup', { key }));
const range = () => {
  const chosen = board.view.range.value;
  return chosen && [chosen.from - start, chosen.to - start];
};

/** A point each second, ten pixels apart. */
beforeEach(() => {
  host = document.createElement('div');
  const run = new Run();
  run.take(
    hello(
      's',
      Array.from({ length: POINTS }, (_, i) => i + 1),
    ),
  );
  board = new Board(run, new View());
  const times = run.timeline.column('time') as number[];
  const over = document.createElement('div');
  Object.defineProperty(over, 'clientWidth', { value: POINTS * PX });
  Object.defineProperty(over, 'clientHeight', { value: 100 });
  const fake = {
    data: [times],
    over,
    cursor: { idx: null as number | null, left: -10, top: -10 },
    select: { left: 0, width: 0 },
    valToPos: (time: number) => (time - times[0]!) * PX,
    posToVal: (left: number) => times[0]! + left / PX,
    setSelect: ({ left, width }: { left: number; width: number }) => {
      marked = [left, width];
    },
    setCursor: ({ left, top }: { left: number; top: number }) => {
      fake.cursor = { idx: left < 0 ? null : Math.round(left / PX), left, top };
      cursor.moved(plot);
    },
  };
  plot = fake as unknown as uPlot;
  const drawn = () => plot;
  const cursor = new Cursor(host, board, drawn, () => false);
  selection = new Selection(host, board, drawn, cursor);
});

describe('the keyboard on a chart', () => {
  it('moves the cursor from the newest point on, and tells where it is', () => {
    press('ArrowLeft');
    expect(plot.cursor.idx).toBe(POINTS - 1);
    press('ArrowLeft');
    expect(plot.cursor.idx).toBe(POINTS - 2);
    press('End');
    expect(plot.cursor.idx).toBe(POINTS - 1);
    press('Home');
    expect(board.pointed.value).toMatchObject({ byKey: true, time: plot.data[0][0] });
    expect(range()).toBeNull();
  });

  it('selects whole points, the first and the last that were marked', () => {
    press('Home');
    for (let i = 0; i < 3; i++) press('ArrowRight', true);
    expect(marked).toEqual([0, (plot.cursor.idx ?? 0) * PX]);
    const to = plot.cursor.idx!;
    release('Shift');
    expect(range()).toEqual([-1, (to + 1) * 1000 + 1]);
    expect(marked).toEqual([0, 0]);
    expect(board.pointed.value).toBeNull();
  });

  it('selects nothing without Shift, nor after Escape, which then does nothing else', () => {
    press('Home');
    press('ArrowRight');
    press('Enter');
    expect(range()).toBeNull();
    press('ArrowRight', true);
    expect(press('Escape')).toBe(false);
    press('Enter');
    expect(range()).toBeNull();
    expect(press('Escape')).toBe(true);
  });
});

describe('the pointer on a chart', () => {
  it('selects what it is dragged over, in the chart that it is on alone', () => {
    plot.select.left = 16;
    plot.select.width = 38;
    selection.dragged(plot);
    expect(range()).toBeNull();
    host.dispatchEvent(new Event('pointerenter'));
    selection.dragged(plot);
    expect(range()).toEqual([2999, 6001]);
    expect(marked).toEqual([0, 0]);
  });

  it('takes the cursor with it when it leaves', () => {
    host.dispatchEvent(new Event('pointerenter'));
    (plot as unknown as { setCursor(at: object): void }).setCursor({ left: 50, top: 20 });
    expect(board.pointed.value).toMatchObject({ byKey: false, latency: null });
    host.dispatchEvent(new Event('pointerleave'));
    expect(board.pointed.value).toBeNull();
  });
});
