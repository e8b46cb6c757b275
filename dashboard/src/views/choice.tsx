/** One of a few, as a row of buttons. */
export function Choice<Value extends string | number>(props: {
  label: string;
  options: readonly { value: Value; name: string; title?: string }[];
  chosen: Value | null;
  choose: (value: Value) => void;
}) {
  return (
    <div class="choice" role="group" aria-label={props.label}>
      {props.options.map(({ value, name, title }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === props.chosen}
          title={title}
          onClick={() => props.choose(value)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
