import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, get } from './rest';
import { keepToken, refused, token } from './token';

const answer = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
  token.value = null;
  refused.value = null;
});

describe('requests', () => {
  it('say that a token is needed, and send it from then on', async () => {
    const fetched = vi.fn(async () => answer(401, { error: { message: 'a token is needed' } }));
    vi.stubGlobal('fetch', fetched);
    await expect(get('status')).rejects.toThrow(new ApiError(401, 'a token is needed'));
    expect(refused.value).toBe('a token is needed');

    keepToken('s3cret');
    expect(refused.value).toBeNull();
    expect(sessionStorage.getItem('monitor-token')).toBe('s3cret');
    fetched.mockImplementation(async () => answer(200, { ok: true }));
    await expect(get('status')).resolves.toEqual({ ok: true });
    const [, options] = fetched.mock.calls.at(-1) as unknown as [string, RequestInit];
    expect(options.headers).toEqual({ Authorization: 'Bearer s3cret' });
  });

  it('tell what was wrong, without asking for a token', async () => {
    vi.stubGlobal('fetch', async () => answer(400, { error: { message: 'limit is -1' } }));
    await expect(get('workers')).rejects.toThrow('limit is -1');
    expect(refused.value).toBeNull();
  });

  it('fail when the answer breaks off, and never give a document that is none', async () => {
    const broken = new ReadableStream({ start: (body) => body.error(new TypeError('aborted')) });
    vi.stubGlobal('fetch', async () => new Response(broken, { status: 200 }));
    await expect(get('heatmap')).rejects.toThrow('aborted');
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }));
    await expect(get('heatmap')).rejects.toThrow(new ApiError(502, 'status 502'));
  });
});
