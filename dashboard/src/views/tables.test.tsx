import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Run } from '../store/run';
import { TABS, View } from '../store/view';
import { status } from '../test-data';
import { differences } from './compare';
import { ErrorsTab } from './errors';
import { ExportMenu } from './export';
import { InstrumentationTab, NothingMatched } from './instrumentation';
import { LogTab, contextText, found } from './log';
import { costRows } from './monitor-cost';
import { shortened, stamp } from './name';
import { overTime, timelineQuery } from './operation';
import { OperationsTab } from './operations';
import { path, sparkline } from './spark';
import { System, SystemTab, pauses } from './system';
import { TabBody, Tabs, neighbour, short } from './tabs';
import {
  HOSTILE,
  LATENCY,
  LIVE,
  anError,
  errorType,
  running,
  worker,
  workersPage,
} from './tables-data';
import { FIRST, WorkersTab, workersQuery } from './workers';

vi.mock('../charts/static', () => ({
  StaticChart: (props: { title: string }) => <div role="img" aria-label={props.title} />,
}));

let host: HTMLElement;
let asked: URL[];
let answers: Record<string, unknown>;

beforeEach(() => {
  host = document.createElement('div');
  document.body.append(host);
  asked = [];
  answers = {};
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async (url: string) => {
    const address = new URL(url, 'http://here/');
    asked.push(address);
    const answer = answers[address.pathname.slice('/api/'.length)];
    return answer === undefined
      ? { ok: false, status: 404, json: async () => ({ error: { message: 'no such endpoint' } }) }
      : { ok: true, status: 200, json: async () => answer };
  });
});

afterEach(() => {
  render(null, host);
  host.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Lets time pass; what is rendered at its end asks, so the answers get their turn as well. */
async function settle(ms = 1): Promise<void> {
  for (const step of [ms, 1, 1]) {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(step);
    });
  }
}

async function show(view: preact.ComponentChild): Promise<HTMLElement> {
  await act(() => render(view, host));
  await settle();
  return host;
}

async function click(text: string, role = 'button'): Promise<void> {
  const found = [...host.querySelectorAll<HTMLElement>(role)].find((element) =>
    element.textContent?.trim().startsWith(text),
  );
  expect(found, `a ${role} that begins with ${text}`).toBeDefined();
  await act(() => found!.click());
  await settle();
}

async function type(input: HTMLInputElement, text: string): Promise<void> {
  await act(() => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle(300);
}

async function choose(select: HTMLSelectElement, value: string): Promise<void> {
  await act(() => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settle();
}

const lines = () =>
  [...host.querySelectorAll('tbody tr')].map((line) =>
    [...line.children].map((one) => one.textContent ?? ''),
  );
const query = (path: string) =>
  Object.fromEntries(
    asked.filter(({ pathname }) => pathname === `/api/${path}`).at(-1)!.searchParams,
  );

function at(tab: View['tab']['value'], run: Run, view = new View()) {
  view.tab.value = tab;
  return <TabBody run={run} live={LIVE} view={view} />;
}

describe('the tabs', () => {
  it('lead on by the arrow keys, around the ends', () => {
    expect(neighbour('overview', 'ArrowRight')).toBe('operations');
    expect(neighbour('overview', 'ArrowLeft')).toBe('instrumentation');
    expect(neighbour('instrumentation', 'ArrowRight')).toBe('overview');
    expect(neighbour('errors', 'Home')).toBe('overview');
    expect(neighbour('errors', 'End')).toBe('instrumentation');
    expect(neighbour('errors', 'a')).toBeNull();
  });

  it('are reached by one stop of the tabulator, and move the focus with the choice', async () => {
    const view = new View();
    await show(<Tabs run={running(['read'])} live={LIVE} view={view} />);
    const tabs = [...host.querySelectorAll<HTMLElement>('[role="tab"]')];
    expect(tabs).toHaveLength(TABS.length);
    expect(tabs.filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
    await act(() => {
      tabs[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    });
    expect(view.tab.value).toBe('operations');
    expect(document.activeElement?.textContent).toBe('Operations');
    expect(tabs[1]!.getAttribute('aria-selected')).toBe('true');
  });

  it('say how many errors and stuck workers there are', async () => {
    const run = running(['read']);
    run.errors.value = { ...run.errors.value!, total_errors: 12_345 };
    run.workers.value = workersPage([], { stuck_workers: 2 });
    await show(<Tabs run={run} live={LIVE} view={new View()} />);
    const badges = [...host.querySelectorAll('.tab-badge')].map((badge) => badge.textContent);
    expect(badges).toEqual(['⚠ 2 stuck', '12k errors']);
  });

  it('have no badge where nothing is to be said, nor with an agent that does not say', async () => {
    await show(<Tabs run={running(['read'])} live={LIVE} view={new View()} />);
    expect(host.querySelector('.tab-badge')).toBeNull();
  });

  it('write numbers short', () => {
    expect([0, 999, 1_000, 9_960, 34_500, 999_400, 999_600, 5.64e6].map(short)).toEqual([
      '0',
      '999',
      '1.0k',
      '10k',
      '35k',
      '999k',
      '1.0M',
      '5.6M',
    ]);
  });

  it('show the overview that they are given, and no other tab without data', async () => {
    const { Run } = await import('../store/run');
    const view = new View();
    await show(
      <TabBody run={new Run()} live={LIVE} view={view}>
        <p>overview</p>
      </TabBody>,
    );
    expect(host.textContent).toBe('overview');
    for (const tab of TABS.slice(1)) {
      await act(() => {
        view.tab.value = tab;
      });
      await settle();
      expect(host.querySelector('[role="tabpanel"]')!.getAttribute('aria-labelledby')).toBe(
        `tab-${tab}`,
      );
      expect(host.textContent).not.toContain('overview');
    }
  });

  it('write hostile names as text, whole in their titles', async () => {
    const run = running(HOSTILE);
    run.recentErrors.value = HOSTILE.map((name, i) =>
      anError(i, { type: name, message: name, operation: name, worker_id: name }),
    );
    run.errors.value = {
      total_errors: 8,
      by_type: HOSTILE.map((name) => errorType(name, 1, { [name]: 1 })),
      recent_errors: [],
      not_sampled: 0,
    };
    run.workers.value = workersPage(
      HOSTILE.map((name) =>
        worker(name, { thread_name: name, current_operation: name, last_error: name }),
      ),
    );
    run.instrumentation.value = {
      patterns: HOSTILE.map((name) => ({
        pattern: name,
        operation: name,
        matched: false,
        methods: [{ class: name, method: name, notes: [name] }],
        failed: [{ class: name, method: name, reason: name }],
        near_names: [name],
      })),
    };
    run.status.value = { ...status(), jvm: { ...status().jvm, main_class: HOSTILE[0]! } };
    answers['logs'] = {
      logs: HOSTILE.map((name) => ({
        timestamp: name,
        level: name,
        message: name,
        context: { [name]: name },
      })),
    };
    const view = new View();
    for (const tab of TABS.slice(1)) {
      await show(at(tab, run, view));
      expect(host.querySelector('img'), tab).toBeNull();
      expect(host.textContent, tab).toContain(HOSTILE[0]);
    }
    await show(at('operations', run, view));
    for (const name of HOSTILE) {
      await act(() => {
        view.operation.value = name;
        view.compared.value = HOSTILE[0]!;
      });
      await settle();
      expect(host.querySelector('img')).toBeNull();
      expect(host.querySelector('h2')!.textContent).toBe(name);
      // Half a character cannot be sent.
      const sent = name.replace('\ud800', '\ufffd');
      expect(asked.map(({ searchParams }) => searchParams.get('op'))).toContain(sent);
    }
  });
});

describe('operations', () => {
  it('are sorted by what is clicked', async () => {
    await show(<OperationsTab run={running(['b', 'c', 'a'])} live={LIVE} view={new View()} />);
    expect(lines().map(([name]) => name)).toEqual(['b', 'c', 'a']);
    await click('Count');
    expect(lines().map(([name]) => name)).toEqual(['a', 'c', 'b']);
    await click('Operation');
    expect(lines().map(([name]) => name)).toEqual(['a', 'b', 'c']);
    await click('Operation');
    expect(lines().map(([name]) => name)).toEqual(['c', 'b', 'a']);
  });

  it('have their share of all calls', async () => {
    await show(<OperationsTab run={running(['a', 'b'])} live={LIVE} view={new View()} />);
    expect(lines().map((line) => line[2])).toEqual(['9.09 %', '90.91 %']);
  });

  it('have a p99.9 that is marked when too few calls are behind it', async () => {
    const run = running(['a']);
    const few = { ...LATENCY, count: 999 };
    const { a } = run.metrics.value!.by_operation;
    run.metrics.value = { ...run.metrics.value!, by_operation: { a: { ...a!, latency: few } } };
    await show(<OperationsTab run={run} live={LIVE} view={new View()} />);
    expect(host.querySelector('.few')!.getAttribute('title')).toContain('999 samples');
    await act(() => {
      const enough = { ...LATENCY, count: 1000 };
      run.metrics.value = {
        ...run.metrics.value!,
        by_operation: { a: { ...a!, latency: enough } },
      };
    });
    expect(host.querySelector('.few')).toBeNull();
  });

  it('open by a click on the line or by their button, and lead back', async () => {
    const view = new View();
    await show(<OperationsTab run={running(['read', 'write'])} live={LIVE} view={view} />);
    await click('write');
    expect(view.operation.value).toBe('write');
    await settle();
    expect(host.querySelector('h2')!.textContent).toBe('write');
    await click('← All');
    expect(view.operation.value).toBeNull();
    const line = host.querySelector<HTMLElement>('tbody tr')!;
    await act(() => line.click());
    expect(view.operation.value).toBe('read');
  });

  it('live with a range, which has no current interval', async () => {
    const run = running(['read']);
    const { current: _none, ...figures } = run.metrics.value!.by_operation['read']!;
    run.metrics.value = {
      ...run.metrics.value!,
      by_operation: { read: figures as typeof figures & { current: never } },
    };
    await show(<OperationsTab run={run} live={LIVE} view={new View()} />);
    expect(lines()[0]![3]).toBe('–');
  });

  it('have a line where the timeline has one for each', () => {
    const timeline = {
      length: 200,
      operation: (_name: string, column: string, slice: { start: number; end: number }) =>
        column === 'throughput' ? [slice.start, slice.end] : [],
    };
    expect(sparkline(timeline, 'a')).toEqual([80, 200]);
    expect(sparkline({ length: 3 }, 'a')).toEqual([]);
    expect(sparkline({ length: 3, operation: () => undefined } as { length: number }, 'a')).toEqual(
      [],
    );
    expect(path([0, 10, null, 5], 30, 12)).toBe('M0.0 11.0L10.0 1.0M30.0 6.0');
    expect(path([])).toBe('');
  });
});

describe('an operation', () => {
  const TIMELINE = {
    operation: 'read',
    interval_seconds: 1,
    data_points: [
      { timestamp: '2026-01-18T15:30:00.000Z', throughput: 5, latency_p50: 1, latency_p99: 2 },
    ],
  };
  const PERCENTILES = {
    operation: 'read',
    count: 2,
    percentiles: [{ percentile: 100, value: 3, count: 2 }],
  };

  it('asks for what is shown of it, and again every two seconds', async () => {
    answers = { 'metrics/timeline': TIMELINE, percentiles: PERCENTILES };
    const view = new View();
    view.operation.value = 'read';
    await show(<OperationsTab run={running(['read'])} live={LIVE} view={view} />);
    expect(query('metrics/timeline')).toEqual({ op: 'read', window: '300', interval: '1' });
    expect(query('percentiles')).toEqual({ op: 'read' });
    expect([...host.querySelectorAll('[role="img"]')]).toHaveLength(4);
    const before = asked.length;
    await settle(2_001);
    expect(asked.length).toBeGreaterThan(before);
  });

  it('is asked for in the selected range alone', async () => {
    const view = new View();
    view.operation.value = 'read';
    view.range.value = { from: 1_000.4, to: 1_801_000 };
    await show(<OperationsTab run={running(['read'])} live={LIVE} view={view} />);
    expect(query('metrics/timeline')).toEqual({
      op: 'read',
      from: '1000',
      to: '1801000',
      interval: '3',
    });
    expect(query('percentiles')).toEqual({ op: 'read', from: '1000', to: '1801000' });
    expect(query('heatmap')).toEqual({ op: 'read', from: '1000', to: '1801000', columns: '10' });
  });

  it('has at most six hundred points, whatever is shown of it', () => {
    const run = running(['read']);
    const view = new View();
    view.window.value = 60;
    expect(timelineQuery(run, view)).toEqual({ window: 3_600, interval: 6 });
    run.status.value = { ...status(), elapsed_seconds: 100_000 };
    view.window.value = 'all';
    expect(timelineQuery(run, view)).toEqual({ window: 86_400, interval: 144 });
  });

  it('says what an agent does not answer, and shows the rest', async () => {
    answers = { percentiles: PERCENTILES };
    const view = new View();
    view.operation.value = 'read';
    await show(<OperationsTab run={running(['read'])} live={LIVE} view={view} />);
    expect(host.textContent).toContain('Not up to date: no such endpoint');
    const charts = [...host.querySelectorAll('[role="img"]')].map((one) =>
      one.getAttribute('aria-label'),
    );
    expect(charts).toEqual(['Latency by percentile: read', 'How many calls of read took how long']);
  });

  it('is never shown with the answer for another', async () => {
    answers = { 'metrics/timeline': TIMELINE, percentiles: PERCENTILES };
    const view = new View();
    view.operation.value = 'read';
    await show(<OperationsTab run={running(['read', 'write'])} live={LIVE} view={view} />);
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    await act(() => {
      view.operation.value = 'write';
    });
    await settle();
    expect(host.querySelector('[role="img"]')).toBeNull();
  });

  it('that a link names and the run does not have is said to be missing', async () => {
    const view = new View();
    view.operation.value = 'gone';
    await show(<OperationsTab run={running(['read'])} live={LIVE} view={view} />);
    expect(host.textContent).toContain('No call of gone');
    expect(asked).toEqual([]);
  });

  it('stands beside another with the difference of each percentile', async () => {
    const view = new View();
    view.operation.value = 'read';
    await show(<OperationsTab run={running(['read', 'write'])} live={LIVE} view={view} />);
    const select = host.querySelectorAll('select')[1]!;
    expect([...select.options].map((option) => option.value)).toEqual(['', 'write']);
    await choose(select, 'write');
    expect(view.compared.value).toBe('write');
    expect(host.textContent).toContain('write against read');
    const p50 = lines().find(([name]) => name === 'p50')!;
    expect(p50.slice(1)).toEqual(['1.000 ms', '2.000 ms', '+1.000 ms', '+100 %']);
  });

  it('differs by percentiles, and not where one is missing', () => {
    const rows = differences({ ...LATENCY, p90: null, min: 0 }, { ...LATENCY, p50: 1.2 });
    const of = (name: string) => rows.find((row) => row.name === name)!;
    expect(of('p50').by).toBeCloseTo(-0.3);
    expect(of('p50').percent).toBeCloseTo(-20);
    expect(of('p90').by).toBeNull();
    expect(of('Min')).toMatchObject({ by: 0.1, percent: null });
    expect(of('p99')).toMatchObject({ by: 0, percent: 0 });
  });

  it('shares the times of its points with another', () => {
    const one = (second: number, throughput: number) =>
      ({ timestamp: new Date(second * 1000).toISOString(), throughput }) as never;
    expect(
      overTime(
        [
          [one(1, 5), one(3, 6)],
          [one(2, 7), one(3, 8)],
        ],
        ['throughput'],
      ),
    ).toEqual([
      [1, 2, 3],
      [5, null, 6],
      [null, 7, 8],
    ]);
    expect(overTime([[]], ['throughput'])).toEqual([[], []]);
  });
});

describe('workers', () => {
  const many = Array.from({ length: 100 }, (_, i) => worker(`worker-${i}`));
  const counts = { total_workers: 10_000, active_workers: 9_000, idle_workers: 990 };

  it('are paged by the server', async () => {
    const run = running(['read']);
    answers['workers'] = workersPage(many, { ...counts, matching: 250 });
    await show(<WorkersTab run={run} live={LIVE} view={new View()} />);
    expect(query('workers')).toEqual({ limit: '100', offset: '0' });
    expect(lines()).toHaveLength(100);
    expect(host.querySelector('nav')!.textContent).toContain('1 to 100 of 250');
    await click('Last');
    expect(query('workers')['offset']).toBe('200');
    await click('Previous');
    expect(query('workers')['offset']).toBe('100');
    await click('First');
    expect(query('workers')['offset']).toBe('0');
  });

  it('are sorted by the server, from the first page on', async () => {
    answers['workers'] = workersPage(many, { ...counts, matching: 250 });
    await show(<WorkersTab run={running(['read'])} live={LIVE} view={new View()} />);
    await click('Next');
    await click('for');
    expect(query('workers')).toEqual({ limit: '100', offset: '0', sort: '-age' });
    await click('for');
    expect(query('workers')['sort']).toBe('age');
    await click('Worker');
    expect(query('workers')['sort']).toBe('id');
  });

  it('are searched once the typing has stopped', async () => {
    answers['workers'] = workersPage(many, { ...counts, matching: 250 });
    await show(<WorkersTab run={running(['read'])} live={LIVE} view={new View()} />);
    const before = asked.length;
    await type(host.querySelector('input')!, ' pool-1 ');
    expect(query('workers')).toEqual({ limit: '100', offset: '0', search: 'pool-1' });
    expect(asked.length - before).toBe(1);
    await click('Idle');
    expect(query('workers')['status']).toBe('idle');
  });

  it('ask only for what an agent knows while nothing else is wanted', () => {
    expect(workersQuery(FIRST)).toEqual({
      limit: 100,
      offset: 0,
      sort: null,
      search: null,
      status: null,
    });
  });

  it('that are stuck are marked by a sign and a word', async () => {
    answers['workers'] = workersPage([worker('w', { stuck: true }), worker('v')], {
      stuck_workers: 1,
    });
    await show(<WorkersTab run={running(['read'])} live={LIVE} view={new View()} />);
    expect(lines()[0]![2]).toBe('⚠ stuck');
    expect(lines()[1]![2]).toBe('active');
    expect(host.querySelector('td .stuck')!.getAttribute('title')).toContain('20.00 ms');
  });

  it('stay while the next page comes, marked as busy, and are those of the live run at first', async () => {
    const run = running(['read']);
    run.workers.value = workersPage([worker('first')], { matching: 300 });
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    await show(<WorkersTab run={run} live={LIVE} view={new View()} />);
    expect(lines()[0]![0]).toBe('first');
    expect(host.querySelector('table')!.getAttribute('aria-busy')).toBe('true');
  });

  it('are asked for once: a question that is replaced is broken off', async () => {
    const signals: AbortSignal[] = [];
    vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    await show(<WorkersTab run={running(['read'])} live={LIVE} view={new View()} />);
    await click('Idle');
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    render(null, host);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it('are not asked for while nobody can see them, and at once when somebody can', async () => {
    let hidden = true;
    const property = vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    await show(<WorkersTab run={running(['read'])} live={LIVE} view={new View()} />);
    await settle(20_000);
    expect(asked).toEqual([]);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(asked).toHaveLength(1);
    property.mockRestore();
  });

  it('are not asked for once the run and its server are gone', async () => {
    const run = running(['read']);
    run.status.value = status('s', 'completed');
    run.connection.value = { state: 'lost', retryAt: 0 };
    await show(<WorkersTab run={run} live={LIVE} view={new View()} />);
    await settle(20_000);
    expect(asked).toEqual([]);
  });

  it('say that there are none', async () => {
    answers['workers'] = workersPage([]);
    await show(<WorkersTab run={running(['read'])} live={LIVE} view={new View()} />);
    expect(host.textContent).toContain('No thread has begun an operation yet');
    expect(host.textContent).toContain('none of 0');
    await type(host.querySelector('input')!, 'nobody');
    expect(host.textContent).toContain('No worker matches');
  });
});

describe('errors', () => {
  const document = (total: number) => ({
    total_errors: total,
    by_type: [
      errorType('Timeout', total - 10, { read: total - 12, write: 2 }),
      errorType('Conflict', 10, { write: 10 }),
    ],
    recent_errors: [],
    not_sampled: 0,
  });
  const items = () =>
    [...host.querySelectorAll('.recent li')].map((item) => item.querySelector('b')?.textContent);

  function failing(): Run {
    const run = running(['read', 'write']);
    run.errors.value = document(100);
    run.recentErrors.value = [anError(5), anError(4, { type: 'Conflict', operation: 'write' })];
    return run;
  }

  it('are shown by type with their counts', async () => {
    await show(<ErrorsTab run={failing()} live={LIVE} view={new View()} />);
    expect(lines()[0]!.slice(0, 3)).toEqual(['Timeout', '90', '90.00 %']);
    expect(lines()[0]![5]).toBe('read 88, write 2');
    expect(items()).toEqual(['Timeout', 'Conflict']);
  });

  it('are filtered by type, operation and text', async () => {
    await show(<ErrorsTab run={failing()} live={LIVE} view={new View()} />);
    const [types, operations] = [...host.querySelectorAll('select')];
    await choose(operations!, 'write');
    expect(query('errors')).toEqual({ limit: '200', operation: 'write' });
    expect(lines().map((line) => line.slice(0, 3))).toEqual([
      ['Timeout', '2', '16.67 %'],
      ['Conflict', '10', '83.33 %'],
    ]);
    expect(items()).toEqual(['Conflict']);
    await choose(types!, 'Conflict');
    expect(query('errors')).toEqual({ limit: '200', type: 'Conflict', operation: 'write' });
    expect(lines()).toHaveLength(1);
    await choose(types!, '');
    await choose(operations!, '');
    await type(host.querySelector('input')!, 'MESSAGE 5');
    expect(items()).toEqual(['Timeout']);
    expect(host.textContent).toContain('No error matches');
  });

  it('that came since the question are before those of the answer', async () => {
    const run = failing();
    answers['errors'] = { ...document(100), recent_errors: [anError(4, { type: 'Asked' })] };
    await show(<ErrorsTab run={run} live={LIVE} view={new View()} />);
    expect(items()).toEqual(['Timeout', 'Asked']);
  });

  it('can be held, counting exactly what comes meanwhile', async () => {
    const run = failing();
    await show(<ErrorsTab run={run} live={LIVE} view={new View()} />);
    await click('Hold');
    await act(() => {
      run.recentErrors.value = [anError(6, { type: 'New' }), ...run.recentErrors.value];
      run.errors.value = document(142);
    });
    expect(items()).toEqual(['Timeout', 'Conflict']);
    expect(host.textContent).toContain('held, 42 came meanwhile');
    await click('Hold');
    expect(items()).toEqual(['New', 'Timeout', 'Conflict']);
    expect(host.textContent).not.toContain('meanwhile');
  });

  it('say that they are not those of a range', async () => {
    const view = new View();
    view.range.value = { from: 1, to: 2 };
    await show(<ErrorsTab run={running(['read'])} live={LIVE} view={view} />);
    expect(host.textContent).toContain('whole run');
    expect(host.textContent).toContain('No errors');
  });
});

describe('the system', () => {
  it('is shown by an agent that says little of it, and by one that says all', async () => {
    const run = running(['read']);
    await show(<SystemTab run={run} live={LIVE} view={new View()} />);
    expect(host.textContent).not.toContain('Uptime');
    await act(() => {
      run.system.value = {
        ...run.system.value!,
        gc: { count: 3, time_ms: 5, collectors: [{ name: 'G1', count: 3, time_ms: 5 }] },
        threads: { live: 9, daemon: 4, peak: 12 },
        classes: { loaded: 4200 },
        uptime_seconds: 125,
      } as never;
    });
    expect(host.textContent).toContain('G13 in 5.000 ms');
    expect(host.textContent).toContain('9 live, 4 of them daemons, 12 at the peak');
    expect(host.textContent).toContain('4,200 loaded');
    expect(host.textContent).toContain('2m 05s');
  });

  it('has a dash for what a runtime without the modules of the management cannot tell', async () => {
    const run = running(['read']);
    const small = {
      ...run.system.value!,
      cpu: { process_percent: null, machine_percent: null, cores: 2 },
      heap: { used_bytes: 1048576, committed_bytes: 2097152, max_bytes: null },
      gc: { count: null, time_ms: null, collectors: [] },
      threads: { live: null, daemon: null, peak: null },
      classes: { loaded: null },
      uptime_seconds: null,
    };
    run.system.value = small as never;
    await show(<SystemTab run={run} live={LIVE} view={new View()} />);
    const facts = [...host.querySelectorAll('dl.facts > div')].map((item) => item.textContent);
    expect(facts).toContain('CPU of the process–');
    expect(facts).toContain('CPU of the machine– of 2 cores');
    expect(facts).toContain('Heap1.0 MB used, 2.0 MB committed');
    expect(facts).toContain('Garbage collections–');
    expect(facts).toContain('Threads–');
    await show(<System system={small} status={status()} />);
    expect(host.textContent).toContain('GC –');
    expect(host.textContent).not.toMatch(/null|NaN|undefined/);
  });

  it('lists pauses, newest first, and no phases', () => {
    const event = (kind: 'gc' | 'stall' | 'phase' | 'instrumentation', text: string) => ({
      timestamp: '',
      kind,
      duration_ms: 1,
      text,
    });
    const events = [event('gc', 'a'), event('phase', 'b'), event('stall', 'c')];
    events.push(event('instrumentation', 'd'));
    expect(pauses(events).map(({ text }) => text)).toEqual(['c', 'a']);
    expect(pauses(new Array(1000).fill(events[0]))).toHaveLength(200);
  });

  it('tells all of what the monitor costs, also what is new to the page', () => {
    const monitor = { ...status().monitor, suppressed: 2, new_field: 7 };
    const rows = costRows(monitor);
    expect(rows.find((row) => row.name === 'Suppressed')).toMatchObject({ value: '2', bad: true });
    expect(rows.find((row) => row.name === 'Clamped')).toMatchObject({ value: '0', bad: false });
    expect(rows.find((row) => row.name === 'new field')?.value).toBe('7');
    expect(rows.some((row) => row.name === 'Connections')).toBe(false);
    expect(rows.find((row) => row.name === 'Clock')?.value).toBe('nanotime');
  });
});

describe('the log', () => {
  const entry = (message: string, level = 'info') => ({
    timestamp: '2026-01-18T15:30:57.123Z',
    level,
    message,
    context: { port: 9090, host: 'here' },
  });

  it('is asked for from a level on and searched here', async () => {
    answers['logs'] = { logs: [entry('listening'), entry('slow', 'warn')] };
    await show(<LogTab run={running([])} live={LIVE} view={new View()} />);
    expect(query('logs')).toEqual({ level: 'info', limit: '500' });
    expect(host.textContent).toContain('2 of 2');
    expect(host.textContent).toContain('port=9090 host=here');
    await type(host.querySelector('input')!, 'SLOW');
    expect(host.querySelectorAll('.log li')).toHaveLength(1);
    await choose(host.querySelector('select')!, 'debug');
    expect(query('logs')['level']).toBe('debug');
  });

  it('is followed until one scrolls up, and again when told', async () => {
    answers['logs'] = { logs: [entry('a')] };
    await show(<LogTab run={running([])} live={LIVE} view={new View()} />);
    const list = host.querySelector<HTMLElement>('.log')!;
    let height = 1000;
    Object.defineProperty(list, 'scrollHeight', { get: () => height });
    Object.defineProperty(list, 'clientHeight', { get: () => 200 });
    await act(() => {
      list.scrollTop = 100;
      list.dispatchEvent(new Event('scroll'));
    });
    expect(host.textContent).toContain('Follow the newest');
    answers['logs'] = { logs: [entry('a'), entry('b')] };
    height = 1100;
    await settle(2_001);
    expect(host.querySelectorAll('.log li')).toHaveLength(2);
    expect(list.scrollTop).toBe(100);
    await click('↓');
    expect(list.scrollTop).toBe(1100);
    expect(host.textContent).not.toContain('Follow the newest');
  });

  it('finds in message, level and context', () => {
    const all = [entry('one'), entry('two', 'error')];
    expect(found(all, 'ERROR')).toHaveLength(1);
    expect(found(all, 'port=9090')).toHaveLength(2);
    expect(found(all, ' ')).toBe(all);
    expect(contextText(null)).toBe('');
    expect(contextText({ a: { b: 1 } })).toBe('a={"b":1}');
  });

  it('says why it has none', async () => {
    await show(<LogTab run={running([])} live={LIVE} view={new View()} />);
    expect(host.textContent).toContain('Not up to date: no such endpoint');
  });
});

describe('instrumentation', () => {
  const pattern = (matched: boolean) => ({
    pattern: 'com.acme.Worker#run',
    operation: 'run',
    matched,
    methods: matched
      ? [
          {
            class: 'com.acme.Worker',
            method: 'run()',
            bytecode_before: 24,
            bytecode_after: 62,
            suppressed: 3,
            notes: ['synchronized: the wait is not in it', 'another'],
          },
        ]
      : [],
    failed: [{ class: 'com.acme.Old', method: null, reason: 'too large' }],
    near_names: matched ? [] : ['com.acme.Wroker#run'],
  });

  it('shows what matched, what was left out and why', async () => {
    answers['instrumentation'] = { patterns: [pattern(true)] };
    await show(<InstrumentationTab run={running([])} live={LIVE} view={new View()} />);
    expect(host.textContent).toContain('✓ 1 method');
    expect(host.textContent).toContain('24 B');
    expect(host.textContent).toContain('62 B');
    expect(host.textContent).toContain('3 not recorded');
    expect(host.textContent).toContain('synchronized: the wait is not in it; another');
    expect(host.textContent).toContain('too large');
  });

  it('says that nothing is named', async () => {
    await show(<InstrumentationTab run={running([])} live={LIVE} view={new View()} />);
    expect(host.textContent).toContain('No operation is named');
  });

  it('alarms when nothing has matched, with the names that are near', async () => {
    const run = running([]);
    run.metrics.value = null;
    run.instrumentation.value = { patterns: [pattern(false)] };
    run.status.value = status('s', 'starting');
    await show(<NothingMatched run={run} />);
    expect(host.querySelector('[role="alert"]')).toBeNull();
    expect(host.querySelector('[role="status"]')!.textContent).toContain('Waiting');
    await act(() => {
      const warnings = ['pattern x has matched nothing for 10 s'];
      run.status.value = { ...status('s', 'starting'), warnings };
    });
    expect(host.querySelector('[role="alert"]')!.textContent).toContain('com.acme.Wroker#run');
    expect(host.querySelector('[role="alert"]')!.textContent).toContain('too large');
  });

  it('is silent as soon as something matches, though no message says so', async () => {
    const run = running([]);
    run.metrics.value = null;
    run.instrumentation.value = { patterns: [pattern(false)] };
    await show(<NothingMatched run={run} />);
    expect(host.textContent).not.toBe('');
    answers['instrumentation'] = { patterns: [pattern(true)] };
    await settle(10_001);
    expect(host.textContent).toBe('');
  });

  it('is silent when operations are counted', async () => {
    const run = running(['read']);
    run.instrumentation.value = { patterns: [pattern(false)] };
    await show(<NothingMatched run={run} />);
    expect(host.textContent).toBe('');
    expect(asked).toEqual([]);
  });
});

describe('the export', () => {
  it('is of the shown range and operation', async () => {
    const view = new View();
    view.range.value = { from: 1000, to: 2000 };
    view.tab.value = 'operations';
    view.operation.value = 'a & b';
    await show(<ExportMenu run={running(['a & b'])} view={view} />);
    const links = [...host.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'api/export?format=json&from=1000&to=2000&op=a+%26+b',
      'api/export?format=csv&from=1000&to=2000&op=a+%26+b',
      'api/export?format=hlog&from=1000&to=2000&op=a+%26+b',
    ]);
    expect(links.every((link) => link.hasAttribute('download'))).toBe(true);
    await act(() => {
      view.tab.value = 'workers';
      view.range.value = null;
    });
    expect(host.querySelector('a')!.getAttribute('href')).toBe('api/export?format=json');
  });

  it('closes by Escape and by a press elsewhere', async () => {
    await show(<ExportMenu run={running(['a'])} view={new View()} />);
    const menu = host.querySelector('details')!;
    menu.open = true;
    menu.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(menu.open).toBe(false);
    menu.open = true;
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(menu.open).toBe(false);
  });

  it('is not there without a server', async () => {
    const run = running(['a']);
    run.status.value = status('s', 'failed');
    run.connection.value = { state: 'lost', retryAt: 0 };
    await show(<ExportMenu run={run} view={new View()} />);
    expect(host.textContent).toBe('');
  });
});

describe('names', () => {
  it('are shortened by letters, not in the middle of one', () => {
    expect(shortened('abc', 3)).toBe('abc');
    expect(shortened('abcd', 3)).toBe('ab…');
    expect(shortened('😀😀😀', 2)).toBe('😀…');
  });

  it('have times with milliseconds, or a dash', () => {
    expect(stamp('2026-01-18T15:30:57.012Z')).toMatch(/^\d\d:30:57\.012$/);
    expect(stamp('nonsense')).toBe('–');
    expect(stamp(null)).toBe('–');
  });
});
