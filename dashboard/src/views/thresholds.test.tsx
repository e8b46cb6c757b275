import { afterEach, describe, expect, it, vi } from 'vitest';
import { Host } from '../../test/host';
import { HOSTILE, judgedBy, status, threshold } from '../../test/documents';
import { golden } from '../../test/golden';
import { Board } from '../charts/board';
import { Readout } from '../charts/readout';
import { notices } from '../store/notices';
import type { Run } from '../store/run';
import { View } from '../store/view';
import { BrokenCard, Thresholds, marginOf, valueOf } from './thresholds';

const host = Host.forEach();
afterEach(() => (notices.value = 'off'));

const show = (run: Run, view = new View()) => host.show(<Thresholds run={run} view={view} />);
const card = (run: Run, view = new View()) => host.show(<BrokenCard run={run} view={view} />);

describe('the list of thresholds', () => {
  it('says of each where it stands, in words', async () => {
    await show(judgedBy(...golden('alerts').thresholds));
    const lines = host.lines().map((line) => line.slice(0, 7));
    expect(lines).toEqual([
      [
        'slowp99 of read < 50ms over 2s',
        '✕ broken',
        '83.00 ms',
        '< 50 ms',
        '66 % beyond',
        '83.00 ms',
        '6.0 s · 3 times',
      ],
      ['errors < 50%', '✓ ok', '25.00 %', '< 50 %', '50 % left', '25.00 %', 'never'],
      [
        'throughput > 1000/s for 1m after 10s',
        '… pending',
        '4.00 /s',
        '> 1,000 /s',
        '100 % beyond',
        '4.00 /s',
        'never',
      ],
      ['p99.9 < 1s', '? no data: 36 calls, judged from 20000 on', '–', '< 1 s', '–', '–', 'never'],
    ]);
    expect(host.all('tr.marked')).toHaveLength(1);
  });

  it('has limits as they were given', async () => {
    const share = threshold({ unit: '%', limit: 0.001 });
    const hour = threshold({ name: 'long', unit: 'ms', limit: 1500, comparison: '<=' });
    await show(judgedBy(share, hour));
    expect(host.lines().map((line) => line[3])).toEqual(['< 0.001 %', '<= 1.5 s']);
  });

  it('is not there without any', async () => {
    await show(judgedBy());
    expect(host.element.childElementCount).toBe(0);
  });

  it('takes a threshold without data for a failure when the run is over', async () => {
    const run = judgedBy(threshold({ state: 'no data', value: null, reason: 'no call' }));
    await show(run);
    expect(host.one('.state')!.classList.contains('serious')).toBe(false);
    run.status.value = status('s', 'completed');
    await host.settle();
    expect(host.one('.state')!.classList.contains('serious')).toBe(true);
  });

  it('is of the run, whatever range is shown', async () => {
    const view = new View();
    view.range.value = { from: 1, to: 2 };
    await show(judgedBy(threshold()), view);
    expect(host.one('h2')!.textContent).toBe('Thresholds of the run, not of the range');
  });

  it('writes names as text only', async () => {
    const all = HOSTILE.map((name, i) => threshold({ name, condition: `p${i} < 1s` }));
    await show(judgedBy(...all));
    expect(host.all('img')).toHaveLength(0);
    expect(host.all('tbody th > bdi').map((one) => one.textContent)).toEqual(HOSTILE);
  });

  it('asks for notifications when the button is pressed, and not before', async () => {
    const asked = vi.fn(async () => 'granted');
    vi.stubGlobal('Notification', { requestPermission: asked });
    const run = judgedBy(threshold());
    await show(run);
    expect(asked).not.toHaveBeenCalled();
    const pressed = () => host.one('button[aria-pressed]')!.getAttribute('aria-pressed');
    expect(pressed()).toBe('false');
    await host.click('Notify me');
    expect(asked).toHaveBeenCalledOnce();
    expect(pressed()).toBe('true');
    await host.click('Notify me');
    expect(pressed()).toBe('false');
    asked.mockResolvedValue('denied');
    await host.click('Notify me');
    expect(host.text).toContain('The browser does not allow it');
  });

  it('offers no notifications where nothing will happen', async () => {
    const run = judgedBy(threshold());
    run.status.value = status('s', 'completed');
    await show(run);
    expect(host.all('button[aria-pressed]')).toHaveLength(0);
    run.status.value = status('s');
    run.connection.value = { state: 'report' };
    await host.settle();
    expect(host.all('button[aria-pressed]')).toHaveLength(0);
  });
});

describe('the card of what is broken', () => {
  it('is there while a threshold is, with its value and since when', async () => {
    const run = judgedBy(threshold(), threshold({ name: 'fast', state: 'resolved' }));
    await card(run);
    expect(host.one('h2')!.textContent).toBe('✕ Broken');
    expect(host.all('li')).toHaveLength(1);
    expect(host.one('li')!.textContent).toMatch(
      /^83\.00 msslowp99 of read < 50ms over 2s, since \d\d:\d\d:55$/,
    );
    run.alerts.value = [threshold({ state: 'resolved' })];
    await host.settle();
    expect(host.element.childElementCount).toBe(0);
  });

  it('is read out when something breaks, and not with each value', async () => {
    const run = judgedBy(threshold());
    await card(run);
    const said = host.one('[role=alert]')!;
    expect(said.textContent).toBe('Broken: slow');
    run.alerts.value = [threshold({ value: 99 })];
    await host.settle();
    expect(host.one('li')!.textContent).toContain('99.00 ms');
    expect(host.one('[role=alert]')!.textContent).toBe('Broken: slow');
  });

  it('leads to the list from any other tab', async () => {
    const view = new View();
    const run = judgedBy(threshold());
    await card(run, view);
    expect(host.all('button')).toHaveLength(0);
    view.tab.value = 'log';
    await host.settle();
    await host.click('Show');
    expect(view.tab.value).toBe('overview');
  });

  it('has the first of many, and says how many more there are', async () => {
    await card(judgedBy(...['a', 'b', 'c', 'd', 'e'].map((name) => threshold({ name }))));
    expect(host.all('li')).toHaveLength(3);
    expect(host.text).toContain('and 2 more');
  });

  it('says that it was so at the end', async () => {
    const run = judgedBy(threshold());
    run.status.value = status('s', 'completed');
    await card(run);
    expect(host.one('h2')!.textContent).toBe('✕ Broken at the end');
  });
});

describe('the readout of a moment', () => {
  it('says what was broken in it', async () => {
    const run = judgedBy(threshold());
    const board = new Board(run, new View());
    const { end } = run.timeline;
    const at = (seconds: number) => new Date((end! + seconds) * 1000).toISOString();
    const { name, condition } = threshold();
    run.episodes.value = [{ name, condition, from: at(-0.5), until: at(-0.2) }];
    board.pointed.value = { time: end!, x: 0, y: 0, byKey: true, latency: null };
    await host.show(<Readout board={board} />);
    expect(host.one('.happened.broken')!.textContent).toBe('slow: broken');
    run.episodes.value = [{ name, condition, from: at(1), until: null }];
    await host.settle();
    expect(host.all('.happened.broken')).toHaveLength(0);
  });
});

describe('values and margins', () => {
  it('have the unit of their metric', () => {
    expect(valueOf({ unit: '1' }, 12)).toBe('12');
    expect(valueOf({ unit: '1' }, 1.25)).toBe('1.3');
    expect(valueOf({ unit: '%' }, 0.5)).toBe('0.50 %');
    expect(valueOf({ unit: '1/s' }, null)).toBe('–');
  });

  it('say on which side of the limit a value is', () => {
    expect(marginOf({ margin_percent: 4.44 })).toBe('4.4 % left');
    expect(marginOf({ margin_percent: -2500 })).toBe('2,500 % beyond');
    expect(marginOf({ margin_percent: null })).toBe('–');
  });
});
