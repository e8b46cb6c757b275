import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LogEntry, Logs } from '../api/types';
import { count } from '../format';
import type { Run } from '../store/run';
import { stamp } from './name';
import { Stale } from './pending';
import { usePolled } from './polled';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
const MOST = 500;
/** So near to its end a log counts as read to its end. */
const NEAR_PX = 24;

/** What belongs to an entry, as `port=9090 host="a b"`. */
export function contextText(context: LogEntry['context']): string {
  return Object.entries(context)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}

export function found(entries: LogEntry[], search: string): LogEntry[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return entries;
  return entries.filter((entry) =>
    `${entry.level} ${entry.message} ${contextText(entry.context)}`.toLowerCase().includes(wanted),
  );
}

/** The monitor's own log, followed while its end is in sight. */
export function LogTab({ run }: { run: Run }) {
  const [level, setLevel] = useState<string>('info');
  const [search, setSearch] = useState('');
  const answer = usePolled<Logs>('logs', { level, limit: MOST }, !run.gone.value);
  const entries = (answer.value ?? answer.last)?.logs ?? null;
  const shown = entries && found(entries, search);
  return (
    <section class="wide">
      <h2>
        Log <span class="muted">of the monitor</span>
      </h2>
      <div class="bar" role="group" aria-label="Filter">
        <label>
          From level{' '}
          <select value={level} onChange={(event) => setLevel(event.currentTarget.value)}>
            {LEVELS.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label>
          Search{' '}
          <input
            type="search"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        {shown && (
          <span class="muted">
            {count(shown.length)} of {count(entries.length)}
            {entries.length >= MOST && ', the newest'}
          </span>
        )}
      </div>
      <Stale error={answer.error} />
      {shown ? <Tail entries={shown} /> : !answer.error && <p class="loading">Asking…</p>}
    </section>
  );
}

/** The entries, oldest first; stays at the end unless one scrolls up to read. */
export function Tail({ entries }: { entries: LogEntry[] }) {
  const list = useRef<HTMLOListElement>(null);
  const [following, setFollowing] = useState(true);
  const toEnd = () => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (following) toEnd();
  }, [entries, following]);
  const scrolled = (element: HTMLElement) =>
    setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_PX);
  return (
    <div class="tail">
      <ol
        class="log scroll"
        ref={list}
        tabIndex={0}
        aria-label="Log"
        onScroll={(event) => scrolled(event.currentTarget)}
      >
        {entries.map((entry) => (
          <li class={entry.level}>
            <time>{stamp(entry.timestamp)}</time> <span class="level">{entry.level}</span>{' '}
            <bdi>{entry.message}</bdi> <bdi class="muted">{contextText(entry.context)}</bdi>
          </li>
        ))}
        {entries.length === 0 && <li class="empty">Nothing at this level</li>}
      </ol>
      {!following && (
        <button type="button" class="follow" onClick={() => setFollowing(true)}>
          ↓ Follow the newest
        </button>
      )}
    </div>
  );
}
