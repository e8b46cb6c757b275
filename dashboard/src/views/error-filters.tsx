import type { Errors } from '../api/types';
import { failedOperations, type ErrorFilter } from './error-filter';
import { NameOptions } from './name';

/** What to show of the errors. */
export function ErrorFilters(props: {
  errors: Errors | null;
  filter: ErrorFilter;
  onFilter: (filter: ErrorFilter) => void;
}) {
  const { filter, onFilter } = props;
  const types = props.errors?.by_type.map((type) => type.type) ?? [];
  return (
    <div class="bar" role="group" aria-label="Filter">
      <Choice
        label="Type"
        value={filter.type}
        names={types}
        onChange={(type) => onFilter({ ...filter, type })}
      />
      <Choice
        label="Operation"
        value={filter.operation}
        names={failedOperations(props.errors)}
        onChange={(operation) => onFilter({ ...filter, operation })}
      />
      <label>
        Text{' '}
        <input
          type="search"
          value={filter.text}
          onInput={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

function Choice(props: {
  label: string;
  value: string;
  names: string[];
  onChange: (name: string) => void;
}) {
  return (
    <label>
      {props.label}{' '}
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <option value="">all</option>
        <NameOptions names={props.names} />
      </select>
    </label>
  );
}
