import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { anError, errorType, running } from '../../test/documents';
import { Host } from '../../test/host';
import { type Run } from '../store/run';
import { View } from '../store/view';
import { ErrorsTab } from './errors';

const host = Host.forEach();

describe('errors', () => {
  const document = (total: number) => ({
    total_errors: total,
    by_type: [
      errorType('Timeout', total - 10, { read: total - 12, write: 2 }),
      errorType('Conflict', 10, { write: 10 }),
    ],
    recent_errors: [],
    not_sampled: 0,
  });
  const items = () => host.all('.recent li').map((item) => item.querySelector('b')?.textContent);

  function failing(): Run {
    const run = running(['read', 'write']);
    run.errors.value = document(100);
    run.recentErrors.value = [anError(5), anError(4, { type: 'Conflict', operation: 'write' })];
    return run;
  }

  it('are shown by type with their counts', async () => {
    await host.show(<ErrorsTab run={failing()} view={new View()} />);
    expect(host.lines()[0]!.slice(0, 3)).toEqual(['Timeout', '90', '90.00 %']);
    expect(host.lines()[0]![5]).toBe('read 88, write 2');
    expect(items()).toEqual(['Timeout', 'Conflict']);
  });

  it('are filtered by type, operation and text', async () => {
    await host.show(<ErrorsTab run={failing()} view={new View()} />);
    const [types, operations] = host.all<HTMLSelectElement>('select');
    await host.choose(operations!, 'write');
    expect(host.query('errors')).toEqual({ limit: '200', operation: 'write' });
    expect(host.lines().map((line) => line.slice(0, 3))).toEqual([
      ['Timeout', '2', '16.67 %'],
      ['Conflict', '10', '83.33 %'],
    ]);
    expect(items()).toEqual(['Conflict']);
    await host.choose(types!, 'Conflict');
    expect(host.query('errors')).toEqual({ limit: '200', type: 'Conflict', operation: 'write' });
    expect(host.lines()).toHaveLength(1);
    await host.choose(types!, '');
    await host.choose(operations!, '');
    await host.type('MESSAGE 5');
    expect(items()).toEqual(['Timeout']);
    expect(host.text).toContain('No error matches');
  });

  it('that came since the question are before those of the answer', async () => {
    const run = failing();
    host.answers['errors'] = { ...document(100), recent_errors: [anError(4, { type: 'Asked' })] };
    await host.show(<ErrorsTab run={run} view={new View()} />);
    expect(items()).toEqual(['Timeout', 'Asked']);
  });

  it('can be held, counting exactly what comes meanwhile', async () => {
    const run = failing();
    await host.show(<ErrorsTab run={run} view={new View()} />);
    await host.click('Hold');
    await act(() => {
      run.recentErrors.value = [anError(6, { type: 'New' }), ...run.recentErrors.value];
      run.errors.value = document(142);
    });
    expect(items()).toEqual(['Timeout', 'Conflict']);
    expect(host.text).toContain('held, 42 came meanwhile');
    await host.click('Hold');
    expect(items()).toEqual(['New', 'Timeout', 'Conflict']);
    expect(host.text).not.toContain('meanwhile');
  });

  it('say that they are not those of a range', async () => {
    const view = new View();
    view.range.value = { from: 1, to: 2 };
    await host.show(<ErrorsTab run={running(['read'])} view={view} />);
    expect(host.text).toContain('whole run');
    expect(host.text).toContain('No errors');
  });
});
