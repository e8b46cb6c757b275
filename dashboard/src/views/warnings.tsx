import { count } from '../format';
import type { Run } from '../store/run';

/** What keeps the figures from being what the user expects: first on the page. */
export function Warnings({ run }: { run: Run }) {
  const status = run.status.value;
  const suppressed = status?.monitor.suppressed ?? 0;
  return (
    <>
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
