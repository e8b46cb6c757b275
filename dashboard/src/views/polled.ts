import { useEffect, useState } from 'preact/hooks';
import { ApiError, address, get, isLive, type Query } from '../api/rest';

const POLL_MS = 2_000;
const SLOWEST_MS = 10_000;

export interface Polled<T> {
  /** The newest answer to this very question; null before it. */
  value: T | null;
  /** The newest answer to any question, for what may stay while the next comes. */
  last: T | null;
  /** Why the newest question has no answer. */
  error: string | null;
}

/** Why there is no answer. */
export function reason(thrown: unknown): string {
  return thrown instanceof ApiError ? thrown.message : 'the monitor does not answer';
}

/**
 * Asks while it is shown: at once, then again and again, ever more slowly while it fails. A question
 * that has been replaced is broken off; nothing is asked while `wanted` is false or the document hidden.
 * A report is asked once.
 */
export function usePolled<T>(path: string, query: Query, wanted: boolean): Polled<T> {
  const key = address(path, query);
  const [answer, setAnswer] = useState<Polled<T> & { key: string }>({
    key,
    value: null,
    last: null,
    error: null,
  });
  useEffect(() => {
    if (!wanted) return;
    const abort = new AbortController();
    let timer = 0;
    let wait = POLL_MS;
    let asking = false;
    const ask = async () => {
      if (asking || document.hidden) return;
      asking = true;
      try {
        const value = await get<T>(path, query, abort.signal);
        if (abort.signal.aborted) return;
        wait = POLL_MS;
        setAnswer({ key, value, last: value, error: null });
      } catch (thrown) {
        if (abort.signal.aborted) return;
        wait = Math.min(SLOWEST_MS, wait * 2);
        setAnswer((before) => ({
          key,
          value: before.key === key ? before.value : null,
          last: before.last,
          error: reason(thrown),
        }));
      }
      asking = false;
      if (isLive()) timer = window.setTimeout(() => void ask(), wait);
    };
    const shown = () => {
      window.clearTimeout(timer);
      void ask();
    };
    document.addEventListener('visibilitychange', shown);
    void ask();
    return () => {
      document.removeEventListener('visibilitychange', shown);
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [key, wanted]);
  if (answer.key === key) return answer;
  return { value: null, last: answer.last, error: null };
}
