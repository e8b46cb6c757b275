import type { Live } from '../api/live';
import { forbidden, keepToken, refused, token } from '../api/token';

/** Asks for the token of a monitor that wants one. */
export function TokenForm({ live }: { live: Live }) {
  const said = refused.value ?? forbidden.value;
  if (said === null) return null;
  return (
    <form
      class="banner token"
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get('token') ?? '').trim();
        if (text === '') return;
        keepToken(text);
        live.retryNow();
      }}
    >
      <label>
        {token.value === null
          ? 'The monitor wants a token'
          : 'The monitor does not take this token'}
        <input name="token" type="password" autoComplete="off" required />
      </label>
      <button type="submit">Connect</button>
      <span class="reason">{said}</span>
    </form>
  );
}
