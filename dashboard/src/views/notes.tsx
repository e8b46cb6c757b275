import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { post } from '../api/rest';
import type { TimelineEvent } from '../api/types';
import type { Board, Noting } from '../charts/board';
import { clock, clockOf, reason } from '../format';
import { LONGEST_NOTE } from '../store/notes';
import { snapped } from '../store/span';
import { Name } from './name';
import './notes.css';

const WIDTH = 300;
const HEIGHT = 130;
/** So much of the run around a note is shown when it is chosen. */
const AROUND_SECONDS = 30;

/** Where a note is written, beside the moment of the charts that it is about. */
export function NoteField({ board }: { board: Board }) {
  const noting = board.noting.value;
  if (noting === null || noting.session !== board.run.session.value) return null;
  return <Writing board={board} noting={noting} />;
}

function Writing({ board, noting }: { board: Board; noting: Noting }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), [noting]);
  useLayoutEffect(() => {
    // Somewhere else on the page: a field with words in it stays.
    const pressed = ({ target }: Event) => {
      const inside = box.current?.contains(target as Node) || noting.chart.contains(target as Node);
      if (!inside && input.current?.value === '') board.noting.value = null;
    };
    document.addEventListener('pointerdown', pressed);
    return () => document.removeEventListener('pointerdown', pressed);
  }, [noting]);

  const close = () => {
    board.noting.value = null;
    noting.chart.focus();
  };
  const write = async () => {
    const text = input.current!.value.trim();
    if (busy || text === '') return;
    setBusy(true);
    setFailure(null);
    try {
      const body = { text, time: Math.round(noting.time * 1000), by: 'page' };
      board.run.noted(await post<TimelineEvent>('marks', body));
      close();
    } catch (thrown) {
      setFailure(reason(thrown));
    } finally {
      setBusy(false);
    }
  };
  const left = Math.max(4, Math.min(noting.x - WIDTH / 2, innerWidth - WIDTH - 4));
  const top = Math.max(4, Math.min(noting.y + 12, innerHeight - HEIGHT));
  return (
    <div
      ref={box}
      class="noting"
      role="dialog"
      aria-label="A note"
      style={{ left: `${left}px`, top: `${top}px`, width: `${WIDTH}px` }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Escape of the page would go back to live.
        event.stopPropagation();
        event.preventDefault();
        close();
      }}
      data-testid="noting"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <label>
          Note at <b>{clockOf(noting.time)}</b>
          <input
            ref={input}
            name="text"
            maxLength={LONGEST_NOTE}
            autoComplete="off"
            placeholder="cache cleared"
            required
          />
        </label>
        {failure !== null && (
          <p class="failure" role="alert">
            {failure}
          </p>
        )}
        <p class="answers">
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" aria-disabled={busy}>
            {busy ? 'Writing…' : 'Write'}
          </button>
        </p>
      </form>
    </div>
  );
}

/** All notes of the run, where there are any; one that is chosen is shown in the charts. */
export function Notes({ board }: { board: Board }) {
  const { run, view } = board;
  run.version.value;
  const { notes } = run.timeline;
  if (notes.length === 0) return null;
  const show = (note: TimelineEvent) => {
    const at = Date.parse(note.timestamp) / 1000;
    const range = snapped(run.timeline, at - AROUND_SECONDS, at + AROUND_SECONDS);
    if (range) view.range.value = range;
  };
  return (
    <section class="wide notes" aria-label="Notes" data-testid="notes">
      <h2>Notes</h2>
      <ol>
        {notes.map((note) => (
          <li key={`${note.timestamp} ${note.text}`}>
            <button type="button" onClick={() => show(note)} title="Show this moment in the charts">
              {clock(note.timestamp)}
            </button>
            <Name text={note.text} />
          </li>
        ))}
      </ol>
    </section>
  );
}
