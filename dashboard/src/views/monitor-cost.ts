import type { Status } from '../api/types';
import { bytes, count, latency, nanos, percent } from '../format';
import type { Coarse } from '../store/timeline';
import { memoryRows, type CostRow } from './memory';
import { stamp } from './name';

type Format = (value: number | null) => string;

type Monitor = Status['monitor'];

/** All figures that the monitor says of its own cost, in the order in which it is shown. */
export const FIELDS: [
  key: Exclude<keyof Monitor, 'clock' | 'memory'>,
  name: string,
  format: Format,
  what: string,
  zero?: 'zero',
][] = [
  [
    'ns_per_operation',
    'An operation',
    nanos,
    'an empty operation that succeeds, measured after the start in a loop of the monitor’s own',
  ],
  [
    'operations_cost_ms',
    'All operations',
    latency,
    'calculated: that, times the number of operations so far',
  ],
  [
    'operations_cpu_percent',
    'All operations, as CPU',
    percent,
    'the same, as a share of one core since the first operation',
  ],
  [
    'threads_cpu_percent',
    'Own threads',
    percent,
    'of one core, used by the monitor’s threads in the last interval',
  ],
  [
    'bytes',
    'Memory',
    (value) => bytes(value ?? 0),
    'held by all that grows with operations, workers and time',
  ],
  [
    'suppressed',
    'Suppressed',
    count,
    'failures of the monitor inside the program; none reached it',
    'zero',
  ],
  [
    'lost',
    'Lost',
    count,
    'calls that may be missing: the stack or the heap had no room for the monitor',
    'zero',
  ],
  ['clamped', 'Clamped', count, 'durations beyond 0 to one hour, brought into that range', 'zero'],
  [
    'errors_not_sampled',
    'Errors not sampled',
    count,
    'counted exactly, but without an entry of their own',
  ],
  [
    'workers_unlisted',
    'Workers unlisted',
    count,
    'counted exactly, but without a line of their own',
  ],
  [
    'listener_failures',
    'Listener failures',
    count,
    'failures in the monitor’s own handling of its figures',
    'zero',
  ],
  ['connections', 'Connections', count, 'open to the monitor’s server now'],
  ['stream_clients', 'Streams', count, 'pages and clients that follow live'],
  [
    'stream_dropped',
    'Stream messages dropped',
    count,
    'left out for clients that were too slow for them',
    'zero',
  ],
];

function clockRows(monitor: Monitor): CostRow[] {
  const { clock } = monitor;
  const since = clock.switched_at === null ? '' : `, since ${stamp(clock.switched_at)}`;
  return [
    {
      name: 'Clock',
      value: clock.name,
      what: `${count(clock.frequency_hz / 1e6)} MHz${since}`,
      bad: false,
    },
    {
      name: 'A reading of the clock',
      value: nanos(clock.cost_ns),
      what: 'an operation contains two',
      bad: false,
    },
  ];
}

/** Everything that the monitor says of its own cost. */
export function costRows(monitor: Monitor, coarse: Coarse | null): CostRow[] {
  const rows = FIELDS.map(([key, name, format, what, zero]): CostRow => {
    const value = monitor[key];
    return { name, value: format(value), what, bad: zero === 'zero' && (value ?? 0) > 0 };
  });
  return [...rows, ...memoryRows(monitor.memory, coarse), ...clockRows(monitor)];
}
