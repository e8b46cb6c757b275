import type { Instrumentation } from '../api/types';
import { count } from '../format';
import type { Run } from '../store/run';

/** What keeps the figures from being what the user expects: first on the page. */
export function Warnings({ run }: { run: Run }) {
  const status = run.status.value;
  const suppressed = status?.monitor.suppressed ?? 0;
  const replaced = run.replaced.value;
  return (
    <>
      {replaced !== null && (
        <p class="warning" role="alert" data-testid="replaced">
          The program was started again: this is session {status?.session_id}; {replaced}, which was
          here before, is over.{' '}
          <button type="button" onClick={() => (run.replaced.value = null)}>
            Understood
          </button>
        </p>
      )}
      {suppressed > 0 && (
        <p class="warning" role="alert">
          {count(suppressed)} calls could not be recorded; see the log
        </p>
      )}
      {status?.warnings.map((warning) => (
        <p class="warning" role="alert" key={warning}>
          {warning}
        </p>
      ))}
    </>
  );
}

/** Before the first operation: which patterns are waited for, and what they have found. */
export function Patterns({ instrumentation }: { instrumentation: Instrumentation }) {
  return (
    <section>
      <h2>Patterns</h2>
      <ul class="patterns">
        {instrumentation.patterns.map((pattern) => (
          <li key={pattern.pattern}>
            <code>{pattern.pattern}</code>{' '}
            {pattern.matched
              ? `matches ${pattern.methods.length} method${pattern.methods.length === 1 ? '' : 's'}`
              : 'has matched nothing yet'}
            {!pattern.matched && pattern.near_names.length > 0 && (
              <span class="muted"> – near: {pattern.near_names.join(', ')}</span>
            )}
            {pattern.failed.map((failure) => (
              <span class="muted">
                {' '}
                – {failure.method ?? failure.class}: {failure.reason}
              </span>
            ))}
          </li>
        ))}
        {instrumentation.patterns.length === 0 && (
          <li class="empty">No operation is named; start the agent with op=type#method</li>
        )}
      </ul>
    </section>
  );
}
