import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { running } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { LogTab, contextText, found } from './log';

const host = Host.forEach();

describe('the log', () => {
  const entry = (message: string, level = 'info') => ({
    ...golden('logs').logs[0]!,
    level,
    message,
    context: { port: 9090, host: 'here' },
  });

  it('is asked for from a level on and searched here', async () => {
    host.answers['logs'] = { logs: [entry('listening'), entry('slow', 'warn')] };
    await host.show(<LogTab run={running([])} />);
    expect(host.query('logs')).toEqual({ level: 'info', limit: '500' });
    expect(host.text).toContain('2 of 2');
    expect(host.text).toContain('port=9090 host=here');
    await host.type('SLOW');
    expect(host.all('.log li')).toHaveLength(1);
    await host.choose(host.one<HTMLSelectElement>('select')!, 'debug');
    expect(host.query('logs')['level']).toBe('debug');
  });

  it('is followed until one scrolls up, and again when told', async () => {
    host.answers['logs'] = { logs: [entry('a')] };
    await host.show(<LogTab run={running([])} />);
    const list = host.one('.log')!;
    let height = 1000;
    Object.defineProperty(list, 'scrollHeight', { get: () => height });
    Object.defineProperty(list, 'clientHeight', { get: () => 200 });
    await act(() => {
      list.scrollTop = 100;
      list.dispatchEvent(new Event('scroll'));
    });
    expect(host.text).toContain('Follow the newest');
    host.answers['logs'] = { logs: [entry('a'), entry('b')] };
    height = 1100;
    await host.settle(2_001);
    expect(host.all('.log li')).toHaveLength(2);
    expect(list.scrollTop).toBe(100);
    await host.click('↓');
    expect(list.scrollTop).toBe(1100);
    expect(host.text).not.toContain('Follow the newest');
  });

  it('finds in message, level and context', () => {
    const all = [entry('one'), entry('two', 'error')];
    expect(found(all, 'ERROR')).toHaveLength(1);
    expect(found(all, 'port=9090')).toHaveLength(2);
    expect(found(all, ' ')).toBe(all);
    expect(contextText({ on: true, of: 'it', port: 1 })).toBe('on=true of=it port=1');
  });

  it('says why it has none', async () => {
    await host.show(<LogTab run={running([])} />);
    expect(host.text).toContain('Not up to date: no such endpoint');
  });
});
