import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { HOSTILE, status } from '../../test/documents';
import { golden } from '../../test/golden';
import { Host } from '../../test/host';
import { ofRecords, viewed } from '../api/session';
import type { ListedRecord, Status } from '../api/types';
import { Run } from '../store/run';
import { View } from '../store/view';
import { Recorded } from './recorded';
import { OtherRecordBanner, RecordChooser } from './records';

const host = Host.forEach();

afterEach(() => {
  viewed.value = null;
  ofRecords.value = false;
});

const READABLE = golden('records').records.find((one) => one.problem === null)!;
const UNREADABLE = golden('records').records.find((one) => one.problem !== null)!;

const listed = (id: string, part: Partial<ListedRecord> = {}): ListedRecord => ({
  ...READABLE,
  id: `${id}-4711`,
  session_id: id,
  ...part,
});

function made(recorded = golden('status-recorded').recorded) {
  const run = new Run();
  run.status.value = { ...status('one', 'completed'), recorded };
  const view = new View();
  return { run, view };
}

const id = golden('status-recorded').recorded!.id;

async function opened(records: ListedRecord[]) {
  const { run, view } = made();
  host.answers['records'] = { records };
  await host.show(<RecordChooser run={run} view={view} />);
  const details = host.one<HTMLDetailsElement>('details')!;
  await act(() => {
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
  });
  await host.settle();
  return { run, view, details };
}

const shown = () => host.all('li b').map((one) => one.textContent);

describe('the chooser of records', () => {
  it('is not there for a run of a host', async () => {
    await host.show(<RecordChooser {...made(null)} />);
    expect(host.text).toBe('');
    const report = made();
    report.run.connection.value = { state: 'report' };
    await host.show(<RecordChooser {...report} />);
    expect(host.text).toBe('');
    expect(host.asked).toEqual([]);
  });

  it('asks when it is opened, and lists what there is as text', async () => {
    const { details } = await opened([
      listed('one', { kept: true, scenario: 'crud', tags: { version: '2.1' } }),
      ...HOSTILE.map((name) => listed(name, { scenario: name, tags: { [name]: name } })),
      UNREADABLE,
    ]);
    expect(shown()).toEqual(['one', ...HOSTILE, UNREADABLE.id]);
    expect(host.one('img')).toBeNull();
    const [first] = host.all('li');
    expect(first!.textContent).toContain('crud');
    expect(first!.textContent).toContain('version:2.1');
    expect(first!.textContent).toContain('kept');
    const last = host.all('li').at(-1)!;
    expect(last.querySelector('button')).toBeNull();
    expect(last.textContent).toContain(UNREADABLE.problem!);
    expect(details.open).toBe(true);
    expect(host.asked).toHaveLength(1);
  });

  it('searches by words, by scenario and by tag, by the server', async () => {
    await opened([
      listed('one', { scenario: 'crud', tags: { version: '2.1' } }),
      listed('two', { scenario: 'scan', tags: {} }),
    ]);
    await host.type(' crud ');
    expect(host.query('records')).toEqual({ q: 'crud' });
    host.answers['records'] = { records: [] };
    const [scenario, tag] = host.all<HTMLSelectElement>('select');
    expect([...scenario!.options].map(({ text }) => text)).toEqual(['any', 'crud', 'scan']);
    await host.choose(scenario!, 'scan');
    expect(host.query('records')).toEqual({ q: 'crud', scenario: 'scan' });
    expect(host.text).toContain('No recorded run matches');
    await host.choose(tag!, 'version:2.1');
    expect(host.query('records')).toEqual({ q: 'crud', scenario: 'scan', tag: 'version:2.1' });
    // What can be chosen is that of all records, not of those that are found.
    expect([...scenario!.options].map(({ text }) => text)).toEqual(['any', 'crud', 'scan']);
  });

  it('opens a record, and not the one that is shown', async () => {
    const { view, details } = await opened([listed('one', { id }), listed('two')]);
    expect(
      host.all('li button:first-child').map((one) => one.getAttribute('aria-current')),
    ).toEqual(['true', null]);
    await host.click('two');
    expect(view.session.value).toBe('two-4711');
    expect(details.open).toBe(false);
  });

  it('says why there is no list', async () => {
    const { run, view } = made();
    await host.show(<RecordChooser run={run} view={view} />);
    await act(() => {
      host.one<HTMLDetailsElement>('details')!.open = true;
      host.one('details')!.dispatchEvent(new Event('toggle'));
    });
    await host.settle();
    expect(host.text).toContain('Not up to date: no such endpoint');
  });
});

describe('the header of a recorded run', () => {
  it('says when it was recorded', async () => {
    const recorded: Status = golden('status-recorded');
    await host.show(<Recorded status={recorded} />);
    expect(host.text).toMatch(/^recorded 2026-01-18 \d\d:\d\d:\d\d to \d\d:\d\d:\d\d$/);
    await host.show(<Recorded status={status()} />);
    expect(host.text).toBe('');
  });

  it('says that another one than the opened is shown', async () => {
    const { run, view } = made();
    await host.show(<OtherRecordBanner run={run} view={view} />);
    expect(host.text).toBe('');
    ofRecords.value = true;
    viewed.value = 'two-4711';
    view.session.value = 'two-4711';
    await host.show(<OtherRecordBanner run={run} view={view} />);
    await host.click('To the opened run');
    expect(view.session.value).toBeNull();
  });
});
