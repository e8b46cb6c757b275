import { describe, expect, it } from 'vitest';
import { HOSTILE, point, running } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { Board } from '../charts/board';
import { stoodOut } from '../charts/findings';
import { Readout } from '../charts/readout';
import type { Finding } from '../api/types';
import { View } from '../store/view';
import { Findings } from './findings';

const host = Host.forEach();

const finding = (part: Partial<Finding> = {}): Finding => ({
  ...golden('findings').findings.find((one) => one.figure === 'p99')!,
  ...part,
});

async function show(findings: Finding[] | null, view = new View()) {
  const run = running(['read']);
  run.findings.value = findings;
  await host.show(<Findings run={run} view={view} />);
  return { run, view };
}

describe('what stands out', () => {
  it('is said in words, the strongest first', async () => {
    await show(golden('findings').findings);
    expect(host.all('li > span').map((one) => one.textContent)).toEqual([
      'errors of read rose from 0 % to 20.00 % and has not come back; no other operation',
      'p99 of read rose from 13.00 ms to 85.00 ms for 3.0 s; no other operation',
    ]);
  });

  it('names operations as text', async () => {
    await show(HOSTILE.map((operation) => finding({ operation, with: [operation] })));
    expect(host.one('img')).toBeNull();
    expect(host.all('li .name').map((one) => one.textContent)).toEqual(HOSTILE);
  });

  it('is not there before it is known, nor where there is nothing', async () => {
    await show(null);
    expect(host.text).toBe('');
    await show([]);
    expect(host.text).toBe('');
    const view = new View();
    view.range.value = { from: 1, to: 2 };
    await show([], view);
    expect(host.text).toContain('Nothing: all figures are as they were before it');
  });

  it('shows its moment in the charts', async () => {
    const at = Date.parse(point(1).timestamp);
    const time = (ms: number) => new Date(at + ms).toISOString();
    const { view } = await show([finding({ from: time(500), until: time(1500) })]);
    await host.click(host.one('li button')!.textContent!);
    expect(view.range.value).not.toBeNull();
  });

  it('is cut to the strongest', async () => {
    await show(Array.from({ length: 12 }, (_, i) => finding({ operation: `o${i}` })));
    expect(host.all('li')).toHaveLength(8);
    expect(host.text).toContain('and 4 weaker ones');
  });

  it('is marked in the chart of its figure, and told under the cursor', async () => {
    const { from, until } = finding();
    const all = [finding(), finding({ figure: 'throughput', operation: 'write' })];
    expect(stoodOut(all, 'latency')).toEqual([
      { at: Date.parse(from) / 1000, end: Date.parse(until) / 1000 },
    ]);
    expect(stoodOut(all, 'heap')).toEqual([]);
    expect(stoodOut(null, 'latency')).toEqual([]);

    const run = running(['read']);
    const begin = Date.parse(point(2).timestamp);
    const inside = {
      from: new Date(begin - 9e3).toISOString(),
      until: new Date(begin + 9e3).toISOString(),
    };
    run.findings.value = [finding(inside), finding({ ...inside, from: inside.until })];
    const board = new Board(run, new View());
    board.pointed.value = { time: begin / 1000, x: 0, y: 0, byKey: false, latency: null };
    await host.show(<Readout board={board} />);
    expect(host.all('.happened.finding').map((one) => one.textContent)).toEqual([
      'p99 of read stands out',
    ]);
  });
});
