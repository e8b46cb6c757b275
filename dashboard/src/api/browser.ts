import type { Browser, EventsLike, SocketLike } from './live';
import { get } from './rest';
import { token } from './token';

const TYPES = ['hello', 'metrics_update', 'status_change', 'error_occurred', 'benchmark_completed'];

/** The real browser; everything is of the page's own origin. */
export const browser: Browser = {
  // Neither a socket nor a stream of events can send a header, so with a token only requests are left.
  transports: () => (token.value === null ? ['websocket', 'events', 'polling'] : ['polling']),
  openSocket(): SocketLike {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/ws/metrics`);
    return socket as unknown as SocketLike;
  },
  openEvents(): EventsLike {
    const source = new EventSource('/api/stream');
    const events: EventsLike = { onmessage: null, onerror: null, close: () => source.close() };
    for (const type of TYPES) {
      source.addEventListener(type, (event) => events.onmessage?.((event as MessageEvent).data));
    }
    source.onerror = () => events.onerror?.();
    return events;
  },
  // What is live is the current run, whichever one the page shows.
  get: (path, query) => get(path, { ...query, session: null }),
  later: (ms, work) => window.setTimeout(work, ms),
  forget: (timer) => window.clearTimeout(timer),
};
