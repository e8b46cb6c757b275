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
    view.periods.value = [
      { from: 1000, to: 1500 },
      { from: 1600, to: 2000 },
    ];
    view.base.value = ['bench-20260118-153045-4711'];
    view.fresh.value = ['a', 'b'];
    view.comparing.value = 'periods';
    const copy = new View();
    copy.read(view.hash.value);
    expect(copy.hash.value).toBe(view.hash.value);
    expect(copy.operation.value).toBe('read & <b>#</b>');
    expect(copy.session.value).toBe('bench-20260118-153045-2');
    expect(copy.latencies.value).toBe('raw');
    expect(copy.range.value).toEqual({ from: 1000, to: 2000 });
    expect(copy.periods.value).toEqual(view.periods.value);
    expect(copy.base.value).toEqual(['bench-20260118-153045-4711']);
    expect(copy.fresh.value).toEqual(['a', 'b']);
    expect(copy.comparing.value).toBe('periods');
  });

  it('keeps the last two ranges that are to be compared, each once', () => {
    const view = new View();
    view.keepPeriod();
    expect(view.periods.value).toEqual([]);
    for (const from of [1, 2, 2, 3]) {
      view.range.value = { from, to: 9 };
      view.keepPeriod();
    }
    expect(view.periods.value.map(({ from }) => from)).toEqual([2, 3]);
    expect(view.comparing.value).toBe('periods');
    view.forgetRanges();
    expect([view.range.value, view.periods.value]).toEqual([null, []]);
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
    view.read('#tab=secrets&window=7&from=9&to=3&latency=guessed&periods=5,9-3,x-y&base=,&new=');
    expect(view.hash.value).toBe('');
  });
});
