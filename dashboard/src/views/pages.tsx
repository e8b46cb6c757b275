import { count } from '../format';

/** So many lines are asked for at once. */
export const PAGE = 100;

/** Where in the list the page is, and the ways to the others. */
export function Pages(props: {
  offset: number;
  shown: number;
  matching: number;
  onTurn: (offset: number) => void;
}) {
  const { offset, shown, matching, onTurn } = props;
  const last = Math.max(0, Math.floor((matching - 1) / PAGE) * PAGE);
  const turns: [string, number, boolean][] = [
    ['First', 0, offset > 0],
    ['Previous', Math.min(last, Math.max(0, offset - PAGE)), offset > 0],
    ['Next', offset + PAGE, offset < last],
    ['Last', last, offset < last],
  ];
  return (
    <nav class="bar pages" aria-label="Pages">
      <span role="status">
        {shown === 0
          ? `none of ${count(matching)}`
          : `${count(offset + 1)} to ${count(offset + shown)} of ${count(matching)}`}
      </span>
      {(matching > PAGE || offset > 0) &&
        turns.map(([label, to, possible]) => (
          <button key={label} type="button" disabled={!possible} onClick={() => onTurn(to)}>
            {label}
          </button>
        ))}
    </nav>
  );
}
