import { useState } from 'preact/hooks';
import type { Errors } from '../api/types';
import { count } from '../format';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import { ALL, merged, total } from './error-filter';
import { ErrorFilters } from './error-filters';
import { ErrorTable } from './error-table';
import { usePolled } from './polled';
import { RecentErrors } from './recent-errors';

const MOST_RECENT = 200;

/** All errors of the run, by type and one by one. */
export function ErrorsTab({ run, view }: { run: Run; view: View }) {
  const [filter, setFilter] = useState(ALL);
  const asked = usePolled<Errors>(
    'errors',
    {
      limit: MOST_RECENT,
      type: filter.type || null,
      operation: filter.operation || null,
    },
    !run.gone.value,
  );
  const errors = run.errors.value;
  const live = run.recentErrors.value;
  const recent = merged(asked.value?.recent_errors ?? null, live);
  const missing = errors?.not_sampled ?? 0;
  return (
    <>
      <section class="wide">
        <h2>Errors by type</h2>
        <ErrorFilters errors={errors} filter={filter} onFilter={setFilter} />
        {view.range.value && (
          <p class="note">Errors are those of the whole run; the selected range is not applied.</p>
        )}
        <ErrorTable errors={errors} filter={filter} />
      </section>
      <RecentErrors
        key={JSON.stringify([filter.type, filter.operation])}
        recent={recent}
        filter={filter}
        total={total(errors, filter)}
      />
      {missing > 0 && (
        <p class="note">Counted, but without an entry among the recent ones: {count(missing)}.</p>
      )}
    </>
  );
}
