import { batch, computed, signal } from '@preact/signals';
import type {
  Episode,
  ErrorEvent,
  ExportFormats,
  Errors,
  Finding,
  Instrumentation,
  Message,
  Metrics,
  OperationFigures,
  Picture,
  RangeMetrics,
  Status,
  System,
  Threshold,
  TimelineEvent,
  Workers,
} from '../api/types';
import type { Transport } from '../api/live';
import { Heat } from './heat';
import { Timeline } from './timeline';

export type Connection =
  | { state: 'connecting' }
  | { state: 'live'; transport: Transport }
  | { state: 'lost'; retryAt: number }
  /** The page is a report: it has all that there will ever be. */
  | { state: 'report' };

/** Figures to show: those of a range have no last interval. */
export type ShownFigures = OperationFigures & { current?: OperationFigures };

export interface ShownMetrics extends Omit<RangeMetrics, 'by_operation'> {
  current?: Metrics['current'];
  by_operation: Record<string, ShownFigures>;
}

/** The figures of a selected range; until they have come, those that were shown before it. */
export type Ranged =
  | { state: 'off' }
  | { state: 'loading'; before: ShownMetrics | null }
  | { state: 'shown'; metrics: RangeMetrics }
  | { state: 'failed'; reason: string };

const MOST_ERRORS = 50;
const NO_THRESHOLDS: Threshold[] = [];
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
  /** Where the thresholds stand; empty without any. */
  readonly alerts = signal<Threshold[]>(NO_THRESHOLDS);
  /** When they were broken. */
  readonly episodes = signal<Episode[]>([]);
  /** What stands out in what is shown; null until it is known. */
  readonly findings = signal<Finding[] | null>(null);
  /** Grows with each change of the timeline, which is too large to copy each tick. */
  readonly version = signal(0);
  /** Grows when points that were there already have changed. */
  readonly past = signal(0);
  /** Grows when the heat map has got more of the past. */
  readonly heated = signal(0);
  /** The session that was shown before, once the page sees another one. */
  readonly replaced = signal<string | null>(null);
  /** In which an export can be had; empty until the monitor has told. */
  readonly formats = signal<ExportFormats['formats']>([]);
  readonly ranged = signal<Ranged>({ state: 'off' });

  /** The figures to show: of the selected range, or of the run as it goes. */
  readonly shown = computed((): ShownMetrics | null => {
    const ranged = this.ranged.value;
    switch (ranged.state) {
      case 'off':
        return this.metrics.value;
      case 'loading':
        return ranged.before;
      case 'shown':
        return ranged.metrics;
      case 'failed':
        return null;
    }
  });

  /** Whether a rule corrects the latencies of any operation that is shown. */
  readonly isCorrected = computed(() =>
    Object.values(this.shown.value?.by_operation ?? {}).some(({ corrected }) => corrected !== null),
  );

  /** The formats that have something to write. */
  readonly offered = computed(() =>
    this.formats.value.filter(
      ({ name }) => this.isCorrected.value || name !== 'percentiles-corrected',
    ),
  );

  readonly broken = computed(() => this.alerts.value.filter(({ state }) => state === 'broken'));
  /** Of each threshold its state and how often it was broken: another text when one has changed. */
  readonly judged = computed(() =>
    this.alerts.value.map(({ state, times_broken }) => `${state} ${times_broken}`).join(),
  );

  readonly isReport = computed(() => this.connection.value.state === 'report');
  /** Whether there is somebody to answer: the monitor, or the report itself. */
  readonly isAnswered = computed(() => ['live', 'report'].includes(this.connection.value.state));

  /** Whether the run is over and its monitor gone with it, so that there is only what the page holds. */
  readonly gone = computed(
    () => isEnded(this.status.value) && this.connection.value.state === 'lost',
  );
  readonly session = computed(() => this.status.value?.session_id ?? null);

  timeline = new Timeline();
  heat = new Heat();

  /**
   * Takes a message.
   *
   * @returns where the timeline ended before points that are missing, in seconds; null if none are
   */
  take(message: Message): number | null {
    return batch(() => this.apply(message));
  }

  private apply(message: Message): number | null {
    switch (message.type) {
      case 'hello':
        return this.picture(message.data);
      case 'metrics_update': {
        const { sequence, end } = this.timeline;
        const whole = end === null || message.sequence <= sequence + 1;
        this.status.value = message.status;
        this.metrics.value = message.data;
        this.workers.value = message.workers;
        this.errors.value = message.errors;
        this.system.value = message.system;
        this.alerts.value = message.alerts ?? NO_THRESHOLDS;
        this.timeline.add(message.point, message.events);
        this.heat.add(message.point);
        this.version.value++;
        return whole ? null : end;
      }
      case 'status_change':
        this.status.value = message.data.status;
        return null;
      case 'error_occurred':
        this.recentErrors.value = [message.data, ...this.recentErrors.value].slice(0, MOST_ERRORS);
        return null;
      case 'benchmark_completed':
        this.status.value = message.data.status;
        this.metrics.value = message.data.metrics;
        return null;
      case 'pong':
        return null;
    }
  }

  /** Takes the whole picture of another run in the place of all that was shown. */
  show(data: Picture): void {
    batch(() => {
      this.timeline = new Timeline();
      this.heat = new Heat();
      this.episodes.value = [];
      this.status.value = null;
      this.replaced.value = null;
      this.picture(data);
    });
  }

  /** Takes a note that was just written. */
  noted(note: TimelineEvent): void {
    this.timeline.note(note);
    this.rewritten();
  }

  /** Tells that the timeline has changed other than by a new point. */
  rewritten(): void {
    this.version.value++;
    this.past.value++;
  }

  private picture(data: Picture): number | null {
    const before = this.status.value?.session_id;
    if (before !== undefined && before !== data.status.session_id) {
      this.timeline = new Timeline();
      this.heat = new Heat();
      this.episodes.value = [];
      this.replaced.value = before;
    }
    this.status.value = data.status;
    this.metrics.value = data.metrics;
    this.workers.value = data.workers;
    this.errors.value = data.errors;
    this.recentErrors.value = data.errors.recent_errors;
    this.system.value = data.system;
    this.instrumentation.value = data.instrumentation;
    this.alerts.value = data.alerts ?? NO_THRESHOLDS;
    // A hello after a long time without a connection need not reach back to what is known.
    const { sequence, end } = this.timeline;
    const first = data.timeline.data_points[0]?.sequence ?? 0;
    this.timeline.merge(data.timeline);
    this.rewritten();
    return end !== null && first > sequence + 1 ? end : null;
  }
}
