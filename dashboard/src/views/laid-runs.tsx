import type { ListedRecord, RecordList } from '../api/types';
import { clock, count, day, duration, latency } from '../format';
import {
  canBeLaid,
  laid,
  lay,
  MOST_DRAWN,
  MOST_OF_SIDE,
  type LaidRun,
  type Side,
} from '../store/laid';
import type { View } from '../store/view';
import { useAnswer } from './answers';
import { Choice } from './choice';
import { Layers, type Layer } from './layers';
import { Name, shortened } from './name';
import { Stale } from './pending';
import { Swatch } from './periods';
import { tagWords } from './records';
import { Trend } from './trend';
import { Verdicts } from './verdicts';

const SIDES: { value: Side; name: string }[] = [
  { value: 'base', name: 'Base' },
  { value: 'new', name: 'New' },
];

/** Up to five recorded runs over each other, and what may be said of the new ones. */
export function LaidRuns(props: { shown: string; view: View; operation: string }) {
  const { shown, view, operation } = props;
  const runs = laid(view, shown);
  const { value, error } = useAnswer<RecordList>({ path: 'records', query: {} });
  const records = new Map((value?.records ?? []).map((one) => [one.id, one]));
  const layers = runs.flatMap(({ id, label, side, color }): Layer[] => {
    const record = records.get(id);
    if (color === null || !record || record.start_time === null) return [];
    return [
      {
        label,
        query: { session: id },
        start: Date.parse(record.start_time),
        seconds: record.elapsed_seconds ?? 0,
        color,
        dash: side === 'new',
      },
    ];
  });
  return (
    <>
      <section class="wide">
        <h2>Runs</h2>
        <Stale error={error} />
        <ul class="laid" aria-label="Runs that are compared">
          {runs.map((one) => (
            <li key={one.id}>
              <Swatch color={one.color} dash={one.side === 'new'} />
              <b>{one.label}</b>
              <About id={one.id} record={records.get(one.id)} />
              <Choice
                label={`Side of ${one.label}`}
                options={SIDES}
                chosen={one.side}
                choose={(side) => side !== one.side && lay(view, shown, one.id, side)}
              />
              {runs.length > 1 && (
                <button type="button" onClick={() => lay(view, shown, one.id, null)}>
                  Leave out
                </button>
              )}
            </li>
          ))}
        </ul>
        {runs.some((one) => one.color === null) && (
          <p class="muted">The charts draw {MOST_DRAWN} of them; the verdict is of all.</p>
        )}
        <Adding records={value?.records ?? []} runs={runs} shown={shown} view={view} />
      </section>
      <Verdicts runs={runs} view={view} operation={operation} />
      <div class="two">
        <Layers layers={layers} operation={operation} />
      </div>
      <Trend about={runs[0]!.id} view={view} operation={operation} />
    </>
  );
}

function About({ id, record }: { id: string; record: ListedRecord | undefined }) {
  if (!record || record.start_time === null) return <Name text={id} />;
  return (
    <span class="about">
      <Name text={record.session_id ?? id} />
      <span class="muted">
        {day(record.start_time)} {clock(record.start_time)} ·{' '}
        {duration(record.elapsed_seconds ?? 0)} · {count(record.operations)} operations
        {record.latency && ` · p99\u00a0${latency(record.latency.p99)}`}
      </span>
      {tagWords(record.tags).map((text) => (
        <span class="tag" key={text}>
          <Name text={text} />
        </span>
      ))}
    </span>
  );
}

function Adding(props: { records: ListedRecord[]; runs: LaidRun[]; shown: string; view: View }) {
  const { records, runs, shown, view } = props;
  // What is added is new, until there are as many as may be.
  const side = (['new', 'base'] as const).find(
    (which) => runs.filter((one) => one.side === which).length < MOST_OF_SIDE,
  );
  if (side === undefined) return null;
  const about = records.find(({ id }) => id === shown);
  const others = records.filter(
    (one) =>
      one.problem === null &&
      one.start_time !== null &&
      canBeLaid(one.id) &&
      !runs.some(({ id }) => id === one.id),
  );
  // Those of its scenario first; there the newest are, as they come.
  const isAlike = (one: ListedRecord) => one.scenario === about?.scenario;
  const offered = [...others.filter(isAlike), ...others.filter((one) => !isAlike(one))];
  if (others.length === 0) return <p class="muted">There is no other recorded run</p>;
  return (
    <label>
      Add a run{' '}
      <select
        value=""
        onChange={({ currentTarget }) => {
          const id = currentTarget.value;
          currentTarget.value = '';
          if (id !== '') lay(view, shown, id, side);
        }}
      >
        <option value="">choose</option>
        {offered.map((one) => (
          <option key={one.id} value={one.id}>
            {shortened(
              [
                one.session_id ?? one.id,
                `${day(one.start_time!)} ${clock(one.start_time!)}`,
                one.scenario,
                ...tagWords(one.tags),
              ]
                .filter(Boolean)
                .join(' · '),
              90,
            )}
          </option>
        ))}
      </select>
    </label>
  );
}
