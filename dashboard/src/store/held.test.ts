import { describe, expect, it } from 'vitest';
import { picture, point } from '../../test/documents';
import { golden } from '../../test/golden';
import { field, heldCsv, heldJson } from './held';
import { Run } from './run';

describe('what the page holds', () => {
  it('is saved as rows, one for each point and one for each operation in it', () => {
    const run = new Run();
    run.take({ type: 'hello', sequence: 1, data: picture('bench-1', [1]) });
    const one = { throughput: 4, errors: 1, latency_p50: 1.5, latency_p99: null };
    run.timeline.add({ ...point(2), by_operation: { '=cmd()': one } }, []);
    const rows = heldCsv(run.timeline).split('\r\n');
    expect(rows[1]).toBe('2026-01-18T15:30:02.000Z,1,running,,10,0,1,2,3,4,5,,');
    expect(rows.at(-2)).toBe("2026-01-18T15:30:03.000Z,1,running,'=cmd(),4,1,1.5,,,,,,");
    expect(rows.at(-1)).toBe('');
    for (const row of rows.slice(0, -1)) expect(row.split(',')).toHaveLength(13);
  });

  it('has the corrected latencies behind the raw ones', () => {
    const run = new Run();
    run.take({ type: 'hello', sequence: 1, data: picture('bench-1', [1]) });
    const latencies = { latency_p50: 1, latency_p99: 2, corrected_p50: 3, corrected_p99: 4 };
    const read = { throughput: 4, errors: 0, ...latencies };
    run.timeline.add({ ...point(2), ...latencies, by_operation: { read } }, []);
    const rows = heldCsv(run.timeline).split('\r\n');
    expect(rows[0]!.split(',').slice(-2)).toEqual(['corrected_p50_ms', 'corrected_p99_ms']);
    expect(rows.at(-3)!.split(',').slice(-2)).toEqual(['3', '4']);
    expect(rows.at(-2)).toContain(',read,4,0,1,,2,,,3,4');
  });

  it('has no exponents, and says of names beyond ASCII that it is UTF-8', () => {
    const run = new Run();
    run.take({ type: 'hello', sequence: 1, data: picture('bench-1', [1]) });
    const one = { throughput: 4, errors: 1, latency_p50: 5e-7, latency_p99: 0.000035 };
    run.timeline.add({ ...point(2), by_operation: { read: one } }, []);
    expect(heldCsv(run.timeline)).toMatch(/^end,/);
    expect(heldCsv(run.timeline)).toContain(',read,4,1,0.0000005,,0.000035,,');
    run.timeline.add({ ...point(3), by_operation: { größe: one } }, []);
    expect(heldCsv(run.timeline)).toMatch(/^\ufeffend,/);
  });

  it('makes no formula, no second field and no second row of a name', () => {
    expect(field('read')).toBe('read');
    expect(field('@SUM(A1)')).toBe("'@SUM(A1)");
    expect(field('a,"b"\nc')).toBe('"a,""b""\nc"');
    expect(field('-1,2')).toBe('"\'-1,2"');
    expect(field('\n=1')).toBe('"\'\n=1"');
    expect(field("'=1")).toBe("''=1");
    expect(field('a;b')).toBe('"a;b"');
  });

  it('is saved whole as JSON', () => {
    const run = new Run();
    run.take({ type: 'hello', sequence: 2, data: picture('bench-1', [1, 2]) });
    const saved = JSON.parse(heldJson(run));
    expect(saved.status.session_id).toBe('bench-1');
    expect(saved.timeline.columns.throughput).toEqual([10, 20]);
    expect(saved.metrics.total.operations).toBe(golden('metrics').total.operations);
  });
});
