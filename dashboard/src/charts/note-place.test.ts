import type uPlot from 'uplot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hello } from '../../test/documents';
import { viewed } from '../api/session';
import { Run } from '../store/run';
import { View } from '../store/view';
import { Board } from './board';
import { NotePlace } from './note-place';

const PX = 10;
const begin = Date.UTC(2026, 0, 18, 15, 30, 1) / 1000;

let host: HTMLElement;
let board: Board;
let cursor: { idx: number | null };

/** Ten points, one each second and ten pixels apart, of a run that began with the first. */
beforeEach(() => {
  host = document.createElement('div');
  const run = new Run();
  const message = hello(
    's',
    Array.from({ length: 10 }, (_, i) => i + 1),
  );
  message.data.status.start_time = new Date(begin * 1000).toISOString();
  run.take(message);
  run.connection.value = { state: 'live', transport: 'websocket' };
  board = new Board(run, new View());
  const times = run.timeline.column('time') as number[];
  cursor = { idx: null };
  const over = document.createElement('div');
  over.getBoundingClientRect = () => ({ left: 100, top: 50, width: 100, height: 80 }) as DOMRect;
  const plot = {
    data: [times],
    over,
    cursor,
    valToPos: (time: number) => (time - begin) * PX,
    posToVal: (left: number) => begin + left / PX,
  };
  new NotePlace(host, board, () => plot as unknown as uPlot);
});

afterEach(() => (viewed.value = null));

function click(x: number, { button = 0, moved = 0 } = {}): void {
  host.dispatchEvent(new MouseEvent('pointerdown', { button, clientX: x, clientY: 60 }));
  host.dispatchEvent(new MouseEvent('click', { button, clientX: x + moved, clientY: 60 }));
}

const press = (init: KeyboardEventInit) =>
  host.dispatchEvent(new KeyboardEvent('keydown', { cancelable: true, ...init }));
const chosen = () => board.noting.value && board.noting.value.time - begin;

describe('the place of a note', () => {
  it('is where a chart is clicked, and nowhere after a drag or beside the lines', () => {
    click(135);
    expect(board.noting.value).toMatchObject({ x: 135, y: 60, session: 's', chart: host });
    expect(chosen()).toBeCloseTo(3.5);
    board.noting.value = null;
    click(135, { moved: 6 });
    click(95);
    click(205);
    click(135, { button: 2 });
    expect(board.noting.value).toBeNull();
  });

  it('is never after the newest point nor before the begin of the run', () => {
    board.run.status.value = {
      ...board.run.status.value!,
      start_time: new Date((begin + 2) * 1000).toISOString(),
    };
    click(100);
    expect(chosen()).toBeCloseTo(2);
    click(200);
    expect(chosen()).toBeCloseTo(10);
  });

  it('is at the cursor of the keyboard, or at the newest point without one', () => {
    expect(press({ key: 'n' })).toBe(false);
    expect(chosen()).toBeCloseTo(10);
    cursor.idx = 3;
    press({ key: 'N' });
    expect(chosen()).toBeCloseTo(4);
    board.noting.value = null;
    press({ key: 'n', ctrlKey: true });
    press({ key: 'm' });
    expect(board.noting.value).toBeNull();
  });

  it('is nowhere in a run that takes no notes', () => {
    const status = board.run.status.value!;
    for (const change of [
      () => (board.run.status.value = { ...status, status: 'completed' }),
      () => (board.run.status.value = { ...status, start_time: null }),
      () => (viewed.value = 'an-ended-run'),
      () => (board.run.connection.value = { state: 'lost', retryAt: 0 }),
    ]) {
      change();
      click(135);
      expect(board.noting.value).toBeNull();
      board.run.status.value = status;
      viewed.value = null;
      board.run.connection.value = { state: 'live', transport: 'websocket' };
    }
    click(135);
    expect(board.noting.value).not.toBeNull();
  });
});
