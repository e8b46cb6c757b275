import type { ComponentChildren } from 'preact';
import type { Status, System as SystemDocument, TimelineEvent } from '../api/types';
import { bytes, count, duration, latency, percent } from '../format';
import type { Run } from '../store/run';
import type { Coarse } from '../store/timeline';
import { MonitorCost } from './cost';
import type { CostRow } from './memory';
import { costRows } from './monitor-cost';
import { Name, stamp } from './name';
import { Table, type Column } from './table';

/** The machine and the JVM under the run, and what watching them costs, in one line. */
export function System({
  system,
  status,
  coarse,
}: {
  system: SystemDocument;
  status: Status;
  coarse: Coarse | null;
}) {
  return (
    <footer>
      <span>
        CPU process <b>{percent(system.cpu.process_percent)}</b>, machine{' '}
        <b>{percent(system.cpu.machine_percent)}</b> of {system.cpu.cores} cores
      </span>
      <span>
        Heap <b>{bytes(system.heap.used_bytes)}</b> of {bytes(system.heap.committed_bytes)}
      </span>
      <span>
        GC <b>{count(system.gc.count)}</b>
        {system.gc.count !== null && ` in ${latency(system.gc.time_ms)}`}
      </span>
      <span>
        Stalls <b>{count(system.stalls.count)}</b>, longest {latency(system.stalls.max_ms)}
      </span>
      <span>
        Threads <b>{count(system.threads.live)}</b>
      </span>
      <span class="muted">
        {status.jvm.name} {status.jvm.version}, pid {status.pid}
      </span>
      <MonitorCost status={status} coarse={coarse} />
    </footer>
  );
}

const MOST_PAUSES = 200;

/** When the program stood still, newest first. */
export function pauses(events: TimelineEvent[]): TimelineEvent[] {
  return events
    .filter((event) => event.kind in KINDS)
    .slice(-MOST_PAUSES)
    .reverse();
}

const KINDS: Record<string, string> = { gc: 'GC', stall: 'stall' };

const PAUSES: Column<TimelineEvent>[] = [
  { name: 'When', text: true, cell: (row) => stamp(row.timestamp), value: (row) => row.timestamp },
  {
    name: 'Kind',
    text: true,
    cell: (row) => <span class={`key ${row.kind}`}>{KINDS[row.kind] ?? row.kind}</span>,
    value: (row) => row.kind,
  },
  {
    name: 'Lasted',
    cell: (row) => latency(row.duration_ms),
    value: (row) => row.duration_ms ?? -1,
  },
  { name: 'What', text: true, cell: (row) => <Name text={row.text} /> },
];

const COSTS: Column<CostRow>[] = [
  { name: 'Cost', text: true, head: true, cell: (row) => row.name },
  { name: 'Now', cell: (row) => <span class={row.bad ? 'bad' : ''}>{row.value}</span> },
  { name: 'What it is', text: true, cell: (row) => <span class="long">{row.what}</span> },
];

/** All of the machine, the JVM and the monitor in it. */
export function SystemTab({ run }: { run: Run }) {
  const system = run.system.value;
  const status = run.status.value;
  run.version.value;
  if (system === null || status === null) return <p class="loading">Waiting for the monitor…</p>;
  return (
    <>
      <div class="two">
        <Machine system={system} />
        <Program system={system} status={status} />
      </div>
      <section class="wide">
        <h2>
          Pauses <span class="muted">GCs and stalls of the JVM or the machine, newest first</span>
        </h2>
        <Table
          label="Pauses"
          columns={PAUSES}
          rows={pauses(run.timeline.events)}
          id={(row) => `${row.timestamp} ${row.kind} ${row.text}`}
          empty="None so far"
        />
      </section>
      <section class="wide">
        <h2>What the monitor costs</h2>
        <Table
          label="What the monitor costs"
          columns={COSTS}
          rows={costRows(status.monitor, run.timeline.coarse)}
          id={(row) => row.name}
          empty=""
        />
      </section>
    </>
  );
}

type Item = [string, ComponentChildren];

function List({ items }: { items: Item[] }) {
  return (
    <dl class="facts">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Machine({ system }: { system: SystemDocument }) {
  const { cpu, heap, gc, stalls } = system;
  const spent = (number: number | null, ms: number | null) =>
    number === 0 ? 'none' : number === null ? count(null) : `${count(number)} in ${latency(ms)}`;
  const collectors = gc.collectors.map(({ name, count: number, time_ms }): Item => [
    name,
    spent(number, time_ms),
  ]);
  const items: Item[] = [
    ['CPU of the process', percent(cpu.process_percent)],
    ['CPU of the machine', `${percent(cpu.machine_percent)} of ${count(cpu.cores)} cores`],
    ['Heap', `${bytes(heap.used_bytes)} used, ${bytes(heap.committed_bytes)} committed`],
    ...(heap.max_bytes !== null && heap.max_bytes > 0
      ? [['Heap at most', bytes(heap.max_bytes)] as Item]
      : []),
    ['Garbage collections', spent(gc.count, gc.time_ms)],
    ...collectors,
    [
      'Stalls',
      `${count(stalls.count)}, ${latency(stalls.total_ms)} in all, longest ${latency(stalls.max_ms)}`,
    ],
  ];
  return (
    <section>
      <h2>Machine</h2>
      <List items={items} />
    </section>
  );
}

function Program({ system, status }: { system: SystemDocument; status: Status }) {
  const { threads, classes, uptime_seconds: uptime } = system;
  const { jvm } = status;
  const extra = [
    threads.daemon === null ? '' : `, ${count(threads.daemon)} of them daemons`,
    threads.peak === null ? '' : `, ${count(threads.peak)} at the peak`,
  ].join('');
  const items: Item[] = [
    ['Program', <Name text={jvm.main_class} />],
    ['JVM', <Name text={`${jvm.name} ${jvm.version}, ${jvm.vendor}`} />],
    ['Process', `pid ${status.pid}`],
    ...(uptime === null ? [] : [['Uptime', duration(uptime)] as Item]),
    ['Threads', threads.live === null ? count(null) : `${count(threads.live)} live${extra}`],
    ...(classes.loaded !== null ? [['Classes', `${count(classes.loaded)} loaded`] as Item] : []),
    ['Monitor', `Bench Monitor ${status.version}`],
  ];
  return (
    <section>
      <h2>Program</h2>
      <List items={items} />
    </section>
  );
}
