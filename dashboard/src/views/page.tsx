import type { Live } from '../api/live';
import { refused } from '../api/token';
import type { Board } from '../charts/board';
import { Ended } from './ended';
import { RangeBanner } from './banner';
import { Errors } from './errors';
import { Header } from './header';
import { Operations } from './operations';
import { Overview } from './overview';
import { System } from './system';
import { TokenForm } from './token';
import { Patterns, Warnings } from './warnings';
import { Workers } from './workers';

/** The whole page. */
export function Page({ board, live }: { board: Board; live: Live }) {
  const { run, view } = board;
  return (
    <>
      <div class="top">
        <Header run={run} live={live} />
        <RangeBanner run={run} view={view} />
      </div>
      <main>
        <TokenForm live={live} />
        <Warnings run={run} />
        <Ended run={run} />
        <Waiting board={board} />
        {run.session.value && <Overview board={board} />}
        <Lists board={board} />
      </main>
      <Foot board={board} />
    </>
  );
}

/** Before there is anything to show. */
function Waiting({ board: { run } }: { board: Board }) {
  const status = run.status.value;
  const instrumentation = run.instrumentation.value;
  if (refused.value !== null) return null;
  if (!status) return <p class="loading">Waiting for the monitor…</p>;
  if (status.status !== 'starting' || !instrumentation) return null;
  return <Patterns instrumentation={instrumentation} />;
}

function Lists({ board: { run } }: { board: Board }) {
  const metrics = run.shown.value;
  const workers = run.workers.value;
  if (!run.session.value) return null;
  return (
    <>
      {metrics?.current && <Operations metrics={metrics} />}
      <div class="two">
        {workers && <Workers workers={workers} />}
        <Errors errors={run.errors.value} metrics={metrics} recent={run.recentErrors.value} />
      </div>
    </>
  );
}

function Foot({ board: { run } }: { board: Board }) {
  const system = run.system.value;
  const status = run.status.value;
  return system && status ? <System system={system} status={status} /> : null;
}
