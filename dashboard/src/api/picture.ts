import type { Query } from './rest';
import { ofRecords } from './session';
import type {
  Alerts,
  Errors,
  Instrumentation,
  Metrics,
  Picture,
  Status,
  System,
  Timeline,
  Workers,
} from './types';

const MOST_WORKERS = 50;

/**
 * The whole picture of a run, as a hello tells it, out of its documents.
 *
 * @param ofRun names the run in each question
 */
export async function picture(
  ask: <T>(path: string, query: Query) => Promise<T>,
  ofRun: Query,
  timeline: Promise<Timeline>,
): Promise<Picture> {
  const [status, metrics, workers, errors, points, system, alerts, instrumentation] =
    await Promise.all([
      ask<Status>('status', ofRun),
      ask<Metrics>('metrics', ofRun),
      ask<Workers>('workers', { ...ofRun, limit: MOST_WORKERS }),
      ask<Errors>('errors', ofRun),
      timeline,
      ask<System>('system', ofRun),
      ask<Alerts>('alerts', ofRun),
      // Of the program, whichever run is meant; a record has its own.
      ask<Instrumentation>('instrumentation', ofRecords.peek() ? ofRun : {}),
    ]);
  const told = { status, metrics, workers, errors, timeline: points, system, instrumentation };
  return alerts.thresholds.length === 0 ? told : { ...told, alerts: alerts.thresholds };
}
