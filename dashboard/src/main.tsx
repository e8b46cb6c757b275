import { render } from 'preact';
import { browser } from './api/browser';
import { Live } from './api/live';
import { Run } from './store/run';
import { Page } from './views/page';
import './style.css';

const run = new Run();
const live: Live = new Live(
  {
    message: (message) => {
      if (!run.take(message)) live.refresh();
    },
    connected: (transport) => {
      const now = run.connection.value;
      if (now.state !== 'live' || now.transport !== transport) {
        run.connection.value = { state: 'live', transport };
      }
    },
    lost: (retryInMs) => {
      run.connection.value = { state: 'lost', retryAt: Date.now() + retryInMs };
    },
  },
  browser,
);

render(<Page run={run} live={live} />, document.getElementById('page')!);
live.start();
