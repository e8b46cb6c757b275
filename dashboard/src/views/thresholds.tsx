import { useState } from 'preact/hooks';
import type { Threshold, ThresholdState } from '../api/types';
import { viewed } from '../api/session';
import { clock, count, duration, latency, percent, rate, trimmed } from '../format';
import { identity } from '../store/limits';
import { notices, toggleNotices } from '../store/notices';
import { isEnded, type Run } from '../store/run';
import type { View } from '../store/view';
import { Name, Unseen } from './name';
import { Table, type Column } from './table';
import './thresholds.css';

/** A value of a threshold's metric. */
export function valueOf({ unit }: Pick<Threshold, 'unit'>, value: number | null): string {
  switch (unit) {
    case 'ms':
      return latency(value);
    case '1/s':
      return rate(value);
    case '%':
      return percent(value);
    case '1':
      return value !== null && !Number.isInteger(value) ? value.toFixed(1) : count(value);
  }
}

/** As it was given; a share of almost nothing is not rounded. */
function limitOf(one: Threshold): string {
  const shown = one.unit === '%' ? `${one.limit} %` : trimmed(valueOf(one, one.limit));
  return `${one.comparison} ${shown}`;
}

/** How far the value is from the limit, in parts of that. */
export function marginOf({ margin_percent }: Pick<Threshold, 'margin_percent'>): string {
  if (margin_percent === null) return '–';
  const size = Math.abs(margin_percent);
  const shown = size < 9.95 ? size.toFixed(1) : count(size);
  return `${shown} % ${margin_percent < 0 ? 'beyond' : 'left'}`;
}

const SIGNS: Record<ThresholdState, string> = {
  ok: '✓',
  pending: '…',
  broken: '✕',
  resolved: '↺',
  'no data': '?',
};

/** At the end of a run a threshold without data has not held. */
function State({ one, over }: { one: Threshold; over: boolean }) {
  const serious = one.state === 'broken' || (over && one.state === 'no data');
  return (
    <span class={`state ${serious ? 'serious' : one.state.replace(' ', '-')}`}>
      <span aria-hidden="true">{SIGNS[one.state]}</span> {one.state}
      {one.reason !== null && (
        <span class="why">
          : <bdi>{one.reason}</bdi>
        </span>
      )}
    </span>
  );
}

/** The worst first, where somebody sorts by it. */
const ORDER: ThresholdState[] = ['broken', 'no data', 'pending', 'resolved', 'ok'];

const FIGURES: Column<Threshold>[] = [
  {
    name: 'Value',
    cell: (one) => valueOf(one, one.value),
    title: 'In its window, or of the whole run',
  },
  { name: 'Limit', cell: limitOf, title: 'What is good' },
  {
    name: 'Margin',
    cell: (one) => <span class={(one.margin_percent ?? 0) < 0 ? 'bad' : ''}>{marginOf(one)}</span>,
    value: (one) => one.margin_percent ?? Infinity,
    title: 'From the value to the limit, in parts of the limit',
  },
  { name: 'Worst', cell: (one) => valueOf(one, one.worst) },
  {
    name: 'Broken',
    cell: (one) => brokenOf(one),
    value: (one) => one.broken_seconds,
    title: 'How long in all, and how often',
  },
  { name: 'Since', cell: (one) => (one.since === null ? '–' : clock(one.since)) },
];

function columnsOf(over: boolean): Column<Threshold>[] {
  return [
    {
      name: 'Threshold',
      text: true,
      head: true,
      cell: (one) => (
        <>
          <Name text={one.name} />
          {one.name !== one.condition && (
            <span class="condition">
              <Name text={one.condition} />
            </span>
          )}
        </>
      ),
      value: (one) => one.name,
    },
    {
      name: 'State',
      text: true,
      cell: (one) => <State one={one} over={over} />,
      value: (one) => ORDER.indexOf(one.state),
    },
    ...FIGURES,
  ];
}

function brokenOf({ broken_seconds, times_broken }: Threshold): string {
  if (times_broken === 0) return 'never';
  const time = broken_seconds < 10 ? `${broken_seconds.toFixed(1)} s` : duration(broken_seconds);
  return times_broken === 1 ? time : `${time} · ${count(times_broken)} times`;
}

/** What the run is held to, and where each of it stands; nothing without a threshold. */
export function Thresholds({ run, view }: { run: Run; view: View }) {
  const thresholds = run.alerts.value;
  if (thresholds.length === 0) return null;
  const status = run.status.value;
  const over = isEnded(status);
  const isLive = !over && !status?.recorded && viewed.value === null && !run.isReport.value;
  return (
    <section class="wide thresholds" data-testid="thresholds">
      <div class="headed">
        <h2>
          Thresholds
          {view.range.value !== null && <span class="muted"> of the run, not of the range</span>}
        </h2>
        {isLive && <NoticeButton />}
      </div>
      <Table
        label="Thresholds"
        columns={columnsOf(over)}
        rows={thresholds}
        id={identity}
        empty=""
        mark={(one) => (one.state === 'broken' ? 'marked' : '')}
      />
    </section>
  );
}

/** Asks the browser for its permission when it is pressed, and not before. */
function NoticeButton() {
  const [busy, setBusy] = useState(false);
  const state = notices.value;
  if (state === 'impossible') return null;
  const toggle = async () => {
    if (busy) return;
    setBusy(true);
    await toggleNotices().catch(() => {});
    setBusy(false);
  };
  return (
    <>
      {state === 'refused' && (
        <span class="muted" role="status">
          The browser does not allow it
        </span>
      )}
      <button
        type="button"
        aria-pressed={state === 'on'}
        aria-disabled={busy}
        title="A notification when a threshold is broken, and when it is not any more, while this page is hidden"
        onClick={() => void toggle()}
      >
        Notify me
      </button>
    </>
  );
}

const MOST_SHOWN = 3;

/** First on the page while a threshold is broken. */
export function BrokenCard({ run, view }: { run: Run; view: View }) {
  const broken = run.broken.value;
  if (broken.length === 0) return null;
  const title = isEnded(run.status.value) ? 'Broken at the end' : 'Broken';
  const names = broken.map((one) => one.name).join(', ');
  return (
    <section class="broken-card" aria-label="Broken thresholds" data-testid="broken">
      {/* Read out once: the values beside it change with each tick. */}
      <Unseen>
        <span role="alert">
          {title}: {names}
        </span>
      </Unseen>
      <h2 aria-hidden="true">
        <span>✕</span> {title}
      </h2>
      <ul>
        {broken.slice(0, MOST_SHOWN).map((one) => (
          <li key={identity(one)}>
            <b class="value">{valueOf(one, one.value)}</b>
            <span>
              <Name text={one.name} />
              <span class="about">
                {one.name !== one.condition && (
                  <>
                    <Name text={one.condition} />,{' '}
                  </>
                )}
                {one.since !== null && `since ${clock(one.since)}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {broken.length > MOST_SHOWN && <p>and {count(broken.length - MOST_SHOWN)} more</p>}
      {view.tab.value !== 'overview' && (
        <button type="button" onClick={() => (view.tab.value = 'overview')}>
          Show
        </button>
      )}
    </section>
  );
}
