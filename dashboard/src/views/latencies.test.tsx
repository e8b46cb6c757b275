import { describe, expect, it, vi } from 'vitest';
import { CORRECTED, corrected, point, running } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { Board } from '../charts/board';
import { latencies } from '../charts/figures';
import { Timeline } from '../store/timeline';
import { View } from '../store/view';
import { Cards } from './cards';
import { InstrumentationTab } from './instrumentation';
import { overTime } from './operation-charts';
import { OperationsTab } from './operations';

const drawn: string[][] = [];

vi.mock('../charts/static', () => ({
  StaticChart: (props: { title: string; lines: { label: string }[] }) => {
    drawn.push(props.lines.map(({ label }) => label));
    return <div role="img" aria-label={props.title} />;
  },
}));

const host = Host.forEach();
const ALL = { start: 0, end: 1 };

function timeline(): Timeline {
  const timeline = new Timeline();
  timeline.add({ ...point(1), corrected_p50: 11, corrected_p99: 33, corrected_max: 55 }, []);
  return timeline;
}

const heads = () => host.all('thead th').map((head) => head.textContent!.trim());

describe('corrected latencies', () => {
  it('are lines beside the raw ones, instead of them, or not there', () => {
    const labels = (kind: 'raw' | 'corrected' | 'both') =>
      latencies(timeline(), ALL, kind).map(({ label }) => label);
    expect(labels('raw')).toEqual(['p50', 'p90', 'p99', 'p99.9', 'max']);
    expect(labels('corrected')).toContain('p99.9 corrected');
    expect(labels('both')).toEqual([
      'p50 raw',
      'p99 raw',
      'max raw',
      'p50 corrected',
      'p99 corrected',
      'max corrected',
    ]);
    const both = latencies(timeline(), ALL, 'both');
    expect(both.map(({ values }) => values[0])).toEqual([1, 3, 5, 11, 33, 55]);
    expect(both.map(({ dash }) => dash ?? false).slice(2, 4)).toEqual([false, true]);
    expect(both[1]!.color).toBe(both[4]!.color);
  });

  it('are chosen only where a rule corrects any', async () => {
    await host.show(<OperationsTab run={running(['read'])} view={new View()} />);
    expect(host.one('[aria-label="Latencies shown"]')).toBeNull();
    expect(heads().some((head) => head.includes('corrected'))).toBe(false);
  });

  it('have columns of their own, which are empty for an operation without a rule', async () => {
    const view = new View();
    await host.show(<OperationsTab run={corrected(['read', 'write'], ['read'])} view={view} />);
    expect(heads()).toEqual(expect.arrayContaining(['p99', 'p99 corrected']));
    const at = heads().indexOf('p99 corrected');
    expect(host.lines().map((line) => line[at])).toEqual(['123.0 ms', '–']);
    await host.click('Corrected');
    expect(view.latencies.value).toBe('corrected');
    expect(heads()).not.toContain('p99');
    expect(heads()).toContain('p95 corrected');
    await host.click('Raw');
    expect(heads().some((head) => head.includes('corrected'))).toBe(false);
  });

  it('stand on the cards beside the raw ones', async () => {
    const view = new View();
    const board = new Board(corrected(['read']), view);
    await host.show(<Cards board={board} />);
    const raw = host.one('[data-testid="p99"]')!.textContent;
    expect(host.one('.cards')!.textContent).toContain('p99 raw');
    expect(host.one('.cards')!.textContent).toContain('corrected 123.0 ms');
    view.latencies.value = 'corrected';
    await host.settle();
    expect(host.one('[data-testid="p99"]')!.textContent).toBe('123.0 ms');
    expect(host.one('.cards')!.textContent).toContain(`raw ${raw}`);
  });

  it('are on no card where only some operations have a rule', async () => {
    const board = new Board(corrected(['read', 'write'], ['read']), new View());
    await host.show(<Cards board={board} />);
    expect(host.one('.cards')!.textContent).not.toContain('corrected');
  });

  it('are asked for beside those of the operation, with the rule below the figures', async () => {
    host.answers = {
      'metrics/timeline': golden('timeline-operation'),
      percentiles: golden('percentiles'),
      heatmap: golden('heatmap'),
    };
    const view = new View();
    view.operation.value = 'read';
    drawn.length = 0;
    await host.show(<OperationsTab run={corrected(['read'])} view={view} />);
    expect(host.query('percentiles')).toEqual({ op: 'read', latency: 'corrected' });
    expect(host.one('.rule')!.textContent).toContain(CORRECTED.rule);
    expect(host.one('.figures')!.textContent).toContain('p99 corrected123.0 ms');
    expect(drawn).toContainEqual(['p50 raw', 'p99 raw', 'p50 corrected', 'p99 corrected']);
    expect(drawn).toContainEqual(['read raw', 'read corrected']);
  });

  it('are gaps where a point has none', () => {
    const points = [
      { ...golden('timeline-operation').data_points[0]!, timestamp: '2026-01-18T15:30:00Z' },
      {
        ...golden('timeline-operation').data_points[0]!,
        timestamp: '2026-01-18T15:30:05Z',
        corrected_p99: 7,
      },
    ];
    expect(overTime([points], ['corrected_p99'])[1]).toEqual([null, 7]);
  });

  it('have their rule among the patterns, with the calls that told no planned start', async () => {
    const run = running(['read']);
    const document = golden('instrumentation');
    const [first] = document.patterns;
    const rule = 'intended=arg:1,intended.unit=ns';
    const method = { ...first!.methods[0]!, without_planned_start: 7 };
    run.instrumentation.value = {
      ...document,
      patterns: [{ ...first!, correction: rule, methods: [method] }],
    };
    await host.show(<InstrumentationTab run={run} />);
    expect(host.text).toContain(rule);
    expect(host.text).toContain('7 without a planned start');
  });
});
