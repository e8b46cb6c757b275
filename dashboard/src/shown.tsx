import { options, render } from 'preact';
import type { Retrying } from './api/live';
import type { Get } from './api/rest';
import { Board } from './charts/board';
import { Finder } from './store/finder';
import type { History } from './store/history';
import { Ranges } from './store/ranges';
import type { Run } from './store/run';
import type { Sessions } from './store/sessions';
import type { View } from './store/view';
import { followTheme } from './theme';
import { Page } from './views/page';
import './style.css';

/** What a page is made of, whether it follows a monitor or is a report. */
export interface Shown {
  run: Run;
  view: View;
  past: History;
  sessions: Sessions;
  live: Retrying;
  get: Get;
}

/** Shows a run, and keeps what is shown in step with the address, the keys and the theme. */
export function show({ run, view, past, sessions, live, get }: Shown): void {
  // With the charts, in the next frame; a hidden page has none, so it does nothing but keep the data.
  options.debounceRendering = (work) => requestAnimationFrame(work);
  followTheme();
  view.follow(location, history);
  new Ranges(run, view, get).follow();
  new Finder(run, view, get).follow();
  past.follow();
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (view.range.value !== null) view.range.value = null;
    else view.show(null);
  });
  render(
    <Page board={new Board(run, view)} live={live} sessions={sessions} />,
    document.getElementById('page')!,
  );
}
