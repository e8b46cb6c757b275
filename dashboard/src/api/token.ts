import { signal } from '@preact/signals';

const KEY = 'monitor-token';

/** The token for a monitor that wants one; kept until the browser's tab is closed. */
export const token = signal<string | null>(read());

/** What the monitor said when it refused; null while it answers. */
export const refused = signal<string | null>(null);

/** What the monitor said when it let the page read but not control; null otherwise. */
export const forbidden = signal<string | null>(null);

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function keepToken(text: string): void {
  token.value = text;
  refused.value = null;
  forbidden.value = null;
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Without storage it holds until the page is loaded again.
  }
}

export function authorization(): Record<string, string> {
  return token.value === null ? {} : { Authorization: `Bearer ${token.value}` };
}
