import type { Instrumentation, Status } from '../api/types';

/** What keeps the figures from being what the user expects: first on the page. */
export function Warnings(props: {
  status: Status | null;
  instrumentation: Instrumentation | null;
  replaced: string | null;
}) {
  const warnings = [...(props.status?.warnings ?? [])];
  if (props.status?.monitor.suppressed) {
    warnings.push(`${props.status.monitor.suppressed} calls could not be recorded; see the log`);
  }
  if (props.replaced) {
    warnings.push(`This is a new session; ${props.replaced} is over.`);
  }
  return (
    <>
      {warnings.map((warning) => (
        <p class="warning" role="alert">
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
