import { effect } from '@preact/signals';
import { browser } from './api/browser';
import { Live } from './api/live';
import { get, learnWhatReads } from './api/rest';
import { viewed } from './api/session';
import { takeToken } from './api/token';
import { Formats } from './store/formats';
import { History } from './store/history';
import { Judged } from './store/judged';
import { Notices } from './store/notices';
import { Run } from './store/run';
import { Sessions } from './store/sessions';
import { View } from './store/view';
import { show } from './shown';

takeToken(location, history);
const run = new Run();
const view = new View();
const past = new History(run, view, get);
const sessions = new Sessions(run, view, get, past);
const live: Live = new Live(
  {
    message: (message) => {
      if (!sessions.takes(message)) return;
      const gap = run.take(message);
      if (gap !== null) past.fill(gap).catch(() => live.refresh());
      if (message.type === 'hello') past.before().catch(() => {});
    },
    connected: (transport) => {
      const now = run.connection.value;
      if (now.state !== 'live' || now.transport !== transport) {
        run.connection.value = { state: 'live', transport };
      }
    },
    lost: (retryInMs) => {
      const first = run.connection.value.state === 'connecting';
      run.connection.value = { state: 'lost', retryAt: Date.now() + retryInMs };
      // A socket does not tell why it was refused; a request does, and the form for a token opens.
      if (first) get('status').catch(() => {});
    },
    knownUntil: () => {
      // What is live is not shown beside an ended run, so none of it is missing.
      if (viewed.value !== null) return Date.now();
      return run.timeline.end === null ? null : run.timeline.end * 1000;
    },
  },
  browser,
);

show({ run, view, past, sessions, live, get });
const learned = learnWhatReads(location.hostname);
addEventListener('hashchange', () => {
  if (takeToken(location, history)) void learned.then(() => live.retryNow());
  view.read(location.hash);
});
new Formats(run, get).follow();
new Judged(run, get).follow();
new Notices(run).follow();
sessions.follow();
// Ranges of another session mean nothing in this one.
effect(() => {
  if (run.replaced.value !== null) view.forgetRanges();
});
void learned.then(() => live.start());
