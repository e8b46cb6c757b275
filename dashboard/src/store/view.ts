import { batch, computed, effect, signal, type Signal } from '@preact/signals';
import type { Run } from './run';

export const TABS = [
  'overview',
  'operations',
  'compare',
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

/** What is between the members of a list in an address. */
export const LIST_SEPARATOR = ',';

/** Two stretches of one run can be laid over each other. */
const MOST_PERIODS = 2;

/** What the page compares: recorded runs, or periods of one. */
export const COMPARED = ['runs', 'periods'] as const;
export type Comparing = (typeof COMPARED)[number];

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
  /** Stretches of the run that are laid over each other. */
  readonly periods = signal<Range[]>([]);
  /** Which of both are shown, once it was chosen. */
  readonly comparing = signal<Comparing | null>(null);
  /** Recorded runs that are: those of the base, and the new ones. */
  readonly base = signal<string[]>([]);
  readonly fresh = signal<string[]>([]);
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
    if (this.periods.value.length > 0) {
      words.set(
        'periods',
        this.periods.value.map(({ from, to }) => `${from}-${to}`).join(LIST_SEPARATOR),
      );
    }
    if (this.comparing.value !== null) words.set('compare', this.comparing.value);
    if (this.base.value.length > 0) words.set('base', this.base.value.join(LIST_SEPARATOR));
    if (this.fresh.value.length > 0) words.set('new', this.fresh.value.join(LIST_SEPARATOR));
    if (this.session.value !== null) words.set('session', this.session.value);
    const text = words.toString();
    return text === '' ? '' : `#${text}`;
  });

  /** Goes to an ended run, or with null to the current one; a range of another means nothing there. */
  show(session: string | null): void {
    batch(() => {
      this.forgetRanges();
      this.session.value = session;
    });
  }

  /** Forgets what is a stretch of another run than the one that is shown. */
  forgetRanges(): void {
    batch(() => {
      this.range.value = null;
      this.periods.value = [];
    });
  }

  /** Lays the selected range over the one before it; what was selected longest ago makes room. */
  keepPeriod(): void {
    const range = this.range.value;
    if (!range) return;
    const others = this.periods.value.filter(
      ({ from, to }) => from !== range.from || to !== range.to,
    );
    batch(() => {
      this.periods.value = [...others, range].slice(-MOST_PERIODS);
      this.comparing.value = 'periods';
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
    this.range.value = rangeOf(words.get('from'), words.get('to'));
    const periods = listOf(words.get('periods')).map((one) => rangeOf(...one.split('-')));
    this.periods.value = periods.filter((one) => one !== null).slice(0, MOST_PERIODS);
    const comparing = words.get('compare');
    this.comparing.value = COMPARED.find((known) => known === comparing) ?? null;
    this.base.value = listOf(words.get('base'));
    this.fresh.value = listOf(words.get('new'));
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

const listOf = (word: string | null) =>
  word ? word.split(LIST_SEPARATOR).filter((one) => one !== '') : [];

function rangeOf(from: string | null = null, to: string | null = null): Range | null {
  const range = { from: Number(from ?? NaN), to: Number(to ?? NaN) };
  return range.from < range.to ? range : null;
}

/** Which latencies are shown of a run's operations: without any rule there are but raw ones. */
export function latenciesOf(run: Run, view: View): Latencies {
  return run.isCorrected.value ? view.latencies.value : 'raw';
}
