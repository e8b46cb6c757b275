/** What stands in place of an answer: why there is none, or what is waited for. */
export function Pending({ error, waiting }: { error: string | null; waiting: string }) {
  return (
    <p class={error === null ? 'loading' : 'note'} role="status">
      {error ?? waiting}
    </p>
  );
}

/** Why what is shown is not the newest. */
export function Stale({ error }: { error: string | null }) {
  if (error === null) return null;
  return (
    <p class="note" role="status">
      Not up to date: {error}
    </p>
  );
}
