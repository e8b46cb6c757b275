import { ofRecords, viewed } from '../api/session';
import type { ListedRun, OtherJvm } from '../api/types';
import { clock, count } from '../format';
import type { Run } from '../store/run';
import type { Sessions } from '../store/sessions';
import type { View } from '../store/view';
import { LABELS, shortName } from './header';
import { useMenu } from './menu';
import { Name } from './name';
import './sessions.css';

interface Shown {
  sessions: Sessions;
  run: Run;
  view: View;
}

/** The runs of this JVM and the other monitored ones, where there is anything to choose. */
export function SessionChooser({ sessions, run, view }: Shown) {
  const menu = useMenu();
  const { sessions: runs, others } = sessions.list.value;
  if (ofRecords.value || (runs.length < 2 && others.length === 0)) return null;
  const words = [
    ...(runs.length > 1 ? [`${runs.length} runs`] : []),
    ...(others.length > 0 ? [`${others.length} other JVM${others.length > 1 ? 's' : ''}`] : []),
  ];
  return (
    <details
      class="export runs"
      ref={menu.ref}
      onKeyDown={menu.onKeyDown}
      onToggle={() => {
        if (menu.ref.current?.open) void sessions.refresh();
      }}
      data-testid="runs"
    >
      <summary>{words.join(' · ')}</summary>
      <div class="export-list runs-list">
        {runs.length > 1 && (
          <section aria-label="Runs of this program">
            <p class="muted">Runs of this program</p>
            <ul>
              {runs.map((one) => (
                <li key={one.session_id}>
                  <RunButton
                    one={one}
                    shown={one.session_id === run.session.value}
                    choose={() => {
                      menu.close();
                      view.show(one.current ? null : one.session_id);
                    }}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
        {others.length > 0 && (
          <section aria-label="Other programs of this machine">
            <p class="muted">Other programs of this machine</p>
            <ul>
              {others.map((other) => (
                <li key={other.pid}>
                  <Other other={other} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </details>
  );
}

function RunButton(props: { one: ListedRun; shown: boolean; choose: () => void }) {
  const { one, shown, choose } = props;
  return (
    <button type="button" aria-current={shown ? 'true' : undefined} onClick={choose}>
      <b>{one.session_id}</b>
      <span class={`badge ${one.status}`}>{LABELS[one.status]}</span>
      <span class="muted">
        {one.start_time === null ? 'not begun' : clock(one.start_time)} · {count(one.operations)}{' '}
        operations
        {one.errors > 0 && ` · ${count(one.errors)} errors`}
      </span>
    </button>
  );
}

function Other({ other }: { other: OtherJvm }) {
  const words = (
    <>
      <b>
        <Name text={shortName(other.main_class) || 'unnamed'} />
      </b>
      <span class="muted">
        pid {other.pid}
        {other.session_id !== null && ` · ${other.session_id}`} · {other.url}
      </span>
    </>
  );
  // Nothing but a page: the list comes from files that other programs write.
  return /^https?:\/\//i.test(other.url) ? <a href={other.url}>{words}</a> : <span>{words}</span>;
}

/** Says that what is shown is over while another run goes on, and leads there. */
export function EndedRunBanner({ sessions, run, view }: Shown) {
  const id = viewed.value;
  if (id === null || ofRecords.value) return null;
  const status = run.status.value;
  const live = sessions.live.value;
  return (
    <div class="banner" role="status" data-testid="ended-run">
      <span>
        You see an ended run, <b>{id}</b>
        {status?.start_time && ` of ${clock(status.start_time)}`}.
        {live && (
          <>
            {' '}
            The live one is <b>{live.id}</b> ({LABELS[live.status].toLowerCase()}).
          </>
        )}
      </span>
      <button
        type="button"
        onClick={() => view.show(null)}
        aria-keyshortcuts="Escape"
        data-testid="to-live"
      >
        To the live run <kbd>Esc</kbd>
      </button>
    </div>
  );
}

/** Says that the run that was looked at is over and another one is shown in its place. */
export function Replaced({ sessions, run, view }: Shown) {
  const before = run.replaced.value;
  if (before === null) return null;
  const known = sessions.list.value.sessions.map((one) => one.session_id);
  // A list with the new run in it is one of its own program.
  const isKept = known.includes(before) && known.includes(run.session.value ?? '');
  return (
    <p class="warning" role="alert" data-testid="replaced">
      {isKept ? 'Another run has begun' : 'The program was started again'}: this is session{' '}
      {run.session.value}; {before}, which was here before, is over.{' '}
      {isKept && (
        <button type="button" onClick={() => view.show(before)}>
          See {before}
        </button>
      )}{' '}
      <button type="button" onClick={() => (run.replaced.value = null)}>
        Understood
      </button>
    </p>
  );
}

/** Why a run that a link named is not shown. */
export function NotShown({ sessions }: { sessions: Sessions }) {
  if (sessions.refusal.value === null) return null;
  return (
    <p class="warning" role="alert" data-testid="not-shown">
      {sessions.refusal.value} This is the current run.{' '}
      <button type="button" onClick={() => (sessions.refusal.value = null)}>
        Understood
      </button>
    </p>
  );
}
