import type { Live } from '../api/live';
import { Chart } from '../charts/chart';
import { latency, rate } from '../format';
import type { Run } from '../store/run';
import { Cards } from './cards';
import { Errors } from './errors';
import { Header, StatusLine } from './header';
import { Operations } from './operations';
import { System } from './system';
import { Patterns, Warnings } from './warnings';
import { Workers } from './workers';

/** The whole page. */
export function Page({ run, live }: { run: Run; live: Live }) {
  const status = run.status.value;
  const metrics = run.metrics.value;
  const workers = run.workers.value;
  const system = run.system.value;
  const instrumentation = run.instrumentation.value;
  return (
    <>
      <Header run={run} live={live} />
      <main>
        <Warnings status={status} instrumentation={instrumentation} replaced={run.replaced.value} />
        {!status && <p class="loading">Waiting for the monitor…</p>}
        {status && <StatusLine status={status} />}
        {status?.status === 'starting' && instrumentation && (
          <Patterns instrumentation={instrumentation} />
        )}
        {metrics && <Cards metrics={metrics} />}
        {status && (
          <div class="charts">
            <section>
              <h2>Throughput</h2>
              <Chart
                run={run}
                title="Throughput over time, in operations per second"
                height={240}
                format={rate}
                series={[
                  { column: 'throughput', label: 'Operations', fill: true },
                  { column: 'errors', label: 'Errors' },
                ]}
              />
            </section>
            <section>
              <h2>
                Latency <span class="key gc">GC</span> <span class="key stall">stall</span>
              </h2>
              <Chart
                run={run}
                title="Latency percentiles over time, logarithmic"
                height={240}
                log
                format={latency}
                series={[
                  { column: 'p50', label: 'p50' },
                  { column: 'p90', label: 'p90' },
                  { column: 'p99', label: 'p99' },
                  { column: 'p999', label: 'p99.9' },
                  { column: 'max', label: 'max' },
                ]}
              />
            </section>
          </div>
        )}
        {metrics && <Operations metrics={metrics} />}
        <div class="two">
          {workers && <Workers workers={workers} />}
          {status && (
            <Errors errors={run.errors.value} metrics={metrics} recent={run.recentErrors.value} />
          )}
        </div>
      </main>
      {system && status && <System system={system} status={status} />}
    </>
  );
}
