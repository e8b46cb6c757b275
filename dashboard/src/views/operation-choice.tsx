import type { View } from '../store/view';
import { NameOptions } from './name';

/** Which operation, and which beside it. */
export function OperationChoice({ view, names }: { view: View; names: string[] }) {
  const chosen = view.operation.value ?? '';
  const known = names.includes(chosen) ? names : [chosen, ...names];
  return (
    <div class="bar">
      <button
        type="button"
        onClick={() => {
          view.compared.value = null;
          view.operation.value = null;
        }}
      >
        ← All operations
      </button>
      <label>
        Operation{' '}
        <select
          value={chosen}
          onChange={(event) => {
            view.operation.value = event.currentTarget.value;
            if (view.compared.value === view.operation.value) view.compared.value = null;
          }}
        >
          <NameOptions names={known} />
        </select>
      </label>
      <label>
        beside{' '}
        <select
          value={view.compared.value ?? ''}
          onChange={(event) => {
            view.compared.value = event.currentTarget.value || null;
          }}
        >
          <option value="">none</option>
          <NameOptions names={names.filter((name) => name !== chosen)} />
        </select>
      </label>
    </div>
  );
}
