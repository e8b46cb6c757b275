import { useState } from 'preact/hooks';
import { address, save } from '../api/rest';
import { token } from '../api/token';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import { useMenu } from './menu';
import { Name } from './name';
import { rangeQuery } from './queries';

const FORMATS = [
  ['json', 'JSON', 'figures, timeline, errors and status'],
  ['csv', 'CSV', 'a row for each interval and operation'],
  ['hlog', 'HdrHistogram log', 'all latencies, by interval and operation'],
] as const;

/** The shown range and operation to take away. */
export function ExportMenu({ run, view }: { run: Run; view: View }) {
  const menu = useMenu();
  const operation = view.tab.value === 'operations' ? view.operation.value : null;
  const [failed, setFailed] = useState<string | null>(null);
  if (run.gone.value) return null;
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
          {FORMATS.map(([format, name, what]) => {
            const query = { format, ...rangeQuery(view), op: operation };
            return (
              <li key={format}>
                <a
                  href={address('export', query)}
                  download
                  onClick={(event) => {
                    menu.close();
                    setFailed(null);
                    // A link cannot send it.
                    if (token.value === null) return;
                    event.preventDefault();
                    save('export', query).catch((thrown: unknown) => {
                      setFailed(thrown instanceof Error ? thrown.message : String(thrown));
                      if (menu.ref.current) menu.ref.current.open = true;
                    });
                  }}
                >
                  <b>{name}</b> <span class="muted">{what}</span>
                </a>
              </li>
            );
          })}
        </ul>
        {failed !== null && <p role="alert">{failed}</p>}
      </div>
    </details>
  );
}
