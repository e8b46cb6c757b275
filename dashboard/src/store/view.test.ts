import { describe, expect, it } from 'vitest';
import { View } from './view';

describe('view', () => {
  it('comes back from its own link', () => {
    const view = new View();
    view.tab.value = 'operations';
    view.window.value = 'all';
    view.range.value = { from: 1000, to: 2000 };
    view.operation.value = 'read & <b>#</b>';
    view.compared.value = 'write';
    view.session.value = 'bench-20260118-153045-2';
    view.latencies.value = 'raw';
    const copy = new View();
    copy.read(view.hash.value);
    expect(copy.hash.value).toBe(view.hash.value);
    expect(copy.operation.value).toBe('read & <b>#</b>');
    expect(copy.session.value).toBe('bench-20260118-153045-2');
    expect(copy.latencies.value).toBe('raw');
    expect(copy.range.value).toEqual({ from: 1000, to: 2000 });
  });

  it('drops a range, which means nothing in another run, when it goes there', () => {
    const view = new View();
    view.range.value = { from: 1000, to: 2000 };
    view.show('bench-1');
    expect(view.hash.value).toBe('#session=bench-1');
    view.show(null);
    expect(view.hash.value).toBe('');
  });

  it('has no hash at its defaults', () => {
    expect(new View().hash.value).toBe('');
  });

  it('ignores what a link must not say', () => {
    const view = new View();
    view.read('#tab=secrets&window=7&from=9&to=3&latency=guessed');
    expect(view.hash.value).toBe('');
  });
});
