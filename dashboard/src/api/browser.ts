import { openEvents } from './events';
import type { Browser, SocketLike } from './live';
import { get } from './rest';
import { readsWithToken } from './token';

/** The real browser; everything is of the page's own origin. */
export const browser: Browser = {
  transports: () =>
    readsWithToken(location.hostname) ? ['events', 'polling'] : ['websocket', 'events', 'polling'],
  openSocket(): SocketLike {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/ws/metrics`);
    return socket as unknown as SocketLike;
  },
  openEvents: () => openEvents('api/stream'),
  // What is live is the current run, whichever one the page shows.
  get: (path, query) => get(path, { ...query, session: null }),
  later: (ms, work) => window.setTimeout(work, ms),
  forget: (timer) => window.clearTimeout(timer),
};
