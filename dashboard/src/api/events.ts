import type { EventsLike } from './live';
import { ask } from './rest';

const END = '\n\n';

/** The data of the events in a text, each whole, and what is left of the text after them. */
export function split(text: string): { data: string[]; rest: string } {
  const events = text.split(END);
  const rest = events.pop() ?? '';
  const data = events.flatMap((event) =>
    event
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => line.substring('data: '.length)),
  );
  return { data, rest };
}

async function read(url: string, events: EventsLike, abort: AbortSignal): Promise<void> {
  const answer = await ask(url, abort);
  const reader = answer.body!.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done || abort.aborted) return;
    const more = split(rest + decoder.decode(value, { stream: true }));
    rest = more.rest;
    for (const data of more.data) {
      if (!abort.aborted) events.onmessage?.(data);
    }
  }
}

/** Server-sent events, read by a request: an EventSource cannot send the token. */
export function openEvents(url: string): EventsLike {
  const abort = new AbortController();
  const events: EventsLike = { onmessage: null, onerror: null, close: () => abort.abort() };
  const over = () => {
    if (!abort.signal.aborted) events.onerror?.();
  };
  read(url, events, abort.signal).then(over, over);
  return events;
}
