import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { count } from '../format';
import type { Run } from '../store/run';
import { TABS, type Tab, type View } from '../store/view';
import { CompareTab } from './compare-tab';
import { ErrorsTab } from './errors';
import { ExportMenu } from './export';
import { InstrumentationTab } from './instrumentation';
import { LogTab } from './log';
import { Unseen } from './name';
import { OperationsTab } from './operations';
import { SystemTab } from './system';
import { WorkersTab } from './workers';
import './tables.css';

interface Shown {
  run: Run;
  view: View;
}

const LABELS: Record<Tab, string> = {
  overview: 'Overview',
  operations: 'Operations',
  compare: 'Compare',
  workers: 'Workers',
  errors: 'Errors',
  system: 'System',
  log: 'Log',
  instrumentation: 'Instrumentation',
};

const PANEL = 'tab-panel';
const idOf = (tab: Tab) => `tab-${tab}`;

/** Where the arrow keys lead from a tab; null for other keys. */
export function neighbour(tab: Tab, key: string): Tab | null {
  const at = TABS.indexOf(tab);
  const to: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: TABS.length - 1,
  };
  const next = to[key];
  return next === undefined ? null : TABS[(next + TABS.length) % TABS.length]!;
}

/** The bar of tabs, and what can be taken away of what they show. */
export function Tabs({ run, view }: Shown) {
  const list = useRef<HTMLDivElement>(null);
  const chosen = view.tab.value;
  useEffect(() => {
    // On a narrow screen the bar scrolls; the page itself must not.
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!tab || !list.current) return;
    list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2;
  }, [chosen]);
  const choose = (tab: Tab) => {
    // The tab of an opened operation leads back to all of them.
    if (tab === 'operations' && view.tab.value === tab) view.operation.value = null;
    view.tab.value = tab;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(view.tab.value, event.key);
    if (next === null) return;
    event.preventDefault();
    view.tab.value = next;
    list.current?.querySelector<HTMLElement>(`#${idOf(next)}`)?.focus();
  };
  return (
    <div class="tabs-line">
      <div class="tabs" role="tablist" aria-label="Views" ref={list} onKeyDown={onKeyDown}>
        {TABS.map((tab) => {
          const selected = chosen === tab;
          return (
            <button
              key={tab}
              type="button"
              role="tab"
              id={idOf(tab)}
              aria-selected={selected}
              aria-controls={selected ? PANEL : undefined}
              tabIndex={selected ? 0 : -1}
              onClick={() => choose(tab)}
            >
              {LABELS[tab]}
              <Badge tab={tab} run={run} />
            </button>
          );
        })}
      </div>
      <ExportMenu run={run} view={view} />
    </div>
  );
}

/** What in a tab should not be overlooked. */
function Badge({ tab, run }: { tab: Tab; run: Run }) {
  if (tab === 'errors') {
    const errors = run.errors.value?.total_errors ?? 0;
    return errors > 0 ? <Mark number={errors} what="errors" /> : null;
  }
  if (tab === 'workers') {
    const stuck = run.workers.value?.stuck_workers ?? 0;
    return stuck > 0 ? <Mark number={stuck} what="stuck" shown /> : null;
  }
  return null;
}

/** A number as wide as a badge can be: `999`, `1.2k`, `34k`, `5.6M`. */
export function short(number: number): string {
  if (number < 1_000) return String(number);
  const [unit, letter] = number < 999_500 ? [1e3, 'k'] : [1e6, 'M'];
  const value = number / unit;
  return `${value < 9.95 ? value.toFixed(1) : count(Math.round(value))}${letter}`;
}

function Mark({ number, what, shown }: { number: number; what: string; shown?: boolean }) {
  return (
    <span class="tab-badge" title={`${count(number)} ${what}`}>
      {shown && <span aria-hidden="true">⚠ </span>}
      {short(number)}
      {shown ? ` ${what}` : <Unseen> {what}</Unseen>}
    </span>
  );
}

const BODIES: Record<Exclude<Tab, 'overview'>, (shown: Shown) => ComponentChildren> = {
  operations: OperationsTab,
  compare: CompareTab,
  workers: WorkersTab,
  errors: ErrorsTab,
  system: SystemTab,
  log: LogTab,
  instrumentation: InstrumentationTab,
};

/** What the chosen tab shows; the overview is given as children. */
export function TabBody(props: Shown & { children?: ComponentChildren }) {
  const { run, view, children } = props;
  const tab = view.tab.value;
  return (
    <div class="tab-body" role="tabpanel" id={PANEL} aria-labelledby={idOf(tab)}>
      {tab === 'overview' ? children : body(tab, { run, view })}
    </div>
  );
}

function body(tab: Exclude<Tab, 'overview'>, shown: Shown) {
  const Body = BODIES[tab];
  return <Body key={tab} {...shown} />;
}
