import { download } from './download';
import { sessionOf } from './session';
import {
  authorization,
  controlRefused,
  isLoopback,
  readingRefused,
  refused,
  token,
  wantsToken,
} from './token';

/** An answer that is an error of the API; `message` says what was wrong. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Query = Record<string, string | number | null | undefined>;

/**
 * The address of an endpoint with its parameters; those that are null are left out. Of the run that
 * the page shows, unless `session` says otherwise; null is the current one.
 */
export function address(path: string, query: Query = {}): string {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries({ session: sessionOf(path), ...query })) {
    if (value !== null && value !== undefined) words.set(key, String(value));
  }
  const text = words.toString();
  return `api/${path}${text === '' ? '' : `?${text}`}`;
}

/** What an answer that is an error says; its body may be no JSON. */
async function error(answer: Response): Promise<ApiError> {
  const said = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
  return new ApiError(answer.status, said?.error?.message ?? `status ${answer.status}`);
}

/** Asks with the token, if there is one; throws an ApiError for a refusal. */
export async function ask(url: string, signal?: AbortSignal): Promise<Response> {
  const answer = await fetch(url, {
    cache: 'no-store',
    headers: authorization(),
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) {
    const refusal = await error(answer);
    if (refusal.status === 401 || refusal.status === 403) {
      readingRefused(refusal.status, refusal.message);
    }
    throw refusal;
  }
  refused.value = null;
  return answer;
}

/** A monitor that is there answers in a few; one that hangs must not keep the page from saying so. */
const LEARNING_MILLIS = 2_000;

/**
 * Finds out whether each read needs the token, before a WebSocket is refused for want of it. On
 * loopback only a process that serves records wants it, and its list of endpoints has them.
 */
export async function learnWhatReads(hostname: string): Promise<void> {
  if (token.value === null || !isLoopback(hostname)) return;
  try {
    const answer = await ask('api', AbortSignal.timeout(LEARNING_MILLIS));
    const { endpoints } = (await answer.json()) as { endpoints: { path: string }[] };
    if (endpoints.some(({ path }) => path === '/api/records')) wantsToken();
  } catch {
    // Whoever does not answer is asked again by the connection, and says why.
  }
}

/** How documents are asked for. */
export type Get = <T>(path: string, query: Query, signal?: AbortSignal) => Promise<T>;

/** Who answers instead of a monitor; null while one is asked. */
let source: Get | null = null;

/** From now on documents come from here: the page is a report, and there is nobody to ask. */
export function answerFrom(report: Get): void {
  source = report;
}

/** Whether an answer may be another one the next time. */
export function isLive(): boolean {
  return source === null;
}

/** Gets a document; throws an ApiError for an answer that is none, a TypeError without a net. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  if (source !== null) return source(path, query, signal);
  // A document that breaks off, or is aborted, is thrown.
  return (await (await ask(address(path, query), signal)).json()) as T;
}

/** Tells the monitor to do something; a refusal asks for the token. */
export async function post<T>(path: string, body: object = {}): Promise<T> {
  const answer = await fetch(address(path), {
    method: 'POST',
    cache: 'no-store',
    headers: { ...authorization(), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const refusal = await error(answer);
    if (refusal.status === 401) controlRefused.value = refusal.message;
    throw refusal;
  }
  return (await answer.json()) as T;
}

/** Saves a document as a file, for which a link would do if it could send the token. */
export async function save(path: string, query: Query): Promise<void> {
  const answer = await ask(address(path, query));
  const disposition = answer.headers.get('Content-Disposition') ?? '';
  download(/filename="([^"]+)"/.exec(disposition)?.[1] ?? 'export', await answer.blob());
}
