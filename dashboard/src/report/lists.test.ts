import { describe, expect, it } from 'vitest';
import { golden } from '../../test/golden';
import { anError, worker, workersPage } from '../../test/documents';
import { errors, logs, workers } from './lists';

const ALL = workersPage([
  worker('worker-001', { rate: 2, thread_name: 'b' }),
  worker('worker-002', { rate: 9, thread_name: 'a', stuck: true, current_operation: 'read' }),
  worker('worker-010', { rate: 3, thread_name: 'c', status: 'idle', current_operation: null }),
  worker('worker-003', { rate: 99, thread_name: 'd', status: 'ended' }),
]);
const ids = (query: Record<string, string | number>) =>
  workers(ALL, query).workers.map((one) => Number(one.id.slice(-2)));

describe('the workers of a report', () => {
  it('are sorted, those that have ended last', () => {
    expect(ids({})).toEqual([1, 2, 10, 3]);
    expect(ids({ sort: '-id' })).toEqual([10, 2, 1, 3]);
    expect(ids({ sort: '-rate' })).toEqual([2, 10, 1, 3]);
    expect(ids({ sort: 'name' })).toEqual([2, 1, 10, 3]);
  });

  it('are searched and paged', () => {
    expect(ids({ search: 'READ', status: 'active' })).toContain(2);
    expect(ids({ status: 'stuck' })).toEqual([2]);
    expect(ids({ limit: 2, offset: 1 })).toEqual([2, 10]);
    expect(workers(ALL, { search: '-010' }).matching).toBe(1);
  });
});

describe('the errors and the log of a report', () => {
  it('are filtered', () => {
    const all = {
      ...golden('errors'),
      recent_errors: [anError(3, { type: 'A' }), anError(2, { operation: 'write' }), anError(1)],
    };
    expect(errors(all, { type: 'A' }).recent_errors).toHaveLength(1);
    expect(errors(all, { operation: 'write' }).recent_errors[0]!.message).toBe('message 2');
    expect(errors(all, { limit: 2 }).recent_errors).toHaveLength(2);
  });

  it('have the newest entries from a level on', () => {
    const [entry] = golden('logs').logs;
    const all = ['debug', 'info', 'error'].map((level) => ({ ...entry!, level }));
    expect(logs(all, { level: 'info' }).logs.map((one) => one.level)).toEqual(['info', 'error']);
    expect(logs(all, { level: 'debug', limit: 1 }).logs.map((one) => one.level)).toEqual(['error']);
  });
});
