import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { LATENCY, running, status } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { View } from '../store/view';
import { differences } from './compare';
import { overTime } from './operation-charts';
import { OperationsTab } from './operations';
import { timelineQuery } from './queries';

vi.mock('../charts/static', () => ({
  StaticChart: (props: { title: string }) => <div role="img" aria-label={props.title} />,
}));

const host = Host.forEach();

describe('an operation', () => {
  const answers = () => ({
    'metrics/timeline': golden('timeline-operation'),
    percentiles: golden('percentiles'),
    heatmap: golden('heatmap'),
  });

  it('asks for what is shown of it, and again every two seconds', async () => {
    host.answers = answers();
    const view = new View();
    view.operation.value = 'read';
    await host.show(<OperationsTab run={running(['read'])} view={view} />);
    expect(host.query('metrics/timeline')).toEqual({ op: 'read', window: '300', interval: '1' });
    expect(host.query('percentiles')).toEqual({ op: 'read' });
    expect(host.all('[role="img"]')).toHaveLength(4);
    const before = host.asked.length;
    await host.settle(2_001);
    expect(host.asked.length).toBeGreaterThan(before);
  });

  it('is asked for in the selected range alone', async () => {
    const view = new View();
    view.operation.value = 'read';
    view.range.value = { from: 1_000.4, to: 1_801_000 };
    await host.show(<OperationsTab run={running(['read'])} view={view} />);
    expect(host.query('metrics/timeline')).toEqual({
      op: 'read',
      from: '1000',
      to: '1801000',
      interval: '3',
    });
    expect(host.query('percentiles')).toEqual({ op: 'read', from: '1000', to: '1801000' });
    expect(host.query('heatmap')).toEqual({
      op: 'read',
      from: '1000',
      to: '1801000',
      columns: '10',
    });
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

  it('says what is not answered, and shows the rest', async () => {
    host.answers = { ...answers(), 'metrics/timeline': undefined };
    const view = new View();
    view.operation.value = 'read';
    await host.show(<OperationsTab run={running(['read'])} view={view} />);
    expect(host.text).toContain('Not up to date: no such endpoint');
    const charts = host.all('[role="img"]').map((one) => one.getAttribute('aria-label'));
    expect(charts).toEqual(['Latency by percentile: read', 'How many calls of read took how long']);
  });

  it('is never shown with the answer for another', async () => {
    host.answers = answers();
    const view = new View();
    view.operation.value = 'read';
    await host.show(<OperationsTab run={running(['read', 'write'])} view={view} />);
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    await act(() => {
      view.operation.value = 'write';
    });
    await host.settle();
    expect(host.one('[role="img"]')).toBeNull();
  });

  it('that a link names and the run does not have is said to be missing', async () => {
    const view = new View();
    view.operation.value = 'gone';
    await host.show(<OperationsTab run={running(['read'])} view={view} />);
    expect(host.text).toContain('No call of gone');
    expect(host.asked).toEqual([]);
  });

  it('stands beside another with the difference of each percentile', async () => {
    const view = new View();
    view.operation.value = 'read';
    await host.show(<OperationsTab run={running(['read', 'write'])} view={view} />);
    const select = host.all<HTMLSelectElement>('select')[1]!;
    expect([...select.options].map((option) => option.value)).toEqual(['', 'write']);
    await host.choose(select, 'write');
    expect(view.compared.value).toBe('write');
    expect(host.text).toContain('write against read');
    const p50 = host.lines().find(([name]) => name === 'p50')!;
    expect(p50.slice(1)).toEqual(['1.000 ms', '2.000 ms', '+1.000 ms', '+100 %']);
  });

  it('differs by percentiles, and not where one is missing', () => {
    const rows = differences(
      { ...LATENCY, p50: 1.5, p90: null, min: 0 },
      { ...LATENCY, p50: 1.2, min: 0.1 },
    );
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
