import { effect, untracked } from '@preact/signals';
import type { Get } from '../api/rest';
import type { HeatMap, Timeline as TimelineDocument } from '../api/types';
import type { Run } from './run';
import { span, type Span } from './span';
import { MOST_FINE } from './timeline';
import type { View } from './view';

const HEAT_COLUMNS = 300;
const OLDER_SECONDS = 30;
/** The shortest that the API takes, so that no points are merged. */
const FINEST_SECONDS = 0.1;
const ROUNDING_MS = 5;

/** Fetches what the live messages do not bring: gaps, the time before the first hello, heat. */
export class History {
  private heating = new AbortController();
  private heated: Span | null = null;
  private older: string | null = null;

  constructor(
    private readonly run: Run,
    private readonly view: View,
    private readonly get: Get,
  ) {}

  /** Fetches the heat map of what is shown, whenever something else is. */
  follow(): () => void {
    return effect(() => {
      this.view.range.value;
      this.view.window.value;
      this.run.session.value;
      if (!this.run.isAnswered.value) return;
      untracked(() => this.heat());
    });
  }

  /** Another run is shown: what was fetched was of the one before. */
  forget(): void {
    this.heating.abort();
    this.heated = null;
    this.older = null;
  }

  /** Fetches the points after a time, in seconds. */
  async fill(end: number): Promise<void> {
    const from = Math.floor(end * 1000) - ROUNDING_MS;
    const { signal } = new AbortController();
    const { timeline, session } = this.run;
    const of = session.value;
    const query = { from, interval: FINEST_SECONDS };
    const document = await this.get<TimelineDocument>('metrics/timeline', query, signal);
    if (of !== session.value) return;
    timeline.merge(document);
    this.run.rewritten();
    this.heated = null;
    this.heat();
  }

  /**
   * After a hello, which need not tell all of a long run, or the page would wait for it: first the
   * points of the last hour, then all that was before it.
   */
  async before(): Promise<void> {
    const { timeline, status, session } = this.run;
    const of = session.value;
    const begin = Date.parse(status.value?.start_time ?? '');
    if (Number.isNaN(begin) || timeline.firstSequence <= 1 || this.older === of) return;
    this.older = of;
    const length = status.value!.metrics_interval_seconds * 1000;
    const room = Math.max(0, MOST_FINE - timeline.length);
    const hour = Math.max(begin, timeline.start! * 1000 - room * length);
    // The first point of a merged timeline may begin before the run's first operation.
    if (room > 0 && hour < timeline.start! * 1000) await this.earlier(hour, FINEST_SECONDS);
    if (session.value === of && timeline.firstSequence > 1 && begin < timeline.start! * 1000) {
      await this.earlier(begin, OLDER_SECONDS);
    }
  }

  /** Fetches the points from a time, in milliseconds, to the first that is held. */
  private async earlier(from: number, interval: number): Promise<void> {
    const { timeline, session } = this.run;
    const of = session.value;
    const query = {
      from: Math.floor(from),
      to: Math.round(timeline.start! * 1000) + ROUNDING_MS,
      interval,
    };
    const { signal } = new AbortController();
    const document = await this.get<TimelineDocument>('metrics/timeline', query, signal);
    if (of !== session.value) return;
    timeline.prepend(document, interval === OLDER_SECONDS);
    this.run.rewritten();
    this.heat();
  }

  private heat(): void {
    const wanted = span(this.view.range.value, this.view.window.value, this.run.timeline);
    if (!wanted) return;
    const had = this.heated;
    const finer = had && wanted.to - wanted.from < (had.to - had.from) / 2;
    if (had && had.from <= wanted.from + 1 && had.to >= wanted.to - 1 && !finer) return;
    this.heated = wanted;
    this.heating.abort();
    this.heating = new AbortController();
    const query = {
      from: Math.floor(wanted.from * 1000),
      to: Math.ceil(wanted.to * 1000),
      columns: HEAT_COLUMNS,
      include: 'warmup',
    };
    const { heat } = this.run;
    this.get<HeatMap>('heatmap', query, this.heating.signal).then(
      (document) => {
        if (heat !== this.run.heat) return;
        heat.merge(document);
        this.run.heated.value++;
      },
      () => {
        // Without the past there is what comes live.
      },
    );
  }
}
