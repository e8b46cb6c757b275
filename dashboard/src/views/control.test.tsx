import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Status } from '../api/types';
import { controlRefused, keepToken, refused, token } from '../api/token';
import { pauses } from '../charts/events';
import { Timeline } from '../store/timeline';
import { point, status } from '../../test/documents';
import { Control } from './control';
import { StatusLine } from './header';
import { TokenForm } from './token';

let host: HTMLElement;

function show(view: preact.ComponentChild): HTMLElement {
  host = document.createElement('div');
  document.body.append(host);
  render(view, host);
  return host;
}

afterEach(() => {
  render(null, host);
  host.remove();
  vi.unstubAllGlobals();
  sessionStorage.clear();
  token.value = null;
  refused.value = null;
  controlRefused.value = null;
});

const RUNNING = status();
const PAUSED: Status = {
  ...status('bench-1', 'paused'),
  paused_seconds: 75,
  control: { pause: false, resume: true, stop: true },
};

const answer = (code: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status: code,
    headers: { 'content-type': 'application/json' },
  });

const button = (within: Element, label: string) =>
  [...within.querySelectorAll('button')].find((one) => one.textContent === label)!;

const labels = (within: Element) =>
  [...within.querySelectorAll('.control > button')].map((one) => one.textContent);

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the control of a run', () => {
  it('offers what applies now, and nothing where nothing does', () => {
    expect(labels(show(<Control status={RUNNING} />))).toEqual(['Pause', 'Stop']);
    render(<Control status={PAUSED} />, host);
    expect(labels(host)).toEqual(['Resume', 'Stop']);
    const none = { pause: false, resume: false, stop: false };
    render(<Control status={{ ...RUNNING, control: none }} />, host);
    expect(host.textContent).toBe('');
  });

  it('posts with the token, says that it is busy, and gives the answer on', async () => {
    keepToken('s3cret');
    let say: (answer: Response) => void = () => {};
    const fetched = vi.fn(() => new Promise<Response>((resolve) => (say = resolve)));
    vi.stubGlobal('fetch', fetched);
    const told: Status[] = [];
    const shown = show(<Control status={RUNNING} changed={(next) => told.push(next)} />);
    button(shown, 'Pause').click();
    await soon();
    expect(labels(shown)).toEqual(['Pausing…', 'Stop']);
    expect(shown.querySelector('.control')!.getAttribute('aria-busy')).toBe('true');
    button(shown, 'Pausing…').click();
    say(answer(200, PAUSED));
    await soon();
    expect(told).toEqual([PAUSED]);
    expect(labels(shown)).toEqual(['Pause', 'Stop']);
    expect(fetched).toHaveBeenCalledTimes(1);
    const [path, options] = fetched.mock.calls[0] as unknown as [string, RequestInit];
    expect(path).toBe('api/control/pause');
    expect(options.method).toBe('POST');
    expect(options.body).toBe('{"by":"page"}');
    expect(options.headers).toEqual({
      Authorization: 'Bearer s3cret',
      'Content-Type': 'application/json',
    });
  });

  it('says why it was not done', async () => {
    vi.stubGlobal('fetch', async () =>
      answer(409, { error: { code: 'not_now', message: "the status is 'completed' <b>" } }),
    );
    const shown = show(<Control status={PAUSED} />);
    button(shown, 'Resume').click();
    await soon();
    expect(shown.querySelector('[role=alert]')!.textContent).toBe("the status is 'completed' <b>");
    expect(refused.value).toBeNull();
    expect(controlRefused.value).toBeNull();
  });

  it('asks before it stops the run', async () => {
    const fetched = vi.fn(async () => answer(200, RUNNING));
    vi.stubGlobal('fetch', fetched);
    const shown = show(<Control status={RUNNING} />);
    const dialog = shown.querySelector('dialog')!;
    expect(dialog.open).toBe(false);
    button(shown, 'Stop').click();
    expect(dialog.open).toBe(true);
    expect(fetched).not.toHaveBeenCalled();
    button(dialog, 'Stop the run').click();
    await soon();
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('asks for the token where reading needs none, until it is given', async () => {
    vi.stubGlobal('fetch', async () =>
      answer(401, { error: { code: 'unauthorized', message: 'a token is needed' } }),
    );
    const live = { retryNow: vi.fn() } as unknown as Parameters<typeof TokenForm>[0]['live'];
    const shown = show(
      <>
        <Control status={RUNNING} />
        <TokenForm live={live} />
      </>,
    );
    button(shown, 'Pause').click();
    await soon();
    expect(shown.querySelector('form.token')!.textContent).toContain('a token is needed');
    keepToken('s3cret');
    await soon();
    expect(shown.querySelector('form.token')).toBeNull();
  });
});

describe('a pause', () => {
  it('is told beside what has elapsed', () => {
    const shown = show(<StatusLine status={PAUSED} />);
    expect(shown.textContent).toContain('Paused');
    expect(shown.textContent).toContain('5s of 5m 00s');
    expect(shown.textContent).toContain('paused for 1m 15s');
  });

  it('is a stretch of the charts, one for all its points', () => {
    const timeline = new Timeline();
    for (let i = 1; i <= 8; i++) {
      const paused = i === 3 || i === 4 || i === 7;
      timeline.add({ ...point(i), status: paused ? 'paused' : 'running' }, []);
    }
    const start = timeline.start!;
    const found = pauses(timeline, { start: 0, end: timeline.length });
    expect(found.map(({ at, end }) => [at - start, end - start])).toEqual([
      [2, 4],
      [6, 7],
    ]);
  });
});
