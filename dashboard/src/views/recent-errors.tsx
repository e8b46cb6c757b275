import { useState } from 'preact/hooks';
import type { ErrorEvent } from '../api/types';
import { clock, count } from '../format';
import { matches, type ErrorFilter } from './error-filter';
import { Name } from './name';

/** With a key that stays an error's own when others come before it: those that are alike are numbered. */
function keyed(errors: ErrorEvent[]): [string, ErrorEvent][] {
  const seen = new Map<string, number>();
  const keys = [...errors].reverse().map((error): [string, ErrorEvent] => {
    const name = JSON.stringify([error.timestamp, error.type, error.operation, error.worker_id]);
    const number = seen.get(name) ?? 0;
    seen.set(name, number + 1);
    return [`${number}${name}`, error];
  });
  return keys.reverse();
}

function Recent({ errors, empty }: { errors: ErrorEvent[]; empty: string }) {
  return (
    <ol class="recent scroll" tabIndex={0} aria-label="Recent errors">
      {keyed(errors).map(([key, error]) => (
        <li key={key}>
          <time>{clock(error.timestamp)}</time>{' '}
          <b>
            <Name text={error.type} />
          </b>{' '}
          <span class="muted">
            <Name text={error.operation} /> · <Name text={error.worker_id} />
          </span>{' '}
          <bdi>{error.message ?? ''}</bdi>
        </li>
      ))}
      {errors.length === 0 && <li class="empty">{empty}</li>}
    </ol>
  );
}

interface Held {
  recent: ErrorEvent[];
  total: number;
}

/** The recent errors as they come, unless they are held to be read; what is held can be searched. */
export function RecentErrors({ recent, total, filter }: Held & { filter: ErrorFilter }) {
  const [held, setHeld] = useState<Held | null>(null);
  const since = held ? Math.max(0, total - held.total) : 0;
  return (
    <section class="wide">
      <div class="headed">
        <h2>Recent errors</h2>
        <span role="status" class="muted">
          {held && `held, ${count(since)} came meanwhile`}
        </span>
        <button
          type="button"
          aria-pressed={held !== null}
          onClick={() => setHeld(held ? null : { recent, total })}
        >
          Hold
        </button>
      </div>
      <Recent
        errors={(held ?? { recent }).recent.filter((error) => matches(error, filter))}
        empty="No error to show"
      />
    </section>
  );
}
