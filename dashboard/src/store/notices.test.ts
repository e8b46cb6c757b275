import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ThresholdState } from '../api/types';
import { hello, threshold } from '../../test/documents';
import { Notices, notices, toggleNotices } from './notices';
import { Run } from './run';

let said: string[];
let permission: NotificationPermission;
let asked: number;
let hidden: boolean;

class FakeNotification {
  static async requestPermission() {
    asked++;
    return permission;
  }
  constructor(title: string, { body }: { body: string }) {
    said.push(`${title} | ${body}`);
  }
}

beforeEach(() => {
  said = [];
  permission = 'granted';
  asked = 0;
  hidden = true;
  vi.stubGlobal('Notification', FakeNotification);
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden);
  notices.value = 'off';
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function run() {
  const made = new Run();
  made.take(hello('s', [1]));
  made.alerts.value = [];
  new Notices(made).follow();
  const becomes = (...states: ThresholdState[]) => {
    for (const state of states) made.alerts.value = [threshold({ state })];
  };
  return { made, becomes };
}

const CONDITION = threshold().condition;

describe('notices', () => {
  it('tell of what is broken, and of what is not any more, while the page is hidden', async () => {
    await toggleNotices();
    const { becomes } = run();
    becomes('ok', 'pending', 'broken', 'broken', 'resolved', 'resolved');
    expect(said).toEqual([`slow: broken | ${CONDITION}`, `slow: resolved | ${CONDITION}`]);
    hidden = false;
    becomes('broken');
    expect(said).toHaveLength(2);
  });

  it('ask for permission when they are turned on, and say nothing before', async () => {
    const { becomes } = run();
    becomes('ok', 'broken');
    expect([asked, said]).toEqual([0, []]);
    permission = 'denied';
    await toggleNotices();
    expect([asked, notices.value]).toEqual([1, 'refused']);
    becomes('resolved');
    expect(said).toEqual([]);
  });

  it('are turned off again', async () => {
    await toggleNotices();
    await toggleNotices();
    expect([asked, notices.value]).toEqual([1, 'off']);
    const { becomes } = run();
    becomes('ok', 'broken');
    expect(said).toEqual([]);
  });

  it('tell nothing of how another run was found', async () => {
    await toggleNotices();
    const { made, becomes } = run();
    becomes('ok');
    made.take({ ...hello('t', [1]) });
    becomes('broken');
    expect(said).toEqual([]);
  });
});
