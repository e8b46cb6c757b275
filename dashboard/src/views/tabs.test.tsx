import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import {
  HOSTILE,
  anError,
  errorType,
  running,
  status,
  worker,
  workersPage,
} from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { Run } from '../store/run';
import { TABS, View } from '../store/view';
import { TabBody, Tabs, neighbour, short } from './tabs';

vi.mock('../charts/static', () => ({
  StaticChart: (props: { title: string }) => <div role="img" aria-label={props.title} />,
}));

const host = Host.forEach();

function at(tab: View['tab']['value'], run: Run, view = new View()) {
  view.tab.value = tab;
  return <TabBody run={run} view={view} />;
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
    await host.show(<Tabs run={running(['read'])} view={view} />);
    const tabs = host.all<HTMLElement>('[role="tab"]');
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
    await host.show(<Tabs run={run} view={new View()} />);
    const badges = host.all('.tab-badge').map((badge) => badge.textContent);
    expect(badges).toEqual(['⚠ 2 stuck', '12k errors']);
  });

  it('have no badge where nothing is to be said', async () => {
    await host.show(<Tabs run={running(['read'])} view={new View()} />);
    expect(host.one('.tab-badge')).toBeNull();
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
    const view = new View();
    await host.show(
      <TabBody run={new Run()} view={view}>
        <p>overview</p>
      </TabBody>,
    );
    expect(host.text).toBe('overview');
    for (const tab of TABS.slice(1)) {
      await act(() => {
        view.tab.value = tab;
      });
      await host.settle();
      expect(host.one('[role="tabpanel"]')!.getAttribute('aria-labelledby')).toBe(`tab-${tab}`);
      expect(host.text).not.toContain('overview');
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
    const method = golden('instrumentation').patterns[0]!.methods[0]!;
    run.instrumentation.value = {
      patterns: HOSTILE.map((name) => ({
        pattern: name,
        operation: name,
        matched: false,
        correction: name,
        methods: [{ ...method, class: name, method: name, notes: [name] }],
        failed: [{ class: name, method: name, reason: name }],
        near_names: [name],
      })),
      presets: HOSTILE.map((name) => ({
        ...golden('instrumentation').presets[0]!,
        name,
        title: name,
        operations: [name],
        reasons: [name],
      })),
    };
    run.status.value = { ...status(), jvm: { ...status().jvm, main_class: HOSTILE[0]! } };
    host.answers['logs'] = {
      logs: HOSTILE.map((name) => ({
        timestamp: name,
        level: name,
        message: name,
        context: { [name]: name },
      })),
    };
    const view = new View();
    for (const tab of TABS.slice(1)) {
      await host.show(at(tab, run, view));
      expect(host.one('img'), tab).toBeNull();
      expect(host.text, tab).toContain(HOSTILE[0]);
    }
    await host.show(at('operations', run, view));
    for (const name of HOSTILE) {
      await act(() => {
        view.operation.value = name;
        view.compared.value = HOSTILE[0]!;
      });
      await host.settle();
      expect(host.one('img')).toBeNull();
      expect(host.one('h2')!.textContent).toBe(name);
      // Half a character cannot be sent.
      const sent = name.replace('\ud800', '\ufffd');
      expect(host.asked.map(({ searchParams }) => searchParams.get('op'))).toContain(sent);
    }
  });
});
