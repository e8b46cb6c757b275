import { describe, expect, it } from 'vitest';
import type { Query } from '../api/rest';
import frames from '../../../agent/run/src/test/resources/report/run.txt?raw';
import told from '../../../agent/run/src/test/resources/report/answers.json?raw';
import { Answers, type Told } from './answers';
import { readFrames } from './frames';

interface Asked {
  path: string;
  query: Query;
  answer: Record<string, unknown>;
}

const GOLDEN = JSON.parse(told) as { documents: Told; asked: Asked[] };
const BYTES = Uint8Array.from(atob(frames.replaceAll('\n', '')), (one) => one.charCodeAt(0));
const answers = new Answers(readFrames(BYTES), GOLDEN.documents);

/** What the page does not read of the monitor's documents, a report need not tell. */
function read(golden: unknown, own: unknown): unknown {
  if (Array.isArray(golden) && Array.isArray(own)) {
    return golden.map((one, i) => read(one, own[i]));
  }
  if (golden === null || typeof golden !== 'object' || own === null || typeof own !== 'object') {
    return golden;
  }
  const kept = Object.entries(golden).filter(([key]) => Object.hasOwn(own, key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, read(value, (own as Record<string, unknown>)[key])]),
  );
}

const byPath = (path: string) => GOLDEN.asked.filter((one) => one.path === path);

describe('the answers of a report', () => {
  it.each(['metrics', 'metrics/timeline', 'heatmap', 'percentiles'])(
    'are those of the monitor, which made them of the same run: %s',
    (path) => {
      const all = byPath(path);
      expect(all.length).toBeGreaterThan(7);
      for (const { query, answer } of all) {
        const own = answers.answer(path, query);
        expect(own, JSON.stringify(query)).toEqual(read(answer, own));
      }
    },
  );

  it('leave out no field that is of one kind in all documents', () => {
    const fields = (path: string) => {
      const one = byPath(path)[0]!;
      return [Object.keys(answers.answer(path, one.query) as object), Object.keys(one.answer)];
    };
    for (const path of ['metrics', 'metrics/timeline']) {
      const [own, golden] = fields(path);
      expect(own!.sort()).toEqual(golden!.sort());
    }
  });

  it('are found by the figures of the run where no range is asked for', () => {
    expect(answers.answer('metrics', {})).toBe(GOLDEN.documents.metrics);
    expect(answers.answer('status', {})).toBe(GOLDEN.documents.status);
  });

  it('refuse what they cannot know, as the monitor does', () => {
    expect(() => answers.answer('percentiles', { op: 'none' })).toThrow("op is 'none', known are");
    expect(() => answers.answer('export', {})).toThrow('nothing at export');
  });
});

describe('frames', () => {
  it('are read to the last whole tick before the first wrong sum', () => {
    const whole = readFrames(BYTES).intervals.length;
    expect(whole).toBeGreaterThan(30);
    const damaged = BYTES.slice();
    damaged[Math.floor(damaged.length / 2)]! ^= 1;
    const part = readFrames(damaged).intervals.length;
    expect(part).toBeGreaterThan(0);
    expect(part).toBeLessThan(whole);
    expect(readFrames(BYTES.subarray(0, BYTES.length / 2)).intervals.length).toBeLessThan(whole);
  });

  it('of another version, or none, are refused', () => {
    expect(() => readFrames(new Uint8Array(8))).toThrow('it has no run');
  });
});
