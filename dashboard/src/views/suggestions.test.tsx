import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { running, status } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { ofRecords } from '../api/session';
import type { Suggestions as Document } from '../api/types';
import { NothingMatched } from './nothing-matched';
import { Suggestions } from './suggestions';

const host = Host.forEach();

const FOUND = golden('suggestions');
const IDLE: Document = { ...FOUND, state: 'idle', progress: 0, notes: [], suggestions: [] };
const SAMPLING: Document = { ...IDLE, state: 'sampling', progress: 0.25 };

/** Answers posts as told, and notes what was sent. */
function posting(answers: Record<string, unknown>): string[] {
  const sent: string[] = [];
  const gets = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, options: { method?: string; body?: string }) => {
    if (options?.method !== 'POST') return gets(url, options);
    sent.push(`${url} ${options.body}`);
    const answer = answers[url];
    return answer === undefined
      ? { ok: false, status: 409, json: async () => ({ error: { message: 'not now' } }) }
      : { ok: true, status: 200, json: async () => answer };
  });
  return sent;
}

describe('suggestions', () => {
  it('are searched for on a click, with their progress', async () => {
    host.answers['suggest'] = IDLE;
    await host.show(<Suggestions run={running([])} />);
    expect(host.text).toContain('looked at for five seconds');
    const sent = posting({ 'api/suggest': SAMPLING });
    host.answers['suggest'] = { ...SAMPLING, state: 'trying', progress: 0.8 };
    await host.click('Suggest operations');
    expect(sent).toEqual(['api/suggest {"by":"page"}']);
    expect(host.text).toContain('Looking at the stacks');
    expect(host.one<HTMLProgressElement>('progress')!.value).toBe(0.25);
    await host.click('Suggest operations');
    expect(sent).toHaveLength(1);
    await host.settle(2_001);
    expect(host.text).toContain('Trying the likeliest');
    host.answers['suggest'] = FOUND;
    await host.settle(2_001);
    expect(host.one('progress')).toBeNull();
    expect(host.text).toContain('looking cost 0.84 %');
    expect(host.text).toContain('virtual threads run here');
    expect(host.lines().map(([line, , rate, mean, share]) => [line, rate, mean, share])).toEqual([
      ['op=com.acme.Worker#insert', '2,540 /s', '1.573 ms', '99.90 %'],
      ['op=com.acme.Worker#call', '0 /s', '–', '0 %'],
      ['op=com.acme.Old#run', '–', '–', '–'],
    ]);
    expect(host.all('tr.unlikely')).toHaveLength(2);
  });

  it('are watched with one click', async () => {
    host.answers['suggest'] = FOUND;
    const run = running([]);
    await host.show(<Suggestions run={run} />);
    const [first] = golden('instrumentation').patterns;
    const document = { patterns: [{ ...first!, pattern: 'com.acme.Worker#insert' }] };
    const sent = posting({ 'api/instrumentation': document });
    await host.click('Watch');
    expect(sent).toEqual(['api/instrumentation {"add":["op=com.acme.Worker#insert"],"by":"page"}']);
    expect(run.instrumentation.value).toEqual(document);
    expect(host.lines().map(([, watch]) => watch)).toEqual(['✓ watched', 'Watch', 'Watch']);
  });

  it('say why they are not there', async () => {
    host.answers['suggest'] = golden('suggestions-failed');
    await host.show(<Suggestions run={running([])} />);
    expect(host.text).toContain('no module java.management');
    posting({});
    await host.click('Search again');
    expect(host.one('[role="alert"]')!.textContent).toBe('not now');
    host.answers['suggest'] = { ...FOUND, suggestions: [] };
    await host.settle(2_001);
    expect(host.text).toContain('No method was found');
  });

  it('are offered where nothing has matched for too long, and not before', async () => {
    host.answers['suggest'] = IDLE;
    const run = running([]);
    run.metrics.value = null;
    const [, missing] = golden('instrumentation').patterns;
    run.instrumentation.value = { patterns: [missing!], presets: [] };
    host.answers['instrumentation'] = run.instrumentation.value;
    run.status.value = status('s', 'starting');
    await host.show(<NothingMatched run={run} />);
    expect(host.one('.suggest')).toBeNull();
    await act(() => {
      const warnings = ['pattern x has matched nothing for 10 s'];
      run.status.value = { ...status('s', 'starting'), warnings };
    });
    await host.settle();
    expect(host.one('.suggest')).not.toBeNull();
  });

  it('are not there for a recorded run', async () => {
    ofRecords.value = true;
    await host.show(<Suggestions run={running([])} />);
    ofRecords.value = false;
    expect(host.text).toBe('');
    expect(host.asked).toEqual([]);
  });
});
