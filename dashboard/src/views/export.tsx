import { useState } from 'preact/hooks';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import { ExportLink } from './export-link';
import { useMenu } from './menu';
import { Name } from './name';
import { rangeQuery } from './queries';

/** The shown range and operation to take away. */
export function ExportMenu({ run, view }: { run: Run; view: View }) {
  const menu = useMenu();
  const operation = view.tab.value === 'operations' ? view.operation.value : null;
  const [failed, setFailed] = useState<string | null>(null);
  const formats = run.offered.value;
  if (run.gone.value || formats.length === 0) return null;
  // Closed by a click on it, and open again to say why nothing was saved.
  const onFailure = (reason: string | null) => {
    setFailed(reason);
    if (menu.ref.current) menu.ref.current.open = reason !== null;
  };
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
          {formats.map(({ name, description }) => (
            <li key={name}>
              <ExportLink
                query={{ format: name, ...rangeQuery(view), op: operation }}
                onFailure={onFailure}
              >
                <b>{name.toUpperCase()}</b> <span class="muted">{description}</span>
              </ExportLink>
            </li>
          ))}
        </ul>
        {failed !== null && <p role="alert">{failed}</p>}
      </div>
    </details>
  );
}
