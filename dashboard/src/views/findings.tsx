import type { Finding } from '../api/types';
import type { Run } from '../store/run';
import { stretchOf } from '../store/limits';
import { snapped } from '../store/span';
import type { View } from '../store/view';
import { clock, count } from '../format';
import { Name } from './name';
import { valueOf } from './thresholds';

/** So much of the run on both sides of it is shown with one that is chosen. */
const AROUND_SECONDS = 15;
const MOST_SHOWN = 8;

const lengthOf = (one: Finding) => {
  const { at, end } = stretchOf(one);
  const seconds = end - at;
  return `${seconds < 10 ? seconds.toFixed(1) : count(seconds)} s`;
};

/** What it says, without when. */
function Sentence({ one }: { one: Finding }) {
  return (
    <span>
      {one.figure} of <Name text={one.operation} /> {one.extreme > one.usual ? 'rose' : 'fell'} from{' '}
      {valueOf(one, one.usual)} to <b>{valueOf(one, one.extreme)}</b>{' '}
      {one.ended ? `for ${lengthOf(one)}` : 'and has not come back'}
      {one.with.length > 0 && (
        <span class="muted">
          {'; '}
          <bdi>{one.with.join('; ')}</bdi>
        </span>
      )}
    </span>
  );
}

/** What stands out in what is shown, in words, the strongest first; one that is chosen is shown in the charts. */
export function Findings({ run, view }: { run: Run; view: View }) {
  const findings = run.findings.value;
  const isRange = view.range.value !== null;
  // Of a run in which nothing stands out there is nothing to tell, but whoever asks is answered.
  if (findings === null || (findings.length === 0 && !isRange)) return null;
  const show = (one: Finding) => {
    const { at, end } = stretchOf(one);
    const range = snapped(run.timeline, at - AROUND_SECONDS, end + AROUND_SECONDS);
    if (range) view.range.value = range;
  };
  const more = findings.length - MOST_SHOWN;
  return (
    <section class="wide notes findings" aria-label="What stands out" data-testid="findings">
      <h2>
        What stands out
        {isRange && <span class="muted"> in the range</span>}
      </h2>
      {findings.length === 0 && (
        <p class="empty">Nothing: all figures are as they were before it</p>
      )}
      <ol>
        {findings.slice(0, MOST_SHOWN).map((one) => (
          <li key={`${one.from} ${one.figure} ${one.operation}`}>
            <button type="button" onClick={() => show(one)} title="Show this moment in the charts">
              {clock(one.from)}
            </button>
            <Sentence one={one} />
          </li>
        ))}
      </ol>
      {more > 0 && <p class="muted">and {count(more)} weaker ones</p>}
    </section>
  );
}
