import { address } from '../api/rest';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import { useMenu } from './menu';
import { Name } from './name';
import { rangeQuery } from './operation';
import { useServed } from './polled';

const FORMATS = [
  ['json', 'JSON', 'figures, timeline, errors and status'],
  ['csv', 'CSV', 'a row for each interval and operation'],
  ['hlog', 'HdrHistogram log', 'all latencies, by interval and operation'],
] as const;

/** The shown range and operation to take away. */
export function ExportMenu({ run, view }: { run: Run; view: View }) {
  const menu = useMenu();
  const operation = view.tab.value === 'operations' ? view.operation.value : null;
  if (!useServed(run)) return null;
  return (
    <details class="export" ref={menu.ref} onKeyDown={menu.onKeyDown}>
      <summary>Export</summary>
      <div class="export-list">
        <p class="muted">
          {view.range.value ? 'The selected range' : 'The whole run'}
          {operation !== null && (
            <>
              , <Name text={operation} /> alone
            </>
          )}
        </p>
        <ul>
          {FORMATS.map(([format, name, what]) => (
            <li key={format}>
              <a
                href={address('export', { format, ...rangeQuery(view), op: operation })}
                download
                onClick={menu.close}
              >
                <b>{name}</b> <span class="muted">{what}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
