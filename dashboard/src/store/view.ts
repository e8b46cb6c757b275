import { batch, computed, effect, signal, type Signal } from '@preact/signals';
import type { Run } from './run';

export const TABS = [
  'overview',
  'operations',
  'workers',
  'errors',
  'system',
  'log',
  'instrumentation',
] as const;
export type Tab = (typeof TABS)[number];

/** A stretch of the run, in milliseconds since the epoch. */
export interface Range {
  from: number;
  to: number;
}

/** The last so many minutes, or the whole run. */
export const WINDOWS = [1, 5, 15, 60] as const;
export type Window = (typeof WINDOWS)[number] | 'all';

/** Which latencies are shown where a rule corrects them. */
export const LATENCIES = ['raw', 'corrected', 'both'] as const;
export type Latencies = (typeof LATENCIES)[number];

/** What of the run is looked at; a link holds all of it. */
export class View {
  readonly tab = signal<Tab>('overview');
  /** The selected stretch; null while the page follows the run. */
  readonly range = signal<Range | null>(null);
  readonly window: Signal<Window>;
  readonly operation = signal<string | null>(null);
  /** A second operation, shown beside the first. */
  readonly compared = signal<string | null>(null);
  /** As it was chosen; a run without corrected latencies has but raw ones. */
  readonly latencies = signal<Latencies>('both');
  /** An ended run; null for the current one. */
  readonly session = signal<string | null>(null);

  /**
   * @param usual what of the run is shown unless a link says otherwise
   */
  constructor(private readonly usual: Window = 5) {
    this.window = signal(usual);
  }

  readonly hash = computed(() => {
    const words = new URLSearchParams();
    if (this.tab.value !== 'overview') words.set('tab', this.tab.value);
    if (this.window.value !== this.usual) words.set('window', String(this.window.value));
    if (this.range.value) {
      words.set('from', String(this.range.value.from));
      words.set('to', String(this.range.value.to));
    }
    if (this.operation.value !== null) words.set('op', this.operation.value);
    if (this.compared.value !== null) words.set('with', this.compared.value);
    if (this.latencies.value !== 'both') words.set('latency', this.latencies.value);
    if (this.session.value !== null) words.set('session', this.session.value);
    const text = words.toString();
    return text === '' ? '' : `#${text}`;
  });

  /** Goes to an ended run, or with null to the current one; a range of another means nothing there. */
  show(session: string | null): void {
    batch(() => {
      this.range.value = null;
      this.session.value = session;
    });
  }

  /** Takes the state of a link; what it does not know is left at its default. */
  read(hash: string): void {
    const words = new URLSearchParams(hash.replace(/^#/, ''));
    const tab = words.get('tab');
    this.tab.value = TABS.find((known) => known === tab) ?? 'overview';
    const window = words.get('window');
    this.window.value =
      window === 'all' ? 'all' : (WINDOWS.find((known) => String(known) === window) ?? this.usual);
    const from = Number(words.get('from') ?? NaN);
    const to = Number(words.get('to') ?? NaN);
    this.range.value = from < to ? { from, to } : null;
    this.operation.value = words.get('op');
    this.compared.value = words.get('with');
    const latencies = words.get('latency');
    this.latencies.value = LATENCIES.find((known) => known === latencies) ?? 'both';
    this.session.value = words.get('session') || null;
  }

  /** Keeps the address in step, without an entry in the history for each change. */
  follow(location: Location, history: History): () => void {
    this.read(location.hash);
    return effect(() => {
      const hash = this.hash.value;
      if (hash !== location.hash) {
        history.replaceState(null, '', hash === '' ? location.pathname : hash);
      }
    });
  }
}

/** Which latencies are shown of a run's operations: without any rule there are but raw ones. */
export function latenciesOf(run: Run, view: View): Latencies {
  return run.isCorrected.value ? view.latencies.value : 'raw';
}
