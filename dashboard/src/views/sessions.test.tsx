import { render, type ComponentChild } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { golden } from '../../test/golden';
import { viewed } from '../api/session';
import type { ListedRun, SessionList } from '../api/types';
import { Run } from '../store/run';
import { Sessions } from '../store/sessions';
import { View } from '../store/view';
import { status } from '../../test/documents';
import { Ended } from './ended';
import { EndedRunBanner, NotShown, Replaced, SessionChooser } from './sessions';

const HOSTILE = '<img src=x onerror="alert(1)">\u202e';

let host: HTMLElement;

function show(view: ComponentChild): HTMLElement {
  host = document.createElement('div');
  document.body.append(host);
  render(view, host);
  return host;
}

afterEach(() => {
  render(null, host);
  host.remove();
  viewed.value = null;
});

function listed(id: string, current = false): ListedRun {
  return {
    session_id: id,
    status: current ? 'running' : 'failed',
    start_time: '2026-01-18T15:30:45.000Z',
    end_time: null,
    elapsed_seconds: 1,
    operations: 12_345,
    errors: current ? 0 : 7,
    current,
  };
}

const EMPTY: SessionList = { sessions: [], others: [] };

function props(list: SessionList = EMPTY) {
  const run = new Run();
  run.status.value = status('bench-2');
  const view = new View();
  const past = { forget() {}, before: async () => {} };
  const sessions = new Sessions(run, view, async () => list as never, past);
  sessions.list.value = list;
  sessions.live.value = { id: 'bench-2', status: 'running' };
  return { run, view, sessions };
}

describe('the chooser of runs', () => {
  it('is not there where there is nothing to choose', () => {
    const one = { sessions: [listed('bench-2', true)], others: [] };
    expect(show(<SessionChooser {...props(one)} />).textContent).toBe('');
  });

  it('lists the runs with their state, and goes to one', () => {
    const given = props({ sessions: [listed('bench-2', true), listed('bench-1')], others: [] });
    const shown = show(<SessionChooser {...given} />);
    expect(shown.querySelector('summary')!.textContent).toBe('2 runs');
    const [current, ended] = [...shown.querySelectorAll('button')];
    expect(current!.getAttribute('aria-current')).toBe('true');
    expect(ended!.textContent).toContain('bench-1Failed');
    expect(ended!.textContent).toContain('12,345 operations · 7 errors');
    ended!.click();
    expect(given.view.session.value).toBe('bench-1');
    current!.click();
    expect(given.view.session.value).toBeNull();
  });

  it('leads to the other programs, whose names are only text, and to nothing but pages', () => {
    const others = [
      { pid: 7, url: 'http://localhost:9091/', main_class: '/opt/x/runner.jar', session_id: 'b-7' },
      { pid: 8, url: 'javascript:alert(1)', main_class: HOSTILE, session_id: null },
    ];
    const shown = show(
      <SessionChooser {...props({ sessions: [listed('bench-2', true)], others })} />,
    );
    expect(shown.querySelector('summary')!.textContent).toBe('2 other JVMs');
    const links = [...shown.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['http://localhost:9091/']);
    expect(links[0]!.textContent).toContain('runner.jar');
    expect(links[0]!.textContent).toContain('pid 7 · b-7');
    expect(shown.querySelector('img')).toBeNull();
    expect(shown.textContent).toContain(HOSTILE);
  });
});

describe('an ended run', () => {
  it('is said to be one, with a way to the live one', () => {
    const given = props();
    const shown = show(<EndedRunBanner {...given} />);
    expect(shown.textContent).toBe('');
    given.run.status.value = status('bench-1', 'completed');
    given.view.session.value = 'bench-1';
    viewed.value = 'bench-1';
    render(<EndedRunBanner {...given} />, host);
    expect(shown.textContent).toContain('You see an ended run, bench-1 of');
    expect(shown.textContent).toContain('The live one is bench-2 (running).');
    shown.querySelector('button')!.click();
    expect(given.view.session.value).toBeNull();
  });

  it('is the one that is saved', () => {
    const { run } = props();
    run.formats.value = golden('export-formats').formats;
    run.status.value = status('bench-1', 'completed');
    viewed.value = 'bench-1';
    const links = [...show(<Ended run={run} />).querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'api/export?session=bench-1&format=json',
      'api/export?session=bench-1&format=csv',
      'api/export?session=bench-1&format=hlog',
      'api/export?session=bench-1&format=percentiles',
      'api/export?session=bench-1&format=html',
    ]);
  });

  it('can be gone back to when another one has taken its place', () => {
    const given = props({ sessions: [listed('bench-2', true), listed('bench-1')], others: [] });
    given.run.replaced.value = 'bench-1';
    const shown = show(<Replaced {...given} />);
    expect(shown.textContent).toContain('Another run has begun: this is session bench-2; bench-1');
    shown.querySelector('button')!.click();
    expect(given.view.session.value).toBe('bench-1');
  });

  it('is gone with its program when that was started again', () => {
    const given = props({ sessions: [listed('bench-2', true)], others: [] });
    given.run.replaced.value = HOSTILE;
    const shown = show(<Replaced {...given} />);
    expect(shown.textContent).toContain('The program was started again');
    expect(shown.querySelector('img')).toBeNull();
    const buttons = [...shown.querySelectorAll('button')];
    expect(buttons.map((button) => button.textContent)).toEqual(['Understood']);
    buttons[0]!.click();
    expect(given.run.replaced.value).toBeNull();
  });

  it('that is not there is said to be so until that is understood', () => {
    const { sessions } = props();
    sessions.refusal.value = HOSTILE;
    const shown = show(<NotShown sessions={sessions} />);
    expect(shown.textContent).toContain(HOSTILE);
    shown.querySelector('button')!.click();
    expect(sessions.refusal.value).toBeNull();
  });
});
