import { describe, expect, it } from 'vitest';
import { golden } from '../../test/golden';
import { Formats } from './formats';
import { Run } from './run';

const settled = () => new Promise((done) => setTimeout(done));

function follow(answers: boolean[]) {
  const run = new Run();
  const asked: string[] = [];
  const get = async <T>(path: string): Promise<T> => {
    asked.push(path);
    if (!answers.shift()) throw new Error('refused');
    return golden('export-formats') as T;
  };
  new Formats(run, get).follow();
  return { run, asked };
}

describe('formats', () => {
  it('are asked for once, when the page is connected', async () => {
    const { run, asked } = follow([true]);
    await settled();
    expect(asked).toEqual([]);
    run.connection.value = { state: 'live', transport: 'websocket' };
    await settled();
    expect(run.formats.value.map(({ name }) => name)).toEqual([
      'json',
      'csv',
      'hlog',
      'percentiles',
      'percentiles-corrected',
      'html',
    ]);
    run.version.value++;
    run.connection.value = { state: 'lost', retryAt: 0 };
    run.connection.value = { state: 'live', transport: 'events' };
    await settled();
    expect(asked).toEqual(['export/formats']);
  });

  it('are asked for again with the next message when there was no answer', async () => {
    const { run, asked } = follow([false, true]);
    run.connection.value = { state: 'live', transport: 'websocket' };
    await settled();
    expect(run.formats.value).toEqual([]);
    run.version.value++;
    await settled();
    expect(run.formats.value).toHaveLength(6);
    expect(asked).toHaveLength(2);
  });
});
