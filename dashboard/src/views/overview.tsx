import { signal, useSignal } from '@preact/signals';
import { Chart } from '../charts/chart';
import type { Board } from '../charts/board';
import { cpu, errors, heap, latencies, throughput, workers } from '../charts/figures';
import { Readout } from '../charts/readout';
import { bytes, count, latency, percent, rate } from '../format';
import { takesNotes } from '../store/notes';
import { WINDOWS, type Window } from '../store/view';
import { Cards } from './cards';
import { Choice } from './choice';
import { Findings } from './findings';
import { LatencyChoice } from './latencies';
import { NoteField, Notes } from './notes';
import { Thresholds } from './thresholds';

const TALL = 240;
const LOW = 160;

/** From one MB to a TB, each twice the one before. */
const BYTE_STEPS = Array.from({ length: 21 }, (_, i) => 2 ** (20 + i));

const SPANS: { value: Window; name: string; title: string }[] = [
  ...WINDOWS.map((minutes) => ({
    value: minutes,
    name: `${minutes} min`,
    title: `Follow the last ${minutes} minute${minutes === 1 ? '' : 's'}`,
  })),
  { value: 'all', name: 'All', title: 'The whole run' },
];

/** What of the charts is chosen lives as long as the page. */
const stacked = signal<'stacked' | 'lines'>('stacked');
const scale = signal<'log' | 'linear'>('log');

/** Which part of the run is shown. */
function Toolbar({ board: { run, view } }: { board: Board }) {
  run.version.value;
  const anyPause = (run.status.value?.paused_seconds ?? 0) > 0;
  return (
    <div class="toolbar">
      <Choice
        label="Time shown"
        options={SPANS}
        chosen={view.range.value ? null : view.window.value}
        choose={(chosen) => {
          view.range.value = null;
          view.window.value = chosen;
        }}
      />
      <LatencyChoice run={run} view={view} />
      <span class="muted hint">
        Drag over a chart to select a range: all figures are calculated for it
        {takesNotes(run) && '. Click to write a note'}
      </span>
      <span class="keys">
        <span class="key gc">GC</span>
        <span class="key stall">stall</span>
        <span class="key phase">phase</span>
        {run.timeline.notes.length > 0 && <span class="key note">note</span>}
        {anyPause && <span class="key paused">paused</span>}
        {run.episodes.value.length > 0 && <span class="key broken">broken</span>}
        {(run.findings.value ?? []).length > 0 && <span class="key finding">stands out</span>}
      </span>
    </div>
  );
}

/** The figures of the whole run, and its charts on one time axis. */
export function Overview({ board }: { board: Board }) {
  const { run, view } = board;
  const hasHeat = useSignal(false);
  run.version.value;
  run.heated.value;
  if (!hasHeat.value && run.heat.length > 0) hasHeat.value = true;
  return (
    <>
      <Cards board={board} />
      <Thresholds run={run} view={view} />
      <Toolbar board={board} />
      <Charts board={board} heat={hasHeat.value} />
      <Findings run={run} view={view} />
      <Notes board={board} />
      <Readout board={board} />
      <NoteField board={board} />
    </>
  );
}

const number = (value: number | null | undefined) =>
  value !== null && value !== undefined && !Number.isInteger(value)
    ? value.toFixed(1)
    : count(value);

const KIND = {
  raw: 'Latency',
  corrected: 'Corrected latency',
  both: 'Raw and corrected latency',
};

function Charts({ board, heat }: { board: Board; heat: boolean }) {
  const kind = board.latencies();
  return (
    <div class="charts">
      <Chart
        board={board}
        title="Throughput"
        label="Throughput by operation over time, in operations per second"
        mode={stacked.value}
        wide
        spec={{
          figures: (timeline, slice) => throughput(timeline, slice, stacked.peek() === 'stacked'),
          format: rate,
          scale: 'linear',
          height: TALL,
          limits: 'throughput',
          ofEach: stacked.peek() === 'lines',
        }}
      >
        <Choice
          label="Throughput drawn as"
          options={[
            { value: 'stacked', name: 'Stacked' },
            { value: 'lines', name: 'Lines' },
          ]}
          chosen={stacked.value}
          choose={(chosen) => (stacked.value = chosen)}
        />
      </Chart>
      <Chart
        board={board}
        title="Latency"
        label={`${KIND[kind]} percentiles over time`}
        mode={`${scale.value} ${kind}`}
        wide
        spec={{
          figures: (timeline, slice) => latencies(timeline, slice, kind),
          format: latency,
          scale: scale.value,
          height: TALL,
          limits: 'latency',
        }}
      >
        <Choice
          label="Latency scale"
          options={[
            { value: 'log', name: 'Log' },
            { value: 'linear', name: 'Linear' },
          ]}
          chosen={scale.value}
          choose={(chosen) => (scale.value = chosen)}
        />
      </Chart>
      {heat && (
        <Chart
          board={board}
          title="Latency heat map"
          label="How many calls had which latency, over time"
          wide
          spec={{
            figures: () => [],
            format: latency,
            scale: 'log',
            height: TALL,
            heat: true,
            limits: 'latency',
          }}
        />
      )}
      <Chart
        board={board}
        title="Errors"
        label="Errors by type over time, per second"
        mode={`${heat}`}
        wide
        spec={{
          figures: errors,
          format: rate,
          scale: 'linear',
          height: heat ? TALL : LOW,
          limits: 'errors',
        }}
      />
      <Chart
        board={board}
        title="Workers"
        label="Active workers and operations in flight over time"
        spec={{
          figures: workers,
          format: number,
          scale: 'linear',
          height: LOW,
          limits: 'workers',
        }}
      />
      <Chart
        board={board}
        title="CPU"
        label="CPU of the process and the machine over time, in percent"
        spec={{ figures: cpu, format: percent, scale: 'percent', height: LOW, limits: 'cpu' }}
      />
      <Chart
        board={board}
        title="Heap"
        label="Heap used over time"
        spec={{
          figures: heap,
          format: bytesOrNone,
          scale: 'linear',
          height: LOW,
          steps: BYTE_STEPS,
          limits: 'heap',
        }}
      />
    </div>
  );
}

function bytesOrNone(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : bytes(value);
}
