import type { ErrorEvent, Errors as ErrorsDocument, Metrics } from '../api/types';
import { clock, count } from '../format';

/** The errors by type, and the recent ones as they come. */
export function Errors(props: {
  errors: ErrorsDocument | null;
  metrics: Metrics | null;
  recent: ErrorEvent[];
}) {
  const total = props.metrics?.total.errors ?? props.errors?.total_errors ?? 0;
  return (
    <section>
      <h2>Errors</h2>
      <p class="counts">
        <span>
          <b>{count(total)}</b> in all
        </span>
        {props.errors?.by_type.map((type) => (
          <span key={type.type}>
            {type.type} <b>{type.percentage.toFixed(1)} %</b>
          </span>
        ))}
      </p>
      <ol class="recent scroll" tabIndex={0} aria-label="Recent errors">
        {props.recent.map((error) => (
          <li>
            <time>{clock(error.timestamp)}</time> <b>{error.type}</b>{' '}
            <span class="muted">
              {error.operation} · {error.worker_id}
            </span>{' '}
            {error.message ?? ''}
          </li>
        ))}
        {props.recent.length === 0 && <li class="empty">No errors</li>}
      </ol>
    </section>
  );
}
