import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { running, status } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import type { InstrumentedMethod, Pattern } from '../api/types';
import { InstrumentationTab } from './instrumentation';
import { NothingMatched } from './nothing-matched';

const host = Host.forEach();

describe('instrumentation', () => {
  const [found, missing] = golden('instrumentation').patterns as [Pattern, Pattern];
  const method: InstrumentedMethod = {
    ...found.methods[0]!,
    suppressed: 3,
    notes: ['synchronized: the wait is not in it', 'another'],
  };
  const failed = [{ class: 'com.acme.Old', method: null, reason: 'too large' }];
  const pattern = (matched: boolean): Pattern =>
    matched ? { ...found, methods: [method], failed } : { ...missing, failed };

  it('shows what matched, what was left out and why', async () => {
    host.answers['instrumentation'] = { patterns: [pattern(true)], presets: [] };
    await host.show(<InstrumentationTab run={running([])} />);
    expect(host.text).toContain('✓ 1 method');
    expect(host.text).toContain('24 B');
    expect(host.text).toContain('62 B');
    expect(host.text).toContain('3 not recorded, 3 lost for want of room, 1 without a callback');
    expect(host.text).toContain('synchronized: the wait is not in it; another');
    expect(host.text).toContain('too large');
  });

  it('shows which runner was found, with the options to copy and what is not there', async () => {
    host.answers['instrumentation'] = golden('instrumentation');
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(void (copied = text)) },
    });
    await host.show(<InstrumentationTab run={running([])} />);
    const shown = host.one('.presets')!;
    expect(shown.textContent).toContain("Acme's load generator");
    expect(shown.textContent).toContain('its patterns hold');
    expect(shown.textContent).toContain('com.acme.Worker#read: there is none');
    expect(shown.textContent).toContain('a retry is a call of its own');
    await act(async () => {
      shown.querySelector('button')!.click();
      await Promise.resolve();
    });
    expect(copied).toBe('op=create=com.acme.Worker#insert,ok=return:true,op=com.acme.Worker#read');
    expect(shown.textContent).toContain('copied');
  });

  it('says that nothing is named', async () => {
    host.answers['instrumentation'] = { patterns: [], presets: [] };
    await host.show(<InstrumentationTab run={running([])} />);
    expect(host.text).toContain('No operation is named');
  });

  it('alarms when nothing has matched, with the names that are near', async () => {
    const run = running([]);
    run.metrics.value = null;
    run.instrumentation.value = { patterns: [pattern(false)], presets: [] };
    run.status.value = status('s', 'starting');
    await host.show(<NothingMatched run={run} />);
    expect(host.one('[role="alert"]')).toBeNull();
    expect(host.one('[role="status"]')!.textContent).toContain('Waiting');
    await act(() => {
      const warnings = ['pattern x has matched nothing for 10 s'];
      run.status.value = { ...status('s', 'starting'), warnings };
    });
    expect(host.one('[role="alert"]')!.textContent).toContain('com.acme.Worker');
    expect(host.one('[role="alert"]')!.textContent).toContain('too large');
  });

  it('is silent as soon as something matches, though no message says so', async () => {
    const run = running([]);
    run.metrics.value = null;
    run.instrumentation.value = { patterns: [pattern(false)], presets: [] };
    await host.show(<NothingMatched run={run} />);
    expect(host.text).not.toBe('');
    host.answers['instrumentation'] = { patterns: [pattern(true)], presets: [] };
    await host.settle(10_001);
    expect(host.text).toBe('');
  });

  it('is silent when operations are counted', async () => {
    const run = running(['read']);
    run.instrumentation.value = { patterns: [pattern(false)], presets: [] };
    await host.show(<NothingMatched run={run} />);
    expect(host.text).toBe('');
    expect(host.asked).toEqual([]);
  });
});
