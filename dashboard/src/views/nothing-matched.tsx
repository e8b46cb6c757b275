import type { Instrumentation, Status } from '../api/types';
import type { Run } from '../store/run';
import { Name } from './name';
import { usePolled } from './polled';
import { Suggestions } from './suggestions';

/** What to do where there is nothing to measure. */
export const NO_PATTERN =
  'No operation is named and no known runner was found: start the agent with op=package.Type#method';

/** Whether to alarm: an operation was called, or the agent has waited long enough to say so. */
function isOverdue(status: Status): boolean {
  return (
    status.status !== 'starting' ||
    status.warnings.some((warning) => warning.includes('matched nothing'))
  );
}

/** First on the page while no pattern has matched anything: without one there is nothing to see. */
export function NothingMatched({ run }: { run: Run }) {
  const counted = (run.metrics.value?.total.operations ?? 0) > 0;
  const first = run.instrumentation.value;
  const unmatched = (document: Instrumentation | null) =>
    document !== null && !document.patterns.some((pattern) => pattern.matched);
  // The live messages do not say when a pattern matches later on, so it is asked for.
  const waiting = !counted && unmatched(first);
  const answer = usePolled<Instrumentation>('instrumentation', {}, waiting && !run.gone.value);
  const document = answer.value ?? first;
  const status = run.status.value;
  if (!waiting || document === null || status === null || !unmatched(document)) return null;
  const overdue = document.patterns.length === 0 || isOverdue(status);
  return (
    <>
      <div class={overdue ? 'nothing warning' : 'nothing'} role={overdue ? 'alert' : 'status'}>
        <p>
          <b>
            {document.patterns.length === 0
              ? NO_PATTERN
              : overdue
                ? 'No pattern has matched a method: nothing is measured'
                : 'Waiting for the classes of these patterns to be loaded'}
          </b>
        </p>
        {document.patterns.length > 0 && (
          <ul class="patterns">
            {document.patterns.map((pattern) => (
              <li key={pattern.pattern}>
                <code>
                  <Name text={pattern.pattern} />
                </code>
                <Near names={pattern.near_names} />
                {pattern.failed.map((failure) => (
                  <span>
                    ; <Name text={failure.method ?? failure.class} />: <bdi>{failure.reason}</bdi>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        )}
      </div>
      {overdue && <Suggestions run={run} />}
    </>
  );
}

/** The names that a pattern may have meant. */
export function Near({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      ; near it:{' '}
      {names.map((name, i) => (
        <>
          {i > 0 && ', '}
          <code>
            <Name text={name} />
          </code>
        </>
      ))}
    </>
  );
}
