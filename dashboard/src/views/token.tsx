import type { Retrying } from '../api/live';
import { controlRefused, keepToken, refused, token } from '../api/token';

/** Asks for the token of a monitor that wants one, to be read or for a control. */
export function TokenForm({ live }: { live: Retrying }) {
  const unread = refused.value !== null;
  const reason = refused.value ?? controlRefused.value;
  if (reason === null) return null;
  const first = unread ? 'The monitor wants a token' : 'A control wants the token';
  return (
    <form
      class="banner token"
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get('token') ?? '').trim();
        if (text === '') return;
        keepToken(text);
        if (unread) live.retryNow();
      }}
    >
      <label>
        {token.value === null ? first : 'The monitor does not take this token'}
        <input name="token" type="password" autoComplete="off" required />
      </label>
      <button type="submit">{unread ? 'Connect' : 'Keep'}</button>
      {!unread && (
        <button type="button" onClick={() => (controlRefused.value = null)}>
          Close
        </button>
      )}
      <span class="reason">{reason}</span>
    </form>
  );
}
