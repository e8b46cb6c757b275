import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Run } from '../store/run';
import { metrics, picture, status } from '../test-data';
import { MonitorCost } from './cost';
import { Errors } from './errors';
import { Operations } from './operations';
import { StatusLine } from './header';
import { Table, sorted } from './table';
import { Warnings } from './warnings';

const HOSTILE = '<img src=x onerror="alert(1)"></script>\u2028\u202e\ud800';

let host: HTMLElement;

function show(view: preact.ComponentChild): HTMLElement {
  host = document.createElement('div');
  document.body.append(host);
  render(view, host);
  return host;
}

afterEach(() => {
  render(null, host);
  host.remove();
});

describe('views', () => {
  it('write hostile names as text only', () => {
    const errors = picture('s', []).errors;
    errors.by_type.push({
      type: HOSTILE,
      count: 1,
      percentage: 100,
      sample_message: HOSTILE,
      first_seen: '',
      last_seen: '',
      operations: {},
    });
    const event = {
      timestamp: '2026-01-18T15:30:57.000Z',
      type: HOSTILE,
      message: HOSTILE,
      operation: HOSTILE,
      worker_id: HOSTILE,
    };
    const run = new Run();
    run.status.value = { ...status(), warnings: [HOSTILE] };
    run.replaced.value = HOSTILE;
    const shown = show(
      <>
        <Operations metrics={metrics(HOSTILE)} />
        <Errors errors={errors} metrics={metrics()} recent={[event]} />
        <Warnings run={run} />
      </>,
    );
    expect(shown.querySelector('img')).toBeNull();
    expect(shown.querySelector('script')).toBeNull();
    expect(shown.textContent).toContain('<img src=x onerror="alert(1)">');
  });

  it('show the progress of a planned run', () => {
    const shown = show(<StatusLine status={status()} />);
    expect(shown.textContent).toContain('Running');
    expect(shown.textContent).toContain('12s of 1m 00s');
    expect(shown.textContent).toContain('20 %');
  });

  it('say how a run has ended', () => {
    const shown = show(
      <StatusLine status={{ ...status('s', 'failed'), reason: 'the program exited with 3' }} />,
    );
    expect(shown.textContent).toContain('Failed');
    expect(shown.textContent).toContain('the program exited with 3');
  });

  it('sort a table by any column, both ways', () => {
    const rows = [{ n: 2 }, { n: 10 }, { n: 1 }];
    const column = {
      name: 'n',
      cell: (row: { n: number }) => row.n,
      value: (row: { n: number }) => row.n,
    };
    expect(sorted(rows, column, false).map((row) => row.n)).toEqual([1, 2, 10]);
    expect(sorted(rows, column, true).map((row) => row.n)).toEqual([10, 2, 1]);
    expect(sorted(rows, undefined, true)).toBe(rows);
    expect(rows[0]!.n).toBe(2);
  });

  it('say what the monitor costs, with a dash where it is not measured yet', () => {
    const measured = status();
    measured.monitor = {
      ...measured.monitor,
      ns_per_operation: 31.4,
      operations_cost_ms: 12.5,
      operations_cpu_percent: 0.1,
      threads_cpu_percent: 0.3,
      bytes: 2.1 * 1048576,
    };
    const shown = show(<MonitorCost status={measured} />);
    const line = shown.querySelector('[data-testid="monitor-cost"]')!;
    expect(line.textContent).toBe('monitor: 31 ns/op · 0.30 % CPU · 2.1 MB · 0 dropped');
    expect(shown.querySelector('.lost')).toBeNull();
    const help = shown.querySelector('[role="tooltip"]')!;
    expect(help.textContent).toContain('12.50 ms');
    const described = shown.querySelector('[tabindex="0"]')!;
    expect(described.getAttribute('aria-describedby')).toBe(help.id);

    render(<MonitorCost status={status()} />, host);
    expect(line.textContent).toContain('monitor: – ns/op');
    expect(help.textContent).toContain('not measured yet');
  });

  it('warn of what the monitor has dropped or suppressed', () => {
    const lossy = status();
    lossy.monitor = { ...lossy.monitor, stream_dropped: 3, suppressed: 1200 };
    const shown = show(<MonitorCost status={lossy} />);
    const lost = [...shown.querySelectorAll('.lost')].map((one) => one.textContent);
    expect(lost).toEqual(['⚠ 3 dropped', '⚠ 1,200 suppressed']);
  });

  it('say that a table is empty', () => {
    const shown = show(
      <Table
        label="t"
        columns={[{ name: 'n', cell: () => 1 }]}
        rows={[]}
        id={() => ''}
        empty="None yet"
      />,
    );
    expect(shown.textContent).toContain('None yet');
  });
});
