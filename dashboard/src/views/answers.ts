import { useEffect, useState } from 'preact/hooks';
import { address, get, type Query } from '../api/rest';
import { reason } from './polled';

/** What came of a question; both are null while it is open. */
export interface Answer<T> {
  value: T | null;
  error: string | null;
}

const OPEN: Answer<never> = { value: null, error: null };

/** A question that may be put: null where there is nothing to ask. */
export type Question = { path: string; query: Query } | null;

/** Asks each of several questions once; an answer is kept as long as its question is among them. */
export function useAnswers<T>(questions: Question[]): Answer<T>[] {
  const keys = questions.map((one) => (one === null ? null : address(one.path, one.query)));
  const [known, setKnown] = useState<Map<string, Answer<T>>>(new Map());
  useEffect(() => {
    const abort = new AbortController();
    questions.forEach((one, i) => {
      const key = keys[i];
      if (one === null || key == null || known.get(key)?.value) return;
      const take = (answer: Answer<T>) => {
        if (abort.signal.aborted) return;
        setKnown((before) => {
          const kept = [...before].filter(([other]) => keys.includes(other));
          return new Map([...kept, [key, answer]]);
        });
      };
      get<T>(one.path, one.query, abort.signal).then(
        (value) => take({ value, error: null }),
        (thrown) => take({ value: null, error: reason(thrown) }),
      );
    });
    return () => abort.abort();
  }, [keys.join('\n')]);
  return keys.map((key) => (key !== null && known.get(key)) || OPEN);
}

/** The same of one. */
export function useAnswer<T>(question: Question): Answer<T> {
  return useAnswers<T>([question])[0]!;
}
