import { useEffect, useState } from 'preact/hooks';
import { post } from '../api/rest';
import { ofRecords } from '../api/session';
import type { Instrumentation, Suggestion, Suggestions as Document } from '../api/types';
import { latency, percent, rate, reason } from '../format';
import type { Run } from '../store/run';
import { Name } from './name';
import { usePolled } from './polled';
import './suggestions.css';
import { Table, type Column } from './table';

const DOING = {
  sampling: 'Looking at the stacks of the program…',
  trying: 'Trying the likeliest methods…',
};

function isBusy(state: Document['state']): state is keyof typeof DOING {
  return state === 'sampling' || state === 'trying';
}

/** Searches the program for methods that may be operations, and watches the one that is chosen. */
export function Suggestions({ run }: { run: Run }) {
  const live = !run.gone.value && !ofRecords.value;
  const answer = usePolled<Document>('suggest', {}, live);
  const [begun, setBegun] = useState<Document | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // What the monitor said last: to the request that began the search, or to a question since.
  useEffect(() => setBegun(null), [answer.value]);
  const document = begun ?? answer.value;
  if (!live || document === null) return null;

  const ask = async (asked: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await asked();
    } catch (thrown) {
      setFailure(reason(thrown));
    } finally {
      setBusy(false);
    }
  };
  const search = () => ask(async () => setBegun(await post<Document>('suggest', { by: 'page' })));
  const watch = (suggestion: Suggestion) =>
    ask(async () => {
      run.instrumentation.value = await post<Instrumentation>('instrumentation', {
        add: [suggestion.line],
        by: 'page',
      });
    });
  const watched = new Set(run.instrumentation.value?.patterns.map(({ pattern }) => pattern));
  const searching = isBusy(document.state);
  const done = document.state === 'done' || document.state === 'failed';
  return (
    <section class="wide suggest" aria-label="Suggestions">
      <div class="headed">
        <div class="suggest-words" role="status">
          {isBusy(document.state) ? (
            <Searching state={document.state} progress={document.progress} />
          ) : (
            <Words document={document} />
          )}
        </div>
        <button
          type="button"
          aria-disabled={searching || busy}
          onClick={() => !searching && void search()}
        >
          {done ? 'Search again' : 'Suggest operations'}
        </button>
      </div>
      {failure !== null && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      {document.suggestions.length > 0 && (
        <Table
          label="Methods that may be operations"
          columns={columns(busy, watched, watch)}
          rows={document.suggestions}
          id={(row) => row.pattern}
          mark={(row) => (row.likely ? '' : 'unlikely')}
          empty=""
        />
      )}
      {document.notes.length > 0 && (
        <ul class="suggest-notes">
          {document.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Searching({ state, progress }: { state: keyof typeof DOING; progress: number }) {
  return (
    <>
      <p>{DOING[state]}</p>
      <progress value={progress} max={1} aria-label="Search for operations" />
    </>
  );
}

/** What a search does, or what the last one has come to. */
function Words({ document }: { document: Document }) {
  if (document.problem !== null) return <p class="bad">{document.problem}</p>;
  if (document.state === 'idle') {
    return (
      <p>
        Which methods are operations? The program's stacks are looked at for five seconds, or longer
        where they tell little, then the likeliest methods are tried for two. It costs the program
        about 1 %.
      </p>
    );
  }
  if (document.suggestions.length === 0) return <p>No method was found that may be an operation</p>;
  return (
    <p>
      <b>Methods that may be operations</b>, the likeliest first{' '}
      <span class="muted">(looking cost {percent(document.cost_percent)})</span>
    </p>
  );
}

function columns(
  busy: boolean,
  watched: Set<string>,
  watch: (row: Suggestion) => Promise<void>,
): Column<Suggestion>[] {
  return [
    {
      name: 'Line for the command',
      text: true,
      head: true,
      cell: (row) => (
        <code class="suggest-line">
          <Name text={row.line} />
        </code>
      ),
    },
    {
      name: 'Watch',
      text: true,
      cell: (row) =>
        watched.has(row.pattern) ? (
          <span class="good">
            <span aria-hidden="true">✓</span> watched
          </span>
        ) : (
          <button
            type="button"
            aria-disabled={busy}
            aria-label={`Watch ${row.pattern}`}
            onClick={() => void watch(row)}
          >
            Watch
          </button>
        ),
    },
    {
      name: 'Rate',
      cell: (row) => rate(row.trial?.rate),
      title: 'Calls that ended in a second, while it was tried',
    },
    { name: 'Mean', cell: (row) => latency(row.trial?.mean_ms) },
    {
      name: 'Share',
      cell: (row) => percent(row.trial?.share_percent),
      title: 'The time inside of it, of the time of all threads that were in any of these methods',
    },
    { name: 'Threads', cell: (row) => row.trial?.threads ?? '–' },
    {
      name: 'On stacks',
      cell: (row) => percent(row.stack_percent),
      title: 'The stacks that had it on them, of all that had a method of the program',
    },
    { name: 'Why', text: true, cell: (row) => <bdi class="long">{row.why}</bdi> },
  ];
}
