import { describe, expect, it } from 'vitest';
import { running, status } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { FIELDS, costRows } from './monitor-cost';
import { System, SystemTab, pauses } from './system';

const host = Host.forEach();

describe('the system', () => {
  it('is shown with the program that runs on it', async () => {
    await host.show(<SystemTab run={running(['read'])} />);
    expect(host.text).toContain('G1 Young Generation12 in 141.0 ms');
    expect(host.text).toContain('120 live, 12 of them daemons, 125 at the peak');
    expect(host.text).toContain('4,200 loaded');
    expect(host.text).toContain('2m 10s');
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
    run.system.value = small;
    await host.show(<SystemTab run={run} />);
    const facts = host.all('dl.facts > div').map((item) => item.textContent);
    expect(facts).toContain('CPU of the process–');
    expect(facts).toContain('CPU of the machine– of 2 cores');
    expect(facts).toContain('Heap1.0 MB used, 2.0 MB committed');
    expect(facts).toContain('Garbage collections–');
    expect(facts).toContain('Threads–');
    await host.show(<System system={small} status={status()} coarse={null} />);
    expect(host.text).toContain('GC –');
    expect(host.text).not.toMatch(/null|NaN|undefined/);
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

  it('tells all of what the monitor costs', () => {
    const { monitor } = golden('status');
    const { clock: _clock, memory: _memory, ...figures } = monitor;
    expect(FIELDS.map(([key]) => key).sort()).toEqual(Object.keys(figures).sort());
    const rows = costRows({ ...monitor, suppressed: 2, clamped: 0 }, null);
    expect(rows.find((row) => row.name === 'Suppressed')).toMatchObject({ value: '2', bad: true });
    expect(rows.find((row) => row.name === 'Clamped')).toMatchObject({ value: '0', bad: false });
    expect(rows.find((row) => row.name === 'Clock')?.value).toBe('nanotime');
  });
});
