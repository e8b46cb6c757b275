import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerFrom, get, isLive } from './rest';

afterEach(() => vi.unstubAllGlobals());

describe('a page that is a report', () => {
  it('asks what it holds, and no server', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    expect(isLive()).toBe(true);
    answerFrom(async <T>(path: string) => path as T);
    expect(await get('status', { session: null })).toBe('status');
    expect(fetch).not.toHaveBeenCalled();
    expect(isLive()).toBe(false);
  });
});
