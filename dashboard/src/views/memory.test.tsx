import { describe, expect, it } from 'vitest';
import { picture, running, status } from '../../test/documents';
import { Host } from '../../test/host';
import { Timeline } from '../store/timeline';
import { MonitorCost } from './cost';
import { givenUpText, memoryRows } from './memory';
import { SystemTab } from './system';

const host = Host.forEach();
const NONE = { limit_bytes: 6710886, parts: { cells: 1258291, stream: 0 }, given_up: [] };

describe('the memory of the monitor', () => {
  it('is shown with its limit and what is held', () => {
    const [limit, ...given] = memoryRows(NONE, null);
    expect(limit).toMatchObject({ value: '6.4 MB', what: 'cells 1.2 MB', bad: false });
    expect(given).toEqual([]);
    expect(givenUpText(NONE, null)).toBe('');
  });

  it('tells what was given up, and from when on the timeline is coarser', () => {
    const memory = { ...NONE, given_up: ['leases', 'timeline', 'names', 'more_to_come'] };
    const coarse = { before: new Date(2026, 0, 18, 14, 3, 10).toISOString(), seconds: 10.02 };
    const rows = memoryRows(memory, coarse);
    expect(rows[2]!.what).toBe('intervals before 14:03:10 are merged, to 10 s and more');
    expect(memoryRows(memory, { ...coarse, seconds: 0.8 })[2]!.what).toContain('to 0.8 s and more');
    expect(memoryRows(memory, { ...coarse, seconds: 725 })[2]!.what).toContain('to 12m 05s');
    expect(rows.map(({ bad }) => bad)).toEqual([false, false, false, true, false]);
    expect(rows[4]!.name).toBe('Given up: more_to_come');
    expect(givenUpText({ ...memory, given_up: ['timeline', 'names'] }, null)).toBe(
      'intervals are merged earlier; further operations are counted together, as “other”',
    );
  });

  it('is in the line and in the table of what the monitor costs', async () => {
    const run = running(['read']);
    const told = status();
    told.monitor = {
      ...told.monitor,
      bytes: 6.2 * 1048576,
      memory: { ...NONE, given_up: ['timeline'] },
    };
    run.status.value = told;
    run.timeline.coarse = { before: new Date(2026, 0, 18, 9, 30).toISOString(), seconds: 4 };
    await host.show(<SystemTab run={run} />);
    expect(host.text).toContain('intervals before 09:30:00 are merged, to 4 s and more');
    await host.show(<MonitorCost status={told} coarse={run.timeline.coarse} />);
    expect(host.text).toContain('6.2 MB of 6.4 MB · ⚠ 7 dropped');
    expect(host.text).toContain('at most 6.4 MB: intervals before 09:30:00 are merged');
  });

  it('knows the coarser part by the last document of the timeline', () => {
    const timeline = new Timeline();
    const { timeline: told } = picture('bench-1', [5, 6]);
    timeline.merge({ ...told, coarse_before: '2026-01-18T15:30:00.000Z', coarse_seconds: 8 });
    expect(timeline.coarse).toEqual({ before: '2026-01-18T15:30:00.000Z', seconds: 8 });
    timeline.merge(told);
    expect(timeline.coarse).toBeNull();
  });

  it('has an event once that a point tells of just after it', () => {
    const timeline = new Timeline();
    const { timeline: told } = picture('bench-1', [5, 6]);
    const stall = {
      timestamp: new Date(Date.UTC(2026, 0, 18, 15, 30, 4, 990)).toISOString(),
      kind: 'stall' as const,
      duration_ms: 9,
      text: 'stood still',
    };
    timeline.merge({ ...told, events: [stall] });
    timeline.merge({ ...told, events: [stall] });
    expect(timeline.events).toEqual([stall]);
  });
});
