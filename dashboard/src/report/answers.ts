import { ApiError, type Get, type Query } from '../api/rest';
import type {
  Alerts,
  Errors,
  Findings,
  Instrumentation,
  Metrics,
  Status,
  System,
  Workers,
} from '../api/types';
import { after, type Moment } from './bytes';
import {
  event,
  heatMap,
  metrics,
  percentiles,
  point,
  range,
  runPoint,
  seconds,
  time,
} from './documents';
import type { Interval, Recorded } from './frames';
import { errors, logs, workers } from './lists';
import { Merger, notes, stretches, type Stretch } from './merge';

/** What does not depend on a range or an operation; the monitor itself has made it. */
export interface Told {
  status: Status;
  metrics: Metrics;
  workers: Workers;
  errors: Errors;
  system: System;
  instrumentation: Instrumentation;
  /** The judgement of the run; missing where it has no thresholds. */
  alerts?: Alerts;
  /** What stands out in the whole run; missing where nothing does. */
  findings?: Findings;
}

const UNJUDGED: Alerts = { thresholds: [], active: [], past: [] };

const CHARTED = 64;
const WINDOW_SECONDS = 300;
const POINT_SECONDS = 5;
const COLUMNS = 120;

/** Answers what the page asks as the monitor would, from what the report holds. */
export class Answers {
  private readonly merger: Merger;
  private readonly operations: string[];

  constructor(
    private readonly run: Recorded,
    private readonly told: Told,
  ) {
    this.merger = new Merger(run.digits);
    this.operations = Object.keys(told.metrics.by_operation);
  }

  /** After what is drawn is drawn: a long merging must not keep the page from saying so. */
  readonly get: Get = async <T>(path: string, query: Query, signal?: AbortSignal): Promise<T> => {
    await new Promise((done) => setTimeout(done));
    signal?.throwIfAborted();
    return this.answer(path, query) as T;
  };

  answer(path: string, query: Query): unknown {
    switch (path) {
      case 'status':
      case 'system':
      case 'instrumentation':
        return this.told[path];
      case 'alerts':
        return this.told.alerts ?? UNJUDGED;
      case 'findings':
        return this.findings(query);
      case 'workers':
        return workers(this.told.workers, query);
      case 'errors':
        return errors(this.told.errors, query);
      case 'logs':
        return logs(this.run.log, query);
      case 'export/formats':
        return { formats: [] };
      case 'metrics':
        return this.metrics(query);
      case 'metrics/timeline':
        return this.timeline(query);
      case 'heatmap':
        return this.heatMap(query);
      case 'percentiles':
        return percentiles(
          query['latency'] === 'corrected'
            ? this.merger.correctedHistogram(this.calls(query), this.operation(query))
            : this.merger.histogram(this.calls(query), this.operation(query)),
        );
      default:
        throw new ApiError(404, `a report has nothing at ${path}`);
    }
  }

  /** Those of the run that lie in a range: what was usual before it is known only of all intervals. */
  private findings(query: Query): Findings {
    const from = millisOf(query['from']) ?? -Infinity;
    const to = millisOf(query['to']) ?? Infinity;
    const { findings } = this.told.findings ?? { findings: [] };
    return {
      findings: findings.filter((one) => Date.parse(one.until) > from && Date.parse(one.from) < to),
    };
  }

  private metrics(query: Query): unknown {
    if (!hasRange(query)) return this.told.metrics;
    const chosen = this.chosen(query, isWithWarmup(query));
    return metrics(this.merger.figures(chosen, null), chosen, this.run.intervals.at(-1)!);
  }

  private timeline(query: Query): unknown {
    const of = this.operation(query);
    const length = Number(query['interval'] ?? POINT_SECONDS);
    const window = Number(query['window'] ?? WINDOW_SECONDS);
    const chosen = hasRange(query) ? this.chosen(query, true) : this.newest(window);
    const points = stretches(chosen, Math.round(length * 1e9), this.run.nominal).map((one) =>
      this.merger.point(one, of),
    );
    const newest = this.newestMerged();
    return {
      interval_seconds: length,
      window_seconds: hasRange(query) ? null : window,
      range: hasRange(query) ? range(chosen) : null,
      sequence: this.run.intervals.at(-1)!.sequence,
      operation: of,
      coarse_before: newest && time(newest.end),
      coarse_seconds: newest && seconds(newest.nanos),
      data_points: points.map((one) => (of === null ? this.runPoint(one) : point(one, of))),
      events: [
        ...points.flatMap(({ marks }) => marks.filter(({ kind }) => kind !== 'note')),
        ...notes(this.run.intervals, chosen),
      ].map(event),
    };
  }

  private runPoint(stretch: Stretch) {
    const charted = new Set(this.operations.slice(0, CHARTED));
    return runPoint(
      stretch,
      (type) => this.run.shown.get(type) ?? type,
      (name) => this.operations.length <= CHARTED || charted.has(name),
    );
  }

  private heatMap(query: Query): unknown {
    const of = this.operation(query);
    const chosen = this.chosen(query, isWithWarmup(query));
    const most = Number(query['columns'] ?? COLUMNS);
    return heatMap(this.merger.heat(chosen, of, most, this.run.nominal));
  }

  /** All calls of the run, or those of a range. */
  private calls(query: Query): Interval[] {
    return this.chosen(query, isWithWarmup(query));
  }

  private operation(query: Query): string | null {
    const name = query['op'] ?? null;
    if (name === null) return null;
    if (!this.operations.includes(String(name))) {
      throw new ApiError(404, `op is '${name}', known are ${this.operations.join(', ')}`);
    }
    return String(name);
  }

  /** The intervals that lie in a range. */
  private chosen(query: Query, withWarmup: boolean): Interval[] {
    const from = millisOf(query['from']) ?? -Infinity;
    const to = millisOf(query['to']) ?? Infinity;
    return this.run.intervals.filter(
      ({ start, end, warmup }) =>
        start.ms >= from &&
        (end.ms < to || (end.ms === to && end.rest === 0)) &&
        (withWarmup || !warmup),
    );
  }

  /** Those of a window that ends with the last one. */
  private newest(window: number): Interval[] {
    const end = this.run.intervals.at(-1)?.end;
    if (!end) return [];
    const from = after(end, -Math.round(window * 1e9));
    return this.run.intervals.filter(({ start }) => !isBefore(start, from));
  }

  /** The newest interval that was merged of several. */
  private newestMerged(): Interval | null {
    const all = this.run.intervals;
    for (let i = all.length - 1; i > 0; i--) {
      if (all[i]!.sequence - all[i - 1]!.sequence > 1) return all[i]!;
    }
    const first = all[0];
    return first && first.sequence > 1 && first.nanos > 2 * this.run.nominal ? first : null;
  }
}

const hasRange = (query: Query) =>
  (query['from'] ?? null) !== null || (query['to'] ?? null) !== null;
const isWithWarmup = (query: Query) => query['include'] === 'warmup';
const isBefore = (one: Moment, other: Moment) =>
  one.ms < other.ms || (one.ms === other.ms && one.rest < other.rest);

/** A bound of a range, which the page has in whole milliseconds. */
function millisOf(bound: Query[string]): number | null {
  return bound === null || bound === undefined ? null : Number(bound);
}
