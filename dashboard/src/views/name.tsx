import type { ComponentChildren } from 'preact';

/**
 * A name of the host, as text; isolated, so that marks of direction in it turn nothing around it, and
 * whole in its title where it is cut.
 */
export function Name({ text }: { text: string }) {
  return (
    <bdi class="name" title={text}>
      {text}
    </bdi>
  );
}

/** For places that take text alone, as the options of a list do. */
export function shortened(text: string, most = 60): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

/** Names of the host to choose among. */
export function NameOptions({ names }: { names: string[] }) {
  return (
    <>
      {names.map((name) => (
        <option key={name} value={name}>
          {shortened(name)}
        </option>
      ))}
    </>
  );
}

/** Read by a screen reader, not seen. */
export function Unseen({ children }: { children: ComponentChildren }) {
  return <span class="unseen">{children}</span>;
}

const digits = (value: number, length: number) => String(value).padStart(length, '0');

/** The time of day with milliseconds; a dash for what is none. */
export function stamp(timestamp: string | null | undefined): string {
  const date = new Date(timestamp ?? NaN);
  if (Number.isNaN(date.getTime())) return '–';
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  const time = parts.map((part) => digits(part, 2)).join(':');
  return `${time}.${digits(date.getMilliseconds(), 3)}`;
}
