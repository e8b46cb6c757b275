import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HOSTILE, LATENCY, running, status } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { ofRecords } from '../api/session';
import type { ListedRecord } from '../api/types';
import { View } from '../store/view';
import { CompareTab } from './compare-tab';
import { sinceBegin } from './layers';

vi.mock('../charts/static', () => ({
  StaticChart: (props: { title: string; columns: unknown[]; lines: unknown[] }) => (
    <div role="img" aria-label={props.title} data-lines={props.lines.length}>
      {props.columns.length - 1}
    </div>
  ),
}));

const host = Host.forEach();
afterEach(() => (ofRecords.value = false));

const READABLE = golden('records').records.find((one) => one.problem === null)!;
const record = (id: string, part: Partial<ListedRecord> = {}): ListedRecord => ({
  ...READABLE,
  id,
  session_id: id,
  ...part,
});
const titles = () => host.all('[role="img"]').map((one) => one.getAttribute('aria-label'));

function live(names = ['read']) {
  const run = running(names);
  const view = new View();
  view.tab.value = 'compare';
  return { run, view };
}

function recorded(names = ['read'], records = [record('a'), record('b'), record('c')]) {
  const { run, view } = live(names);
  const told = golden('status-recorded').recorded!;
  run.status.value = { ...status('a', 'completed'), recorded: { ...told, id: 'a' } };
  ofRecords.value = true;
  host.answers = {
    records: { records },
    'metrics/timeline': golden('timeline-operation'),
    percentiles: golden('percentiles'),
    comparison: golden('comparison'),
    trend: golden('trend'),
  };
  return { run, view };
}

const asked = (path: string) =>
  host.asked
    .filter(({ pathname }) => pathname === `/api/${path}`)
    .map(({ searchParams }) => Object.fromEntries(searchParams));

describe('periods of a run', () => {
  const metrics = (p99: number) => ({
    ...golden('metrics-range'),
    by_operation: {
      read: {
        ...golden('metrics').by_operation['read']!,
        throughput: 100,
        latency: { ...LATENCY, p99 },
      },
    },
  });

  it('are chosen in the overview', async () => {
    const { run, view } = live();
    await host.show(<CompareTab run={run} view={view} />);
    expect(host.text).toContain('Drag over a chart of the overview');
    await host.click('overview');
    expect(view.tab.value).toBe('overview');
    await act(() => void (view.periods.value = [{ from: 1_000, to: 3_000 }]));
    await host.settle();
    expect(host.text).toContain('Now drag over the other one');
    expect(host.asked).toEqual([]);
  });

  it('are laid over each other, with what they differ by and without a verdict', async () => {
    const { run, view } = live();
    host.answers = {
      metrics: metrics(10),
      'metrics/timeline': golden('timeline-operation'),
      percentiles: golden('percentiles'),
    };
    view.periods.value = [
      { from: 1_000, to: 3_000 },
      { from: 5_000, to: 9_000 },
    ];
    await host.show(<CompareTab run={run} view={view} />);
    expect(titles()).toEqual([
      'Throughput of First, Second since their begin',
      'Latency of First, Second since their begin, logarithmic',
      'Latency by percentile: First and Second',
    ]);
    const calls = { include: 'warmup' };
    expect(asked('metrics')).toEqual([
      { from: '1000', to: '3000', ...calls },
      { from: '5000', to: '9000', ...calls },
    ]);
    expect(asked('percentiles')).toEqual([
      { op: 'read', from: '1000', to: '3000', ...calls },
      { op: 'read', from: '5000', to: '9000', ...calls },
    ]);
    expect(asked('metrics/timeline')).toEqual([
      { op: 'read', interval: '1', from: '1000', to: '3000' },
      { op: 'read', interval: '1', from: '5000', to: '9000' },
    ]);
    const lines = host.lines();
    expect(lines[0]).toEqual(['Throughput', '100 /s', '100 /s', '0 /s', '0 %']);
    expect(lines.find(([name]) => name === 'p99')!.slice(0, 3)).toEqual([
      'p99',
      '10.00 ms',
      '10.00 ms',
    ]);
    expect(host.text).toContain('not whether a version is better');
    await host.click('Leave out');
    expect(view.periods.value).toEqual([{ from: 5_000, to: 9_000 }]);
  });

  it('say what could not be asked', async () => {
    const { run, view } = live();
    view.periods.value = [
      { from: 1_000, to: 3_000 },
      { from: 5_000, to: 9_000 },
    ];
    await host.show(<CompareTab run={run} view={view} />);
    expect(host.text).toContain('First: no such endpoint');
  });
});

describe('recorded runs', () => {
  it('are laid over each other by colours, the base whole and the new ones dashed', async () => {
    const { run, view } = recorded();
    view.base.value = ['a'];
    view.fresh.value = ['b', 'c'];
    await host.show(<CompareTab run={run} view={view} />);
    expect(host.all('.laid li b').map((one) => one.textContent)).toEqual([
      'Base 1',
      'New 1',
      'New 2',
    ]);
    expect(titles()[0]).toBe('Throughput of Base 1, New 1, New 2 since their begin');
    expect(asked('metrics/timeline')).toEqual(
      ['a', 'b', 'c'].map((session) => ({ session, op: 'read', interval: '1', window: '86400' })),
    );
    expect(asked('percentiles')).toEqual(
      ['a', 'b', 'c'].map((session) => ({ session, op: 'read' })),
    );
    expect(host.all('.laid .swatch.dash')).toHaveLength(2);
  });

  it('have the verdicts of the rule, its sentences and the history that helps', async () => {
    const { run, view } = recorded();
    view.base.value = ['a'];
    view.fresh.value = ['b'];
    await host.show(<CompareTab run={run} view={view} />);
    expect(asked('comparison')).toEqual([{ base: 'a', new: 'b', force: 'true' }]);
    const verdicts = host.one('[data-testid="verdicts"]')!;
    expect(verdicts.textContent).toContain('Verdict: ✕ worse 2 base and 2 new, 4 of the history');
    const lines = host.lines();
    expect(lines[0]).toEqual([
      'throughput',
      '995 /s',
      '830 /s',
      '−16.6 %',
      '−17.8 % to −15.4 %',
      '0.6 %',
      '✕ worse',
    ]);
    expect(lines[1]!.slice(0, 4)).toEqual(['errors', '0.500 %', '0.500 %', '0.000 points']);
    expect(lines[5]!.at(-1)).toBe('✕ (worse)');
    const remarks = golden('comparison').remarks.map(({ text }) => text);
    expect(host.all('.remarks li').map((one) => one.textContent)).toEqual(remarks);
  });

  it('are not judged while one side is empty', async () => {
    const { run, view } = recorded();
    await host.show(<CompareTab run={run} view={view} />);
    expect(host.text).toContain('Add runs and put them on both sides');
    expect(asked('comparison')).toEqual([]);
    const select = host.all<HTMLSelectElement>('select').at(-1)!;
    await host.choose(select, 'b');
    expect(view.fresh.value).toEqual(['b']);
    expect(asked('comparison')).toEqual([{ base: 'a', new: 'b', force: 'true' }]);
    const [, toNew] = host.all('.laid li:first-child .choice button');
    await act(() => toNew!.click());
    expect(view.base.value).toEqual([]);
    expect(view.fresh.value).toEqual(['b', 'a']);
  });

  it('are offered by scenario, those that can be read', async () => {
    const { run, view } = recorded(
      ['read'],
      [
        record('z', { scenario: 'other' }),
        record('a', { scenario: 'mix' }),
        record('b', { scenario: 'mix' }),
        golden('records').records.find((one) => one.problem !== null)!,
        record('a, renamed', { scenario: 'mix' }),
      ],
    );
    await host.show(<CompareTab run={run} view={view} />);
    const options = [...host.all<HTMLSelectElement>('select').at(-1)!.options];
    expect(options.map(({ value }) => value)).toEqual(['', 'b', 'z']);
  });

  it('have a trend over the last runs of the scenario, the unlike ones apart', async () => {
    const { run, view } = recorded();
    await host.show(<CompareTab run={run} view={view} />);
    expect(asked('trend')).toEqual([{ record: 'a', op: 'read', metric: 'p99' }]);
    const chart = host.all('[role="img"]').at(-1)!;
    expect(chart.getAttribute('aria-label')).toBe('p99 of read in the last 3 runs');
    expect(chart.dataset['lines']).toBe('2');
    expect(chart.textContent).toBe('2');
    const rows = host.lines();
    expect(rows.map((line) => line[4])).toEqual(['22.00 ms', '20.00 ms', '16.00 ms']);
    expect(rows[2]!.at(-1)).toContain("machine's cores");
    await host.click('throughput');
    expect(asked('trend').at(-1)).toEqual({ record: 'a', op: 'read', metric: 'throughput' });
  });

  it('are named as text, whatever they are called', async () => {
    const { run, view } = recorded(HOSTILE, [
      record('a'),
      ...HOSTILE.map((name) => record(name, { tags: { [name]: name } })),
    ]);
    view.base.value = ['a', HOSTILE[0]!];
    view.fresh.value = [HOSTILE[1]!, HOSTILE[6]!];
    host.answers['comparison'] = {
      ...golden('comparison'),
      metrics: golden('comparison').metrics.map((one) => ({ ...one, operation: HOSTILE[0] })),
    };
    await host.show(<CompareTab run={run} view={view} />);
    expect(host.one('img')).toBeNull();
    expect(host.text).toContain('Worse elsewhere');
    await host.click(HOSTILE[0]!);
    expect(view.operation.value).toBe(HOSTILE[0]);
  });

  it('are shown where they were chosen last, whatever periods there are', async () => {
    const { run, view } = recorded();
    view.periods.value = [{ from: 1_000, to: 3_000 }];
    await host.show(<CompareTab run={run} view={view} />);
    expect(host.text).toContain('Last runs of the scenario');
    await host.click('Periods');
    expect(view.comparing.value).toBe('periods');
    expect(host.text).toContain('Now drag over the other one');
    expect(view.hash.value).toContain('compare=periods');
  });

  it('say why they are not compared', async () => {
    const { run, view } = recorded();
    view.base.value = ['a'];
    view.fresh.value = ['gone'];
    delete host.answers['comparison'];
    await host.show(<CompareTab run={run} view={view} />);
    expect(host.text).toContain('Not compared: no such endpoint');
  });
});

describe('layers', () => {
  const points = (...seconds: number[]) =>
    seconds.map((second) => ({
      ...golden('timeline-operation').data_points[0]!,
      timestamp: new Date(second * 1000).toISOString(),
      throughput: second,
    }));

  it('are on one axis of whole intervals since their begin', () => {
    const drawn = sinceBegin(
      [
        { start: 0, points: points(1, 2.1, 3) },
        { start: 100_000, points: points(101.4, 102.5, 104.45) },
      ],
      'throughput',
      1,
    );
    expect(drawn).toEqual([
      [1, 2, 3, 4],
      [1, 2.1, 3, null],
      [101.4, 102.5, null, 104.45],
    ]);
    expect(sinceBegin([], 'throughput', 1)).toEqual([[]]);
  });
});
