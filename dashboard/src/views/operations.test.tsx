import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { LATENCY, point, running } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { Timeline } from '../store/timeline';
import { View } from '../store/view';
import { OperationsTab } from './operations';
import { path, sparkline } from './spark';

vi.mock('../charts/static', () => ({
  StaticChart: (props: { title: string }) => <div role="img" aria-label={props.title} />,
}));

const host = Host.forEach();

describe('operations', () => {
  it('are sorted by what is clicked', async () => {
    await host.show(<OperationsTab run={running(['b', 'c', 'a'])} view={new View()} />);
    expect(host.lines().map(([name]) => name)).toEqual(['b', 'c', 'a']);
    await host.click('Count');
    expect(host.lines().map(([name]) => name)).toEqual(['a', 'c', 'b']);
    await host.click('Operation');
    expect(host.lines().map(([name]) => name)).toEqual(['a', 'b', 'c']);
    await host.click('Operation');
    expect(host.lines().map(([name]) => name)).toEqual(['c', 'b', 'a']);
  });

  it('have their share of all calls', async () => {
    await host.show(<OperationsTab run={running(['a', 'b'])} view={new View()} />);
    expect(host.lines().map((line) => line[2])).toEqual(['9.09 %', '90.91 %']);
  });

  it('have a p99.9 that is marked when too few calls are behind it', async () => {
    const run = running(['a']);
    const few = { ...LATENCY, count: 999 };
    const { a } = run.metrics.value!.by_operation;
    run.metrics.value = { ...run.metrics.value!, by_operation: { a: { ...a!, latency: few } } };
    await host.show(<OperationsTab run={run} view={new View()} />);
    expect(host.one('.few')!.getAttribute('title')).toContain('999 samples');
    await act(() => {
      const enough = { ...LATENCY, count: 1000 };
      run.metrics.value = {
        ...run.metrics.value!,
        by_operation: { a: { ...a!, latency: enough } },
      };
    });
    expect(host.one('.few')).toBeNull();
  });

  it('open by a click on the line or by their button, and lead back', async () => {
    const view = new View();
    await host.show(<OperationsTab run={running(['read', 'write'])} view={view} />);
    await host.click('write');
    expect(view.operation.value).toBe('write');
    await host.settle();
    expect(host.one('h2')!.textContent).toBe('write');
    await host.click('← All');
    expect(view.operation.value).toBeNull();
    const line = host.one('tbody tr')!;
    await act(() => line.click());
    expect(view.operation.value).toBe('read');
  });

  it('live with a range, which has no current interval', async () => {
    const run = running(['read']);
    run.ranged.value = { state: 'shown', metrics: golden('metrics-range') };
    await host.show(<OperationsTab run={run} view={new View()} />);
    expect(host.lines()[0]![3]).toBe('–');
  });

  it('have a line of their newest throughput', () => {
    const timeline = new Timeline();
    for (let i = 1; i <= 200; i++) {
      const one = { throughput: i, errors: 0, latency_p50: null, latency_p99: null };
      timeline.add({ ...point(i), by_operation: { a: one } }, []);
    }
    const line = sparkline(timeline, 'a');
    expect(line).toHaveLength(120);
    expect([line[0], line.at(-1)]).toEqual([81, 200]);
    expect(sparkline(timeline, 'b')).toEqual([]);
    expect(path([0, 10, null, 5], 30, 12)).toBe('M0.0 11.0L10.0 1.0M30.0 6.0');
    expect(path([])).toBe('');
  });
});
