import type { Status, System as SystemDocument } from '../api/types';
import { bytes, count, latency, percent } from '../format';
import { MonitorCost } from './cost';

/** The machine and the JVM under the run, and what watching them costs. */
export function System({ system, status }: { system: SystemDocument; status: Status }) {
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
        GC <b>{count(system.gc.count)}</b> in {latency(system.gc.time_ms)}
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
      <MonitorCost status={status} />
    </footer>
  );
}
