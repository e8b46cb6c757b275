import { backOff } from './backoff';
import { picture } from './picture';
import type { Query } from './rest';
import type { Message, Timeline } from './types';

export type Transport = 'websocket' | 'events' | 'polling';

/** What the live connection tells; called in order. */
export interface Listener {
  message(message: Message): void;
  connected(transport: Transport): void;
  lost(retryInMs: number): void;
  /** Until when the timeline is known, in milliseconds since the epoch; null without any of it. */
  knownUntil(): number | null;
}

/** What the connection needs of the browser; a test brings its own. */
export interface Browser {
  /** The ways that can work here, the best first. */
  transports(): Transport[];
  openSocket(): SocketLike;
  openEvents(): EventsLike;
  get<T>(path: string, query: Query): Promise<T>;
  later(ms: number, work: () => void): number;
  forget(timer: number): void;
}

export interface SocketLike {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface EventsLike {
  onmessage: ((data: string) => void) | null;
  onerror: (() => void) | null;
  close(): void;
}

/** What the page needs of a connection. */
export type Retrying = Pick<Live, 'retryNow'>;

const TRIES_EACH = 2;
const POLL_MS = 2_000;
const SILENCE_MS = 30_000;
const ROUNDING_MS = 5;

/**
 * Keeps the page connected: WebSocket, then server-sent events, then polling, whatever works.
 *
 * A transport that fails twice without a single message makes room for the next; after a message the
 * best one is tried first again.
 */
export class Live {
  private failures = 0;
  private fruitless = 0;
  private timer = 0;
  private silence = 0;
  private close: () => void = () => {};
  private ask: () => void = () => {};

  constructor(
    private readonly listener: Listener,
    private readonly browser: Browser,
  ) {}

  start(): void {
    this.browser.forget(this.timer);
    const order = this.browser.transports();
    const transport = order[Math.min(order.length - 1, Math.floor(this.fruitless / TRIES_EACH))]!;
    if (transport === 'websocket') this.overSocket();
    else if (transport === 'events') this.overEvents();
    else this.poll();
  }

  /** Asks for the full picture, for example after a gap. */
  refresh(): void {
    this.ask();
  }

  /** Tries at once instead of waiting, the best first: what has failed may have been without the token. */
  retryNow(): void {
    this.fruitless = 0;
    this.close();
    this.browser.forget(this.silence);
    this.start();
  }

  stop(): void {
    this.browser.forget(this.timer);
    this.browser.forget(this.silence);
    this.close();
  }

  private overSocket(): void {
    let over = false;
    const socket = this.browser.openSocket();
    const end = () => {
      if (over) return;
      over = true;
      socket.close();
      this.failed();
    };
    socket.onmessage = (event) => this.received(String(event.data), 'websocket', end);
    socket.onclose = end;
    this.ask = () => socket.send('{"type":"request_metrics"}');
    this.close = () => {
      over = true;
      socket.close();
    };
  }

  private overEvents(): void {
    let over = false;
    const events = this.browser.openEvents();
    const end = () => {
      if (over) return;
      over = true;
      events.close();
      this.failed();
    };
    events.onmessage = (data) => this.received(data, 'events', end);
    events.onerror = end;
    // A stream of events has no way back: a new one begins with the full picture.
    this.ask = end;
    this.close = () => {
      over = true;
      events.close();
    };
  }

  private poll(): void {
    let over = false;
    this.close = () => {
      over = true;
    };
    this.ask = () => {};
    const once = async () => {
      try {
        const ask = <T>(path: string, query: Query) => this.browser.get<T>(path, query);
        const data = await picture(ask, {}, this.timeline());
        if (over) return;
        this.succeeded('polling');
        this.listener.message({ type: 'hello', sequence: data.status.sequence, data });
        this.timer = this.browser.later(POLL_MS, () => void once());
      } catch {
        if (!over) this.failed();
      }
    };
    void once();
  }

  /** The whole retained timeline once, then what is new; some milliseconds more, for their rounding. */
  private timeline(): Promise<Timeline> {
    const known = this.listener.knownUntil();
    const stretch = known === null ? { window: 3600 } : { from: Math.floor(known) - ROUNDING_MS };
    return this.browser.get('metrics/timeline', { ...stretch, interval: 0.1 });
  }

  private received(text: string, transport: Transport, end: () => void): void {
    let message: Message;
    try {
      message = JSON.parse(text) as Message;
    } catch {
      end();
      return;
    }
    this.succeeded(transport);
    this.browser.forget(this.silence);
    // Of a record nothing more is told, so silence means nothing.
    const isRecord = message.type === 'hello' && message.data.status.recorded !== null;
    if (!isRecord) this.silence = this.browser.later(SILENCE_MS, end);
    this.listener.message(message);
  }

  private succeeded(transport: Transport): void {
    this.failures = 0;
    this.fruitless = 0;
    this.listener.connected(transport);
  }

  private failed(): void {
    this.browser.forget(this.silence);
    const wait = backOff(this.failures);
    this.failures++;
    this.fruitless++;
    if (this.fruitless >= this.browser.transports().length * TRIES_EACH) this.fruitless = 0;
    this.listener.lost(wait);
    this.timer = this.browser.later(wait, () => this.start());
  }
}
