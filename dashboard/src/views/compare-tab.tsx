import type { Run } from '../store/run';
import type { Comparing, View } from '../store/view';
import { Choice } from './choice';
import { NameOptions } from './name';
import { Periods } from './periods';
import { LaidRuns } from './laid-runs';
import './compare.css';

const MODES: { value: Comparing; name: string; title: string }[] = [
  { value: 'runs', name: 'Runs', title: 'Recorded runs over each other' },
  { value: 'periods', name: 'Periods', title: 'Two periods of this run over each other' },
];

/** Two periods of a run over each other; where recorded runs are served, up to five of them too. */
export function CompareTab({ run, view }: { run: Run; view: View }) {
  const recorded = run.isReport.value ? undefined : run.status.value?.recorded;
  const metrics = run.metrics.value;
  const names = Object.keys(metrics?.by_operation ?? {});
  if (metrics === null || names.length === 0) {
    return <p class="loading">No operation has been called yet</p>;
  }
  const calls = (name: string) => metrics.by_operation[name]!.count;
  const most = names.reduce((one, other) => (calls(other) > calls(one) ? other : one));
  const operation = view.operation.value ?? most;
  const mode = recorded ? (view.comparing.value ?? 'runs') : 'periods';
  return (
    <div class="operation compare">
      <div class="headed">
        <div class="bar">
          {recorded && (
            <Choice
              label="What is compared"
              options={MODES}
              chosen={mode}
              choose={(chosen) => (view.comparing.value = chosen)}
            />
          )}
          <label>
            Operation{' '}
            <select
              value={operation}
              onChange={(event) => (view.operation.value = event.currentTarget.value)}
            >
              <NameOptions names={names.includes(operation) ? names : [operation, ...names]} />
            </select>
          </label>
        </div>
      </div>
      {mode === 'runs' && recorded ? (
        <LaidRuns shown={recorded.id} view={view} operation={operation} />
      ) : (
        <Periods run={run} view={view} operation={operation} />
      )}
    </div>
  );
}
