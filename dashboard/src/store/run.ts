import { signal } from '@preact/signals';
import type {
  ErrorEvent,
  Errors,
  Instrumentation,
  Message,
  Metrics,
  Picture,
  Status,
  System,
  Workers,
} from '../api/types';
import type { Transport } from '../api/live';
import { Timeline } from './timeline';

export type Connection =
  | { state: 'connecting' }
  | { state: 'live'; transport: Transport }
  | { state: 'lost'; retryAt: number };

const MOST_ERRORS = 50;
const ENDED = ['completed', 'failed', 'cancelled'];

export function isEnded(status: Status | null): boolean {
  return status !== null && ENDED.includes(status.status);
}

/** All that the page shows; views read the signals, messages write them. */
export class Run {
  readonly connection = signal<Connection>({ state: 'connecting' });
  readonly status = signal<Status | null>(null);
  readonly metrics = signal<Metrics | null>(null);
  readonly workers = signal<Workers | null>(null);
  readonly errors = signal<Errors | null>(null);
  readonly recentErrors = signal<ErrorEvent[]>([]);
  readonly system = signal<System | null>(null);
  readonly instrumentation = signal<Instrumentation | null>(null);
  /** Grows with each change of the timeline, which is too large to copy each tick. */
  readonly version = signal(0);
  readonly replaced = signal<string | null>(null);
  timeline = new Timeline();

  /** Takes a message; false means that messages in between are missing. */
  take(message: Message): boolean {
    switch (message.type) {
      case 'hello':
        this.picture(message.data);
        return true;
      case 'metrics_update': {
        const whole = this.status.value === null || message.sequence <= this.timeline.sequence + 1;
        this.status.value = message.status;
        this.metrics.value = message.data;
        this.workers.value = message.workers;
        this.errors.value = message.errors;
        this.system.value = message.system;
        this.timeline.add(message.point, message.events);
        this.version.value++;
        return whole;
      }
      case 'status_change':
        this.status.value = message.data.status;
        return true;
      case 'error_occurred':
        this.recentErrors.value = [message.data, ...this.recentErrors.value].slice(0, MOST_ERRORS);
        return true;
      case 'benchmark_completed':
        this.status.value = message.data.status;
        this.metrics.value = message.data.metrics;
        return true;
      case 'pong':
        return true;
    }
  }

  private picture(data: Picture): void {
    const before = this.status.value?.session_id;
    if (before !== undefined && before !== data.status.session_id) {
      this.timeline = new Timeline();
      this.replaced.value = before;
    }
    this.status.value = data.status;
    this.metrics.value = data.metrics;
    this.workers.value = data.workers;
    this.errors.value = data.errors;
    this.recentErrors.value = data.errors.recent_errors;
    this.system.value = data.system;
    this.instrumentation.value = data.instrumentation;
    this.timeline.merge(data.timeline);
    this.version.value++;
  }
}
