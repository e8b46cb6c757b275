import { useEffect, useState } from 'preact/hooks';
import { ApiError, address, get, type Query } from '../api/rest';
import { ofRecords, viewed } from '../api/session';
import type { ListedRecord, RecordList } from '../api/types';
import { clock, count, day, duration, latency } from '../format';
import { canBeLaid, lay } from '../store/laid';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import { LABELS, shortName } from './header';
import { useMenu } from './menu';
import { Name, NameOptions } from './name';
import { Stale } from './pending';
import './records.css';

const TYPING_MS = 250;

interface Answer {
  key: string;
  records: ListedRecord[] | null;
  error: string | null;
}

/** Asks once for each question: a directory of records changes rarely, and listing it reads files. */
function useRecords(query: Query, wanted: boolean): Answer {
  const key = address('records', query);
  const [answer, setAnswer] = useState<Answer>({ key: '', records: null, error: null });
  useEffect(() => {
    if (!wanted) return;
    const abort = new AbortController();
    get<RecordList>('records', query, abort.signal).then(
      ({ records }) => setAnswer({ key, records, error: null }),
      (thrown) => {
        if (abort.signal.aborted) return;
        const error = thrown instanceof ApiError ? thrown.message : 'the records are not served';
        setAnswer((before) => ({ key, records: before.records, error }));
      },
    );
    return () => abort.abort();
  }, [key, wanted]);
  return answer;
}

/** The recorded runs beside the one that is opened, listed and searched by the process that serves them. */
export function RecordChooser({ run, view }: { run: Run; view: View }) {
  const recorded = run.status.value?.recorded;
  // A report holds one run, and nobody serves the others.
  if (!recorded || run.isReport.value) return null;
  return <Chooser shown={recorded.id} view={view} />;
}

function Chooser({ shown, view }: { shown: string; view: View }) {
  const menu = useMenu();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const [tag, setTag] = useState('');
  const [scenario, setScenario] = useState('');
  const [all, setAll] = useState<ListedRecord[]>([]);
  useEffect(() => {
    const timer = window.setTimeout(() => setQ(typed.trim()), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const narrowed = q !== '' || tag !== '' || scenario !== '';
  const { records, error } = useRecords(
    { q: q || null, tag: tag || null, scenario: scenario || null },
    open,
  );
  useEffect(() => {
    if (!narrowed && records) setAll(records);
  }, [records]);
  const scenarios = [...new Set(all.flatMap((one) => one.scenario ?? []))].sort();
  const tags = [...new Set(all.flatMap(({ tags: own }) => tagWords(own)))].sort();
  return (
    <details
      class="export runs records"
      ref={menu.ref}
      onKeyDown={menu.onKeyDown}
      onToggle={() => setOpen(menu.ref.current?.open ?? false)}
      data-testid="records"
    >
      <summary>Recorded runs</summary>
      <div class="export-list runs-list records-list">
        <div class="bar" role="search" aria-label="Recorded runs">
          <label>
            Search{' '}
            <input
              type="search"
              placeholder="name, scenario, tag, program"
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <Chosen label="Scenario" names={scenarios} chosen={scenario} choose={setScenario} />
          <Chosen label="Tag" names={tags} chosen={tag} choose={setTag} />
        </div>
        <Stale error={error} />
        {records === null && error === null && <p class="loading">Asking…</p>}
        {records?.length === 0 && (
          <p class="empty">{narrowed ? 'No recorded run matches' : 'There is no recorded run'}</p>
        )}
        <ul aria-label="Recorded runs">
          {(records ?? []).map((one) => (
            <li key={one.id}>
              <Item
                one={one}
                shown={one.id === shown}
                choose={() => {
                  menu.close();
                  if (one.id !== shown) view.show(one.id);
                }}
              />
              {one.problem === null && one.id !== shown && canBeLaid(one.id) && (
                <button
                  type="button"
                  onClick={() => {
                    menu.close();
                    lay(view, shown, one.id, 'new');
                    view.tab.value = 'compare';
                  }}
                >
                  Compare
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

/** Tags as they are written. */
export function tagWords(tags: Record<string, string>): string[] {
  return Object.entries(tags).map(([name, value]) => `${name}:${value}`);
}

function Chosen(props: {
  label: string;
  names: string[];
  chosen: string;
  choose: (name: string) => void;
}) {
  if (props.names.length === 0) return null;
  return (
    <label>
      {props.label}{' '}
      <select value={props.chosen} onChange={(event) => props.choose(event.currentTarget.value)}>
        <option value="">any</option>
        <NameOptions names={props.names} />
      </select>
    </label>
  );
}

function Item(props: { one: ListedRecord; shown: boolean; choose: () => void }) {
  const { one, shown, choose } = props;
  if (one.problem !== null) {
    return (
      <span>
        <b>
          <Name text={one.id} />
        </b>
        <span class="bad">cannot be read: {one.problem}</span>
      </span>
    );
  }
  return (
    <button type="button" aria-current={shown ? 'true' : undefined} onClick={choose}>
      <b>
        <Name text={one.session_id ?? one.id} />
      </b>
      {one.status && <span class={`badge ${one.status}`}>{LABELS[one.status]}</span>}
      <span class="muted">
        {one.start_time !== null && `${day(one.start_time)} ${clock(one.start_time)} · `}
        {one.elapsed_seconds !== null && `${duration(one.elapsed_seconds)} · `}
        {count(one.operations)} operations
        {one.latency && ` · p99\u00a0${latency(one.latency.p99)}`}
        {(one.errors ?? 0) > 0 && ` · ${count(one.errors)} errors`}
        {one.reason === 'killed' && ' · killed'}
      </span>
      <span class="about">
        <Name text={[one.scenario, shortName(one.main_class ?? '')].filter(Boolean).join(' · ')} />
        {tagWords(one.tags).map((text) => (
          <span class="tag" key={text}>
            <Name text={text} />
          </span>
        ))}
        {one.kept && <span class="tag">kept</span>}
      </span>
    </button>
  );
}

/** Says that another record than the opened one is shown, and leads back to that one. */
export function OtherRecordBanner({ run, view }: { run: Run; view: View }) {
  const id = viewed.value;
  if (id === null || !ofRecords.value) return null;
  return (
    <div class="banner" role="status" data-testid="other-record">
      <span>
        You see the recorded run <b>{run.status.value?.session_id ?? id}</b>, and not the one that
        was opened.
      </span>
      <button type="button" onClick={() => view.show(null)} aria-keyshortcuts="Escape">
        To the opened run <kbd>Esc</kbd>
      </button>
    </div>
  );
}
