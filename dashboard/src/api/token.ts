import { signal } from '@preact/signals';

const KEY = 'monitor-token';

/** The token for a monitor that wants one; kept until the browser's tab is closed. */
export const token = signal<string | null>(stored());

/** What the monitor said when it refused to be read; null while it answers. */
export const refused = signal<string | null>(null);

/** What it said when it refused a control; null once a token has been given. */
export const controlRefused = signal<string | null>(null);

/** Whether it has asked for a token before it let itself be read. */
let wantedToRead = false;

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function keepToken(text: string): void {
  token.value = text;
  refused.value = null;
  controlRefused.value = null;
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Without storage it holds until the page is loaded again.
  }
}

/**
 * Takes the token out of an address such as `#tab=log&token=...`, so that it is in no link that
 * someone copies and not on a screen that someone shares; says whether there was one.
 */
export function takeToken(location: Location, history: History): boolean {
  const words = new URLSearchParams(location.hash.replace(/^#/, ''));
  const text = words.get('token');
  if (text === null) return false;
  words.delete('token');
  const rest = words.toString();
  const place = location.pathname + location.search;
  history.replaceState(null, '', rest === '' ? place : `${place}#${rest}`);
  if (text !== '') keepToken(text);
  return true;
}

export function authorization(): Record<string, string> {
  return token.value === null ? {} : { Authorization: `Bearer ${token.value}` };
}

/** Keeps what a refusal to be read says. */
export function readingRefused(status: number, message: string): void {
  if (status === 401) wantedToRead = true;
  refused.value = message;
}

/** Keeps that it wants the token for each read, before it refuses one. */
export function wantsToken(): void {
  wantedToRead = true;
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Whether what is read needs the token, which a WebSocket cannot send; a host on loopback does not. */
export function readsWithToken(hostname: string): boolean {
  return token.value !== null && (wantedToRead || !isLoopback(hostname));
}
