import type { Browser, EventsLike, SocketLike } from './live';

const TYPES = ['hello', 'metrics_update', 'status_change', 'error_occurred', 'benchmark_completed'];

/** The real browser; everything is of the page's own origin. */
export const browser: Browser = {
  openSocket(): SocketLike {
    const socket = new WebSocket(`ws://${location.host}/ws/metrics`);
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
  async get(path: string): Promise<unknown> {
    const response = await fetch(path, { cache: 'no-store' });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  },
  later: (ms, work) => window.setTimeout(work, ms),
  forget: (timer) => window.clearTimeout(timer),
};
