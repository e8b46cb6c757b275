import { describe, expect, it } from 'vitest';
import { hello, threshold, update } from '../../test/documents';
import { golden } from '../../test/golden';
import { Judged } from './judged';
import { Run } from './run';

const settled = () => new Promise((done) => setTimeout(done));

function follow(answers: boolean[] = []) {
  const run = new Run();
  run.connection.value = { state: 'live', transport: 'websocket' };
  const asked: string[] = [];
  const get = async <T>(path: string): Promise<T> => {
    asked.push(path);
    if (answers.shift() === false) throw new Error('refused');
    return golden('alerts') as T;
  };
  new Judged(run, get).follow();
  const tell = async (sequence: number, ...alerts: ReturnType<typeof threshold>[]) => {
    run.take({ ...update('s', sequence), alerts } as Parameters<Run['take']>[0]);
    await settled();
  };
  return { run, asked, tell };
}

describe('the times in which thresholds were broken', () => {
  it('are asked for when one has changed, and not with each message', async () => {
    const { run, asked, tell } = follow();
    await tell(1, threshold({ state: 'ok', times_broken: 0 }));
    await tell(2, threshold({ state: 'ok', times_broken: 0, value: 3 }));
    expect(asked).toEqual(['alerts']);
    await tell(3, threshold({ state: 'broken', times_broken: 1 }));
    await tell(4, threshold({ state: 'resolved', times_broken: 1 }));
    await tell(5, threshold({ state: 'resolved', times_broken: 1, value: 4 }));
    expect(asked).toHaveLength(3);
    expect(run.episodes.value.map(({ until }) => until === null)).toEqual([false, false, true]);
  });

  it('are not asked for where there are no thresholds', async () => {
    const { asked, tell } = follow();
    await tell(1);
    expect(asked).toEqual([]);
  });

  it('are asked for again with the next message when there was no answer', async () => {
    const { run, asked, tell } = follow([false]);
    await tell(1, threshold());
    expect(run.episodes.value).toEqual([]);
    await tell(2, threshold());
    expect(run.episodes.value).toHaveLength(3);
    await tell(3, threshold());
    expect(asked).toHaveLength(2);
  });

  it('are those of the run that is shown', async () => {
    const { run, asked, tell } = follow();
    run.take(hello('s', [1]));
    await tell(2, threshold());
    expect(run.episodes.value).toHaveLength(3);
    const before = asked.length;
    run.take({ ...hello('t', [1]) });
    expect(run.episodes.value).toEqual([]);
    await settled();
    expect(asked).toHaveLength(before + 1);
  });
});
