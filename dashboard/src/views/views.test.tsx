import { render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { golden } from '../../test/golden';
import { Board } from '../charts/board';
import { View } from '../store/view';
import { RangeBanner } from './banner';
import { Cards } from './cards';
import { Ended } from './ended';
import { Run } from '../store/run';
import { metrics, picture, status } from '../../test/documents';
import { MonitorCost } from './cost';
import { Operations } from './operations';
import { Header, StatusLine } from './header';
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
    const run = new Run();
    run.status.value = { ...status(), warnings: [HOSTILE] };
    run.replaced.value = HOSTILE;
    const shown = show(
      <>
        <Operations metrics={metrics(HOSTILE)} />
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
    expect(shown.textContent).toContain('5s of 5m 00s');
    expect(shown.textContent).toContain('1 %');
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
      memory: { ...measured.monitor.memory, given_up: [] },
      stream_dropped: 0,
    };
    const shown = show(<MonitorCost status={measured} coarse={null} />);
    const line = shown.querySelector('[data-testid="monitor-cost"]')!;
    expect(line.textContent).toBe('monitor: 31 ns/op · 0.30 % CPU · 2.1 MB · 0 dropped');
    expect(shown.querySelector('.lost')).toBeNull();
    const help = shown.querySelector('[role="tooltip"]')!;
    expect(help.textContent).toContain('12.50 ms');
    const described = shown.querySelector('[tabindex="0"]')!;
    expect(described.getAttribute('aria-describedby')).toBe(help.id);

    measured.monitor = { ...measured.monitor, ns_per_operation: null };
    render(<MonitorCost status={{ ...measured }} coarse={null} />, host);
    expect(line.textContent).toContain('monitor: – ns/op');
    expect(help.textContent).toContain('not measured yet');
  });

  it('warn of what the monitor has dropped or suppressed', () => {
    const lossy = status();
    lossy.monitor = { ...lossy.monitor, stream_dropped: 3, suppressed: 1200 };
    const shown = show(<MonitorCost status={lossy} coarse={null} />);
    const lost = [...shown.querySelectorAll('.lost')].map((one) => one.textContent);
    expect(lost).toEqual(['⚠ 3 dropped', '⚠ 1,200 suppressed']);
  });

  it('say that a range is shown, and go back', () => {
    const run = new Run();
    const view = new View();
    const shown = show(<RangeBanner run={run} view={view} />);
    expect(shown.textContent).toBe('');
    const from = Date.parse('2026-01-18T15:30:05.000Z');
    view.range.value = { from, to: from + 35_000 };
    const range = {
      from: '2026-01-18T15:30:05.000Z',
      to: '2026-01-18T15:30:40.000Z',
      intervals: 35,
    };
    run.ranged.value = { state: 'shown', metrics: { ...golden('metrics-range'), range } };
    render(<RangeBanner run={run} view={view} />, host);
    expect(shown.textContent).toContain(':30:05–');
    expect(shown.textContent).toContain('35s · 35 intervals, merged exactly');
    shown.querySelector<HTMLElement>('[data-testid="back"]')!.click();
    expect(view.range.value).toBeNull();
  });

  it('keep the figures of a run whose monitor is gone, and offer to save them', () => {
    const run = new Run();
    run.status.value = { ...status('s', 'failed'), reason: 'the program exited with 3' };
    run.connection.value = { state: 'live', transport: 'websocket' };
    run.formats.value = golden('export-formats').formats;
    const shown = show(<Ended run={run} />);
    expect(shown.textContent).toContain('The run has failed after 5s: the program exited with 3.');
    expect([...shown.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      'api/export?format=json',
      'api/export?format=csv',
      'api/export?format=hlog',
      'api/export?format=percentiles',
      'api/export?format=html',
    ]);
    run.connection.value = { state: 'lost', retryAt: 0 };
    render(<Ended run={run} />, host);
    expect(shown.querySelectorAll('a')).toHaveLength(0);
    expect(shown.querySelectorAll('button')).toHaveLength(2);
    render(<Ended run={new Run()} />, host);
    expect(shown.textContent).toBe('');
  });

  it('say that a run is a recorded one, and offer no control', () => {
    const run = new Run();
    run.connection.value = { state: 'live', transport: 'websocket' };
    run.status.value = golden('status-recorded');
    const shown = show(<Header run={run} live={null as never} />);
    const light = shown.querySelector('[data-testid=connection]')!;
    expect(light.textContent).toBe('Recorded run');
    expect(light.getAttribute('title')).toBe(run.status.value.recorded!.id);
    expect(shown.querySelectorAll('.control button')).toHaveLength(0);
    run.status.value = golden('status');
    render(<Header run={run} live={null as never} />, host);
    expect(shown.querySelector('[data-testid=connection]')!.textContent).toBe('Live');
  });

  it('offer only the control that the monitor takes', () => {
    const none = { pause: false, resume: false, stop: false };
    const shown = show(<StatusLine status={{ ...status(), control: none }} />);
    expect(shown.querySelectorAll('button')).toHaveLength(0);
    render(<StatusLine status={status()} />, host);
    const buttons = [...shown.querySelectorAll('.control > button')];
    expect(buttons.map((button) => button.textContent)).toEqual(['Pause', 'Stop']);
  });

  it('say how much of a planned run is left', () => {
    const shown = show(<StatusLine status={status()} />);
    expect(shown.textContent).toContain('4m 55s left');
    render(<StatusLine status={{ ...status(), elapsed_seconds: 301 }} />, host);
    expect(shown.textContent).toContain('1s over');
  });

  it('show the cards of a range without what is only known of now', () => {
    const run = new Run();
    run.take({ type: 'hello', sequence: 2, data: picture('s', [1, 2]) });
    const shown = show(<Cards board={new Board(run, new View())} />);
    expect(shown.textContent).toContain('Throughput now');
    expect(shown.querySelectorAll('svg')).toHaveLength(6);
    run.ranged.value = { state: 'shown', metrics: golden('metrics-range') };
    render(<Cards board={new Board(run, new View())} />, host);
    expect(shown.textContent).not.toContain('now');
    expect(shown.querySelector('[data-testid="operations"]')!.textContent).toBe('5');
    run.ranged.value = { state: 'failed', reason: 'gone' };
    render(<Cards board={new Board(run, new View())} />, host);
    expect(shown.querySelector('[data-testid="operations"]')!.textContent).toBe('–');
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
