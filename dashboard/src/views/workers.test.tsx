import { render } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import { running, status, worker, workersPage } from '../../test/documents';
import { Host } from '../../test/host';
import { FIRST, workersQuery } from './worker-table';
import { WorkersTab } from './workers';

const host = Host.forEach();

describe('workers', () => {
  const many = Array.from({ length: 100 }, (_, i) => worker(`worker-${i}`));
  const counts = { total_workers: 10_000, active_workers: 9_000, idle_workers: 990 };

  it('are paged by the server', async () => {
    const run = running(['read']);
    host.answers['workers'] = workersPage(many, { ...counts, matching: 250 });
    await host.show(<WorkersTab run={run} />);
    expect(host.query('workers')).toEqual({ limit: '100', offset: '0' });
    expect(host.lines()).toHaveLength(100);
    expect(host.one('nav')!.textContent).toContain('1 to 100 of 250');
    await host.click('Last');
    expect(host.query('workers')['offset']).toBe('200');
    await host.click('Previous');
    expect(host.query('workers')['offset']).toBe('100');
    await host.click('First');
    expect(host.query('workers')['offset']).toBe('0');
  });

  it('are sorted by the server, from the first page on', async () => {
    host.answers['workers'] = workersPage(many, { ...counts, matching: 250 });
    await host.show(<WorkersTab run={running(['read'])} />);
    await host.click('Next');
    await host.click('for');
    expect(host.query('workers')).toEqual({ limit: '100', offset: '0', sort: '-age' });
    await host.click('for');
    expect(host.query('workers')['sort']).toBe('age');
    await host.click('Worker');
    expect(host.query('workers')['sort']).toBe('id');
  });

  it('are searched once the typing has stopped', async () => {
    host.answers['workers'] = workersPage(many, { ...counts, matching: 250 });
    await host.show(<WorkersTab run={running(['read'])} />);
    const before = host.asked.length;
    await host.type(' pool-1 ');
    expect(host.query('workers')).toEqual({ limit: '100', offset: '0', search: 'pool-1' });
    expect(host.asked.length - before).toBe(1);
    await host.click('Idle');
    expect(host.query('workers')['status']).toBe('idle');
  });

  it('ask only for what an agent knows while nothing else is wanted', () => {
    expect(workersQuery(FIRST)).toEqual({
      limit: 100,
      offset: 0,
      sort: null,
      search: null,
      status: null,
    });
  });

  it('that are stuck are marked by a sign and a word', async () => {
    host.answers['workers'] = workersPage([worker('w', { stuck: true }), worker('v')], {
      stuck_workers: 1,
    });
    await host.show(<WorkersTab run={running(['read'])} />);
    expect(host.lines()[0]![2]).toBe('⚠ stuck');
    expect(host.lines()[1]![2]).toBe('active');
    expect(host.one('td .stuck')!.getAttribute('title')).toContain('20.00 ms');
  });

  it('stay while the next page comes, marked as busy, and are those of the live run at first', async () => {
    const run = running(['read']);
    run.workers.value = workersPage([worker('first')], { matching: 300 });
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    await host.show(<WorkersTab run={run} />);
    expect(host.lines()[0]![0]).toBe('first');
    expect(host.one('table')!.getAttribute('aria-busy')).toBe('true');
  });

  it('are asked for once: a question that is replaced is broken off', async () => {
    const signals: AbortSignal[] = [];
    vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    await host.show(<WorkersTab run={running(['read'])} />);
    await host.click('Idle');
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    render(null, host.element);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it('are not asked for while nobody can see them, and at once when somebody can', async () => {
    let hidden = true;
    const property = vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
    await host.show(<WorkersTab run={running(['read'])} />);
    await host.settle(20_000);
    expect(host.asked).toEqual([]);
    hidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(host.asked).toHaveLength(1);
    property.mockRestore();
  });

  it('are not asked for once the run and its server are gone', async () => {
    const run = running(['read']);
    run.status.value = status('s', 'completed');
    run.connection.value = { state: 'lost', retryAt: 0 };
    await host.show(<WorkersTab run={run} />);
    await host.settle(20_000);
    expect(host.asked).toEqual([]);
  });

  it('say that there are none', async () => {
    host.answers['workers'] = workersPage([]);
    await host.show(<WorkersTab run={running(['read'])} />);
    expect(host.text).toContain('No thread has begun an operation yet');
    expect(host.text).toContain('none of 0');
    await host.type('nobody');
    expect(host.text).toContain('No worker matches');
  });
});
