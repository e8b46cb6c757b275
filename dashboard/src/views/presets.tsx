import { useState } from 'preact/hooks';
import type { Preset } from '../api/types';
import { Name } from './name';

const STATES = {
  taken: ['good', 'its patterns hold'],
  withdrawn: ['', 'its patterns hold no more'],
  refused: ['bad', 'not taken'],
} as const;

/** The known runners and libraries that were found, with the options that do the same. */
export function Presets({ presets }: { presets: Preset[] }) {
  if (presets.length === 0) return null;
  return (
    <section class="wide presets">
      <h2>Presets</h2>
      {presets.map((preset) => (
        <Shown key={preset.name} preset={preset} />
      ))}
    </section>
  );
}

function Shown({ preset }: { preset: Preset }) {
  const [colour, said] = STATES[preset.state];
  return (
    <div>
      <p>
        <b>
          <Name text={preset.title} />
        </b>{' '}
        ({preset.kind === 'runner' ? 'runner' : 'client library'}, preset{' '}
        <code>
          <Name text={preset.name} />
        </code>
        ): <span class={colour}>{said}</span>
      </p>
      {[...preset.reasons, ...preset.notes].map((text) => (
        <p class="long" key={text}>
          <bdi>{text}</bdi>
        </p>
      ))}
      <pre>{preset.operations.join('\n')}</pre>
      <Copy text={preset.arguments} />
    </div>
  );
}

/** A page without https, off loopback, has no clipboard; the text can be selected then. */
function Copy({ text }: { text: string }) {
  const [done, setDone] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone('copied');
    } catch {
      setDone('select the text above and copy it');
    }
  };
  return (
    <p>
      <button type="button" onClick={() => void copy()}>
        Copy as options
      </button>{' '}
      <span role="status">{done}</span>
    </p>
  );
}
