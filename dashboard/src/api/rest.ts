import { sessionOf } from './session';
import { authorization, refused } from './token';

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

/** Gets a document; throws an ApiError for an answer that is none, a TypeError without a net. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address(path, query), {
    cache: 'no-store',
    headers: authorization(),
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) {
    // An error's body may be no JSON; a good answer's that breaks off, or is aborted, is thrown.
    const said = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
    const message = said?.error?.message ?? `status ${answer.status}`;
    if (answer.status === 401 || answer.status === 403) refused.value = message;
    throw new ApiError(answer.status, message);
  }
  refused.value = null;
  return (await answer.json()) as T;
}
