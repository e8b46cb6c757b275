import type { Run } from '../store/run';
import type { Latencies, View } from '../store/view';
import { Choice } from './choice';
import { Name } from './name';

const KINDS: { value: Latencies; name: string; title: string }[] = [
  { value: 'raw', name: 'Raw', title: 'Latencies as they were measured' },
  {
    value: 'corrected',
    name: 'Corrected',
    title: 'With the calls that should have begun meanwhile, by the rule that was given',
  },
  { value: 'both', name: 'Both', title: 'Raw and corrected latencies beside each other' },
];

/** Which latencies are shown; nothing where no rule corrects any. */
export function LatencyChoice({ run, view }: { run: Run; view: View }) {
  if (!run.isCorrected.value) return null;
  return (
    <Choice
      label="Latencies shown"
      options={KINDS}
      chosen={view.latencies.value}
      choose={(chosen) => (view.latencies.value = chosen)}
    />
  );
}

/** By which rule latencies were corrected. */
export function Rule({ text }: { text: string }) {
  return (
    <p class="muted rule">
      Corrected for coordinated omission by{' '}
      <code>
        <Name text={text} />
      </code>
    </p>
  );
}
