import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { running, status } from '../../test/documents';
import { Host } from '../../test/host';
import { View } from '../store/view';
import { ExportMenu } from './export';

const host = Host.forEach();

describe('the export', () => {
  it('is of the shown range and operation', async () => {
    const view = new View();
    view.range.value = { from: 1000, to: 2000 };
    view.tab.value = 'operations';
    view.operation.value = 'a & b';
    await host.show(<ExportMenu run={running(['a & b'])} view={view} />);
    const links = host.all('a');
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'api/export?format=json&from=1000&to=2000&op=a+%26+b',
      'api/export?format=csv&from=1000&to=2000&op=a+%26+b',
      'api/export?format=hlog&from=1000&to=2000&op=a+%26+b',
      'api/export?format=percentiles&from=1000&to=2000&op=a+%26+b',
      'api/export?format=html&from=1000&to=2000&op=a+%26+b',
    ]);
    expect(links.every((link) => link.hasAttribute('download'))).toBe(true);
    await act(() => {
      view.tab.value = 'workers';
      view.range.value = null;
    });
    expect(host.one('a')!.getAttribute('href')).toBe('api/export?format=json');
  });

  it('closes by Escape and by a press elsewhere', async () => {
    await host.show(<ExportMenu run={running(['a'])} view={new View()} />);
    const menu = host.one<HTMLDetailsElement>('details')!;
    menu.open = true;
    menu.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(menu.open).toBe(false);
    menu.open = true;
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(menu.open).toBe(false);
  });

  it('is not there without a server', async () => {
    const run = running(['a']);
    run.status.value = status('s', 'failed');
    run.connection.value = { state: 'lost', retryAt: 0 };
    await host.show(<ExportMenu run={run} view={new View()} />);
    expect(host.text).toBe('');
  });
});
