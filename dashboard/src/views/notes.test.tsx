import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HOSTILE, hello } from '../../test/documents';
import { Host } from '../../test/host';
import type { TimelineEvent } from '../api/types';
import { controlRefused } from '../api/token';
import { Board } from '../charts/board';
import { Run } from '../store/run';
import { View } from '../store/view';
import { NoteField, Notes } from './notes';

const host = Host.forEach();
const begin = Date.UTC(2026, 0, 18, 15, 30, 1);

afterEach(() => (controlRefused.value = null));

const note = (second: number, text: string): TimelineEvent => ({
  timestamp: new Date(begin + second * 1000).toISOString(),
  kind: 'note',
  duration_ms: null,
  text,
});

function made(): Board {
  const run = new Run();
  run.take(
    hello(
      's',
      Array.from({ length: 100 }, (_, i) => i + 1),
    ),
  );
  return new Board(run, new View());
}

const answer = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** Opens the field at the fourth second, and says what is sent. */
async function opened(board: Board, answers: () => Response) {
  const chart = document.createElement('div');
  chart.tabIndex = 0;
  document.body.append(chart);
  const fetched = vi.fn(async (_path: string, _options: RequestInit) => answers());
  vi.stubGlobal('fetch', fetched);
  board.noting.value = { time: begin / 1000 + 3.25, x: 50, y: 50, session: 's', chart };
  await host.show(
    <>
      <Notes board={board} />
      <NoteField board={board} />
    </>,
  );
  return { chart, fetched };
}

async function submit(): Promise<void> {
  await act(() => {
    host.one('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
  await host.settle();
}

describe('the field of a note', () => {
  it('sends the note with its moment, and shows it before the next point comes', async () => {
    const board = made();
    const { chart, fetched } = await opened(board, () => answer(200, note(3.25, 'cache cleared')));
    expect(document.activeElement).toBe(host.one('input'));
    await host.type('  cache cleared ');
    await submit();
    const [path, options] = fetched.mock.calls[0]!;
    expect(path).toBe('api/marks');
    expect(options.method).toBe('POST');
    expect(JSON.parse(String(options.body))).toEqual({
      text: 'cache cleared',
      time: begin + 3250,
      by: 'page',
    });
    expect(host.one('form')).toBeNull();
    expect(document.activeElement).toBe(chart);
    expect(host.all('li bdi').map((one) => one.textContent)).toEqual(['cache cleared']);
    expect(board.run.timeline.events.filter(({ kind }) => kind === 'note')).toHaveLength(1);
  });

  it('sends nothing without a word', async () => {
    const { fetched } = await opened(made(), () => answer(200, {}));
    await host.type('   ');
    await submit();
    expect(fetched).not.toHaveBeenCalled();
    expect(host.one('form')).not.toBeNull();
  });

  it('keeps the words and says why they were not taken', async () => {
    let status = 409;
    await opened(made(), () => answer(status, { error: { message: 'the run <b>has 200' } }));
    await host.type('deployed');
    await submit();
    expect(host.one('[role=alert]')!.textContent).toBe('the run <b>has 200');
    expect(host.one<HTMLInputElement>('input')!.value).toBe('deployed');
    expect(controlRefused.value).toBeNull();
    status = 401;
    await submit();
    expect(controlRefused.value).toBe('the run <b>has 200');
  });

  it('is given up with Escape, which goes no further', async () => {
    const board = made();
    const { chart } = await opened(board, () => answer(200, {}));
    const escaped = vi.fn();
    document.addEventListener('keydown', escaped);
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    await act(() => {
      host.one('input')!.dispatchEvent(event);
    });
    document.removeEventListener('keydown', escaped);
    expect(escaped).not.toHaveBeenCalled();
    expect(host.one('form')).toBeNull();
    expect(document.activeElement).toBe(chart);
  });

  it('is left by a press elsewhere only while it is empty', async () => {
    const board = made();
    await opened(board, () => answer(200, {}));
    const press = () =>
      act(() => {
        document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
      });
    await host.type('half a not');
    await press();
    expect(host.one('form')).not.toBeNull();
    await host.type('');
    await press();
    expect(host.one('form')).toBeNull();
  });

  it('belongs to the run that it was opened in', async () => {
    const board = made();
    await opened(board, () => answer(200, {}));
    await act(() => board.run.show({ ...hello('other', [1, 2]).data }));
    expect(host.one('form')).toBeNull();
  });
});

describe('the list of notes', () => {
  it('is not there without one, has them by their time, and their words are text', async () => {
    const board = made();
    await host.show(<Notes board={board} />);
    expect(host.text).toBe('');
    await act(() => {
      board.run.noted(note(90, 'later'));
      for (const text of HOSTILE) board.run.noted(note(5, text));
    });
    expect(host.all('li bdi').map((one) => one.textContent)).toEqual([...HOSTILE, 'later']);
    expect(host.one('img')).toBeNull();
  });

  it('leads to the moment of a note', async () => {
    const board = made();
    board.run.noted(note(50, 'here'));
    await host.show(<Notes board={board} />);
    await act(() => host.one('li button')!.click());
    const { from, to } = board.view.range.value!;
    expect([from - begin, to - begin]).toEqual([20_000 - 1, 80_000 + 1]);
  });
});
