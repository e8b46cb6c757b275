import type { ComponentChildren } from 'preact';
import { address, save, type Query } from '../api/rest';
import { token } from '../api/token';
import { reason } from '../format';

/** Saves an export: as a link does, or by a request where there is a token, which a link cannot send. */
export function ExportLink(props: {
  query: Query;
  /** Told why it has failed, and with null when it is tried. */
  onFailure: (reason: string | null) => void;
  children: ComponentChildren;
}) {
  const { query, onFailure } = props;
  return (
    <a
      href={address('export', query)}
      download
      onClick={(event) => {
        onFailure(null);
        if (token.value === null) return;
        event.preventDefault();
        save('export', query).catch((thrown: unknown) => onFailure(reason(thrown)));
      }}
    >
      {props.children}
    </a>
  );
}
